import * as z from 'zod/mini'
import { ProblemError } from '../http/problem.ts'
import { fold } from '../letter/fold.ts'
import { didYouMean } from '../letter/nearest.ts'
import { RevisionId } from '../letter/schema.ts'
import { QUERY_LENGTH } from '../letter/search.ts'

/** The most signatories in one answer; also how many there are when nobody says how many. */
export const MOST = 500

const digits = z.string().check(z.regex(/^\d{1,9}$/, { error: 'is not a whole number' }))

export const Limit = z.pipe(
  z.pipe(digits, z.transform(Number)),
  z
    .int()
    .check(z.minimum(1, { error: 'is less than 1' }), z.maximum(MOST, { error: `is more than ${MOST}` })),
)

/**
 * A place in one revision's list, so that a list which changes meanwhile neither repeats nor skips anyone:
 * `<revision>.<place>`, and the fingerprint of the query that it belongs to where that asks for more than the list.
 */
const Cursor = z.pipe(
  z.string().check(
    z.regex(/^[0-9a-f]{64}\.\d{1,9}(?:-\d{1,9}){0,2}(?:\.[0-9a-z]{1,7})?$/, {
      error: 'is not a cursor that this API gave out',
    }),
  ),
  z.transform((cursor) => {
    const [revision = '', place = '', query = ''] = cursor.split('.')
    return { revision: z.parse(RevisionId, revision), place: place.split('-').map(Number), query }
  }),
)

/** A choice; anything else is told what it may be. */
const oneOf = <const Name extends string>(...names: Name[]) =>
  z.enum(names, { error: ({ input }) => `cannot be ${input}: ${didYouMean(String(input), names)}` })

/** What is looked for, folded as names are. */
const Query = z.pipe(
  z.string().check(z.maxLength(QUERY_LENGTH, { error: `is longer than ${QUERY_LENGTH} characters` })),
  z.pipe(
    z.transform(fold),
    z
      .string()
      .check(
        z.minLength(1, { error: 'has no letter or digit to look for' }),
        z.maxLength(QUERY_LENGTH, { error: `is longer than ${QUERY_LENGTH} characters` }),
      ),
  ),
)

/** What a page calls its language. Any short string: the widget must not break for a page that has it wrong. */
export const Tag = z.string().check(z.maxLength(35, { error: 'is too long for a language tag' }))

/** Which signatories, in which order, and which page of them. `q` has an order of its own. */
export const SignatoriesQuery = z.strictObject({
  limit: z._default(Limit, MOST),
  cursor: z.optional(Cursor),
  sort: z.optional(oneOf('letter', 'name')),
  q: z.optional(Query),
  type: z.optional(oneOf('organisation', 'person')),
  country: z.optional(
    z.string().check(
      z.regex(/^[A-Z]{2}$/, {
        error: ({ input }) =>
          /^[a-z]{2}$/i.test(String(input))
            ? `is in capitals: did you mean ${String(input).toUpperCase()}?`
            : 'is not a two-letter country code such as KE',
      }),
    ),
  ),
  signed_after: z.optional(z.iso.date({ error: 'is not a date of the calendar, written YYYY-MM-DD' })),
  status: z._default(oneOf('active', 'withdrawn', 'all'), 'active'),
  /** The language in which the widget wants its words; of a list's first page. */
  widget: z.optional(Tag),
})

export const CursorQuery = z.strictObject({ cursor: z.optional(Cursor) })

export const NoQuery = z.strictObject({})

const unknownParameter = (name: string, known: string[]): string => {
  const near = known.length > 0 ? didYouMean(name, known) : ''
  return `${name} is not a parameter here${near.startsWith('did') ? `: ${near}` : ''}`
}

/** The query as its schema has it. Throws a 400 problem that names each parameter which is wrong. */
export const parseQuery = <Schema extends z.ZodMiniObject>(
  schema: Schema,
  query: URLSearchParams,
): z.infer<Schema> => {
  const wrong: string[] = []
  for (const name of new Set(query.keys())) {
    if (query.getAll(name).length > 1) wrong.push(`${name} is given more than once`)
  }
  const known = Object.keys(schema.def.shape)
  const result = z.safeParse(schema, Object.fromEntries(query))
  if (result.success && wrong.length === 0) return result.data
  for (const issue of result.error?.issues ?? []) {
    wrong.push(
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownParameter(key, known)).join('; ')
        : `${issue.path.join('.')} ${issue.message}`,
    )
  }
  throw new ProblemError({
    status: 400,
    title: 'Bad query',
    detail: `${wrong.join('; ')}. Allowed here: ${known.length > 0 ? known.join(', ') : 'no parameters'}.`,
  })
}
