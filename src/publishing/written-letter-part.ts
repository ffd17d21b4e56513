import * as z from 'zod/mini'
import { LetterPart } from '../revision/layout.ts'

/** The part as it was written: a schema of objects would put their keys in an order of its own. */
export const WrittenLetterPart = z.custom<LetterPart>((value) => z.safeParse(LetterPart, value).success, {
  error: 'is no letter',
})
