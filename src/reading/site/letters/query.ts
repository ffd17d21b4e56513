import * as z from 'zod/mini'
import { MAX_LIMIT } from '../../../embed/options.ts'
import { badQuery, ProblemError } from '../../../http/problem.ts'
import { orElse } from '../../../http/query.ts'
import { isoDate } from '../../../letter/iso.ts'
import { Language } from '../../../letter/schema.ts'
import { Limit, LooseSearch, Search } from '../../parameters.ts'

/** The letter after which a page begins, as `<date>.<slug>`: whatever comes or goes meanwhile, the rest stays behind it. */
const LetterCursor = z.string().check(
  z.regex(/^\d{4}-\d\d-\d\d\.[0-9a-z]+(?:-[0-9a-z]+)*$/, {
    error: 'is not a cursor that this API gave out',
  }),
)

const Day = isoDate('is not a date of the calendar, written YYYY-MM-DD')

/** Which letters, and which page of them. */
export const LettersQuery = z.strictObject({
  limit: orElse(Limit, String(MAX_LIMIT)),
  cursor: z.optional(LetterCursor),
  q: z.optional(Search),
  language: z.optional(Language),
  addressee: z.optional(Search),
  since: z.optional(Day),
  until: z.optional(Day),
  signed_by: z.optional(Search),
})
export type LettersQuery = z.infer<typeof LettersQuery>

/** What the home page shows: an empty field is no question. */
export const HomeQuery = z.strictObject({
  cursor: z.optional(LetterCursor),
  q: orElse(LooseSearch, ''),
})

/** Throws a 400 problem when no letter can be of both days. */
export const checkDays = ({ since, until }: LettersQuery): void => {
  if (since !== undefined && until !== undefined && since > until)
    throw new ProblemError({
      type: badQuery,
      detail: `since is after until, so no letter is of both: did you mean since=${until} and until=${since}?`,
    })
}
