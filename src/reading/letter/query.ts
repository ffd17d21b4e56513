import * as z from 'zod/mini'
import { At } from '../revisions/at.ts'

/** When: now, where it is left out. */
export const LetterQuery = z.strictObject({ at: z.optional(At) })
