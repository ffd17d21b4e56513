import * as z from 'zod/mini'
import { Cursor } from '../../parameters.ts'

/** Which page of the signatories. */
export const PageQuery = z.strictObject({ cursor: z.optional(Cursor) })
