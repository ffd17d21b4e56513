/** Query parameters that several resources take. */
import * as z from 'zod/mini'
import { MAX_LIMIT } from '../embed/options.ts'
import { fold } from '../letter/fold.ts'
import { int } from '../letter/int.ts'
import { RevisionId } from '../letter/schema.ts'
import { QUERY_LENGTH } from '../letter/search.ts'

export const WholeNumber = z.pipe(
  z.string().check(z.regex(/^\d{1,9}$/, { error: 'is not a whole number' })),
  z.transform(Number),
)

export const Limit = z.pipe(
  WholeNumber,
  int().check(
    z.minimum(1, { error: 'is less than 1' }),
    z.maximum(MAX_LIMIT, { error: `is more than ${MAX_LIMIT}` }),
  ),
)

/**
 * A place in one revision's list, so that a list which changes meanwhile neither repeats nor skips anyone:
 * `<revision>.<place>`, and the fingerprint of the query that it belongs to where that asks for more than the list.
 */
export const Cursor = z.pipe(
  z.string().check(
    z.regex(/^[0-9a-f]{64}\.\d{1,9}(?:-\d{1,9}){0,2}(?:\.[0-9a-z]{1,7})?$/, {
      error: 'is not a cursor that this API gave out',
    }),
  ),
  z.transform((cursor) => {
    const [revision = '', place = '', query = ''] = cursor.split('.')
    const numbers = place.split('-').map(Number)
    const spelling = `${revision}.${numbers.join('-')}${query && `.${query}`}`
    return { revision: z.parse(RevisionId, revision), place: numbers, query, spelling }
  }),
)

/** What a page calls its language. Any short string: the widget must not break for a page that has it wrong. */
export const LanguageTag = z.string().check(z.maxLength(35, { error: 'is too long for a language tag' }))

const tooLong = { error: `is longer than ${QUERY_LENGTH} characters` }
const Folded = z.pipe(
  z.string({ error: 'is missing: say what to look for' }).check(z.maxLength(QUERY_LENGTH, tooLong)),
  z.transform(fold),
)

/** What is looked for, folded as what it is looked for in; of a form that may have been empty. */
export const LooseSearch = z.pipe(Folded, z.string().check(z.maxLength(QUERY_LENGTH, tooLong)))

/** The same, where there must be something. */
export const Search = z.pipe(
  LooseSearch,
  z.string().check(z.minLength(1, { error: 'has no letter or digit to look for' })),
)
