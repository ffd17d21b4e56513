import * as z from 'zod/mini'
import { type ParameterError, ProblemError } from '../http/problem.ts'
import { Redirection } from '../http/redirect.ts'
import { fold } from '../letter/fold.ts'
import { didYouMean } from '../letter/nearest.ts'
import { RevisionId } from '../letter/schema.ts'
import { QUERY_LENGTH } from '../letter/search.ts'

/** The most signatories in one answer; also how many there are when nobody says how many. */
export const MOST = 500

const digits = z.string().check(z.regex(/^\d{1,9}$/, { error: 'is not a whole number' }))

const Limit = z.pipe(
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
})

export const CursorQuery = z.strictObject({ cursor: z.optional(Cursor) })

/** Switches are on as `1`, and left out when they are off. */
const Switch = z.optional(z.literal('1', { error: 'can only be 1, or be left out' }))

export const CsvQuery = z.strictObject({ bom: Switch, spreadsheet: Switch })

export const NoQuery = z.strictObject({})

/**
 * The one spelling of a query: its parameters in alphabetical order, without those that say what goes without saying.
 * Values are as `data`, the parsed query, has them where that is a number, else as written.
 */
const canonicalQuery = (schema: z.ZodMiniObject, query: URLSearchParams, data: object): URLSearchParams => {
  const canonical = new URLSearchParams()
  for (const [name, value] of Object.entries(data)) {
    const field = schema.def.shape[name]
    const isDefault = field instanceof z.ZodMiniDefault && field.def.defaultValue === value
    const written = query.get(name)
    if (written !== null && !isDefault) canonical.set(name, typeof value === 'number' ? `${value}` : written)
  }
  canonical.sort()
  return canonical
}

/**
 * The query as its schema has it. Throws a 400 problem that names each parameter which is wrong, what is allowed and
 * what was probably meant, and a `Redirection` to the canonical spelling of a query that is right.
 */
export const parseQuery = <Schema extends z.ZodMiniObject>(
  schema: Schema,
  query: URLSearchParams,
): z.infer<Schema> => {
  const errors: ParameterError[] = []
  const wrong = (parameter: string, detail: string) => errors.push({ parameter, detail })
  const known = Object.keys(schema.def.shape)
  for (const name of new Set(query.keys())) {
    if (query.getAll(name).length > 1) wrong(name, 'is given more than once')
  }
  const result = z.safeParse(schema, Object.fromEntries(query))
  for (const issue of result.error?.issues ?? []) {
    if (issue.code !== 'unrecognized_keys') wrong(issue.path.join('.'), issue.message)
    else for (const key of issue.keys) wrong(key, unknown(key, known))
  }
  if (result.success && errors.length === 0) {
    const canonical = canonicalQuery(schema, query, result.data).toString()
    if (canonical !== query.toString()) throw new Redirection(canonical)
    return result.data
  }
  const details = errors.map(({ parameter, detail }) => `${parameter} ${detail}`)
  throw new ProblemError({
    status: 400,
    title: 'Bad query',
    detail: `${details.join('; ')}. Allowed here: ${known.join(', ') || 'no parameters'}.`,
    errors,
  })
}

const unknown = (name: string, known: string[]): string => {
  const hint = known.length > 0 ? didYouMean(name, known) : ''
  return `is not a parameter here${hint.startsWith('did') ? `: ${hint}` : ''}`
}

/** For pages, whose addresses come back from elsewhere with parameters that are not ours: they are dropped. */
export const dropQuery = (query: URLSearchParams): void => {
  if (query.size > 0) throw new Redirection('')
}
