import * as z from 'zod/mini'
import { Cursor } from '../../parameters.ts'
import { At } from '../../revisions/at.ts'

/** Which page of the signatories, or the letter of which time. */
export const PageQuery = z.strictObject({ cursor: z.optional(Cursor), at: z.optional(At) })
