import * as z from 'zod/mini'
import { type ParameterError, ProblemError } from '../http/problem.ts'
import { Redirection } from '../http/redirect.ts'
import { didYouMean } from '../letter/nearest.ts'
import { RevisionId } from '../letter/schema.ts'

/** The most signatories in one answer; also how many there are when nobody says how many. */
export const MOST = 500

const digits = z.string().check(z.regex(/^\d{1,9}$/, { error: 'is not a whole number' }))

const Limit = z.pipe(
  z.pipe(digits, z.transform(Number)),
  z
    .int()
    .check(z.minimum(1, { error: 'is less than 1' }), z.maximum(MOST, { error: `is more than ${MOST}` })),
)

/** A place in one revision's list, so that a list which changes meanwhile neither repeats nor skips anyone. */
const Cursor = z.pipe(
  z.string().check(z.regex(/^[0-9a-f]{64}\.\d{1,9}$/, { error: 'is not a cursor that this API gave out' })),
  z.transform((cursor) => {
    const [revision = '', from] = cursor.split('.')
    return { revision: z.parse(RevisionId, revision), from: Number(from) }
  }),
)

export const Paging = z.strictObject({ limit: z._default(Limit, MOST), cursor: z.optional(Cursor) })

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
  return `is not a parameter here${hint.startsWith('did') ? ` (${hint})` : ''}`
}

/** For pages, whose addresses come back from elsewhere with parameters that are not ours: they are dropped. */
export const dropQuery = (query: URLSearchParams): void => {
  if (query.size > 0) throw new Redirection('')
}
