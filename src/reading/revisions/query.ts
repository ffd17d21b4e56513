import * as z from 'zod/mini'
import { MAX_LIMIT } from '../../embed/options.ts'
import { orElse } from '../../http/query.ts'
import { Limit, WholeNumber } from '../parameters.ts'

/** Which page of a letter's history. */
export const RevisionsQuery = z.strictObject({
  limit: orElse(Limit, String(MAX_LIMIT)),
  /** The number of the publication that the page begins with; the first ever is 1, so that later ones do not shift it. */
  cursor: z.optional(WholeNumber),
})

/** The same of the page for people, whose length is always the same. */
export const HistoryQuery = z.strictObject({ cursor: z.optional(WholeNumber) })
