import * as z from 'zod/mini'
import { THEMES } from '../embed/options.ts'
import { fold } from '../letter/fold.ts'
import { didYouMean } from '../letter/nearest.ts'
import { RevisionId } from '../letter/schema.ts'
import { QUERY_LENGTH } from '../letter/search.ts'
import { LANGUAGES } from '../page/languages.ts'
import { createLru, type Lru } from './lru.ts'
import { type ParameterError, ProblemError } from './problem.ts'
import { Redirection } from './redirect.ts'

/** The most signatories in one answer; also how many there are when nobody says how many. */
export const MAX_LIMIT = 500

const digits = z.string().check(z.regex(/^\d{1,9}$/, { error: 'is not a whole number' }))

export const Limit = z.pipe(
  z.pipe(digits, z.transform(Number)),
  z
    .int()
    .check(
      z.minimum(1, { error: 'is less than 1' }),
      z.maximum(MAX_LIMIT, { error: `is more than ${MAX_LIMIT}` }),
    ),
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
  limit: z._default(Limit, MAX_LIMIT),
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

/** Switches are on as `1`, and left out when they are off. */
const Switch = z.optional(z.literal('1', { error: 'can only be 1, or be left out' }))

export const CsvQuery = z.strictObject({ bom: Switch, spreadsheet: Switch })

export const NoQuery = z.strictObject({})

/** How the list looks in a frame: the element's attributes. */
export const EmbedQuery = z.strictObject({
  view: z.optional(
    z.enum(['list', 'grid', 'compact', 'count'], { error: 'is not list, grid, compact or count' }),
  ),
  theme: z.optional(z.enum(['auto', 'light', 'dark'], { error: 'is not auto, light or dark' })),
  lang: z.optional(Tag),
  limit: z.optional(Limit),
  sort: z.optional(z.enum(['letter', 'name'], { error: 'is not letter or name' })),
  heading: z.optional(
    z.enum(['none', '1', '2', '3', '4', '5', '6'], { error: 'is not a level from 1 to 6, or none' }),
  ),
})

const among = (choices: readonly string[]) => ({ error: `is not one of ${choices.join(', ')}` })

export const BadgeQuery = z.strictObject({
  lang: z.optional(z.enum(LANGUAGES, among(LANGUAGES))),
  theme: z._default(z.enum(THEMES, among(THEMES)), 'auto'),
})

const Pixels = z.pipe(
  z.string().check(z.regex(/^[1-9]\d{0,5}$/, { error: 'is not a whole number of pixels from 1' })),
  z.transform(Number),
)

/** Other parameters are the consumer's own affair: WordPress for one sends `dnt`. */
export const OembedQuery = z.object({
  url: z.url({ error: 'is not the whole address of a letter, beginning with https://' }),
  format: z._default(z.string(), 'json'),
  maxwidth: z.optional(Pixels),
  maxheight: z.optional(Pixels),
})

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

/** What a right query says, and its canonical spelling where that is another. */
type Read<Schema extends z.ZodMiniObject> = { data: z.infer<Schema>; canonical: string | undefined }

/** Throws a 400 problem that names each parameter which is wrong, what is allowed and what was probably meant. */
const read = <Schema extends z.ZodMiniObject>(schema: Schema, query: URLSearchParams): Read<Schema> => {
  const errors: ParameterError[] = []
  const wrong = (parameter: string, detail: string) => errors.push({ parameter, detail })
  const known = Object.keys(schema.def.shape)
  for (const name of new Set(query.keys())) {
    if (query.getAll(name).length > 1) wrong(name, 'is given more than once')
  }
  const { data, error } = z.safeParse(schema, Object.fromEntries(query))
  for (const issue of error?.issues ?? []) {
    if (issue.code !== 'unrecognized_keys') wrong(issue.path.join('.'), issue.message)
    else for (const key of issue.keys) wrong(key, unknown(key, known))
  }
  if (data && errors.length === 0) {
    const canonical = canonicalQuery(schema, query, data).toString()
    return { data, canonical: canonical === query.toString() ? undefined : canonical }
  }
  const details = errors.map(({ parameter, detail }) => `${parameter} ${detail}`)
  throw new ProblemError({
    status: 400,
    title: 'Bad query',
    detail: `${details.join('; ')}. Allowed here: ${known.join(', ') || 'no parameters'}.`,
    errors,
  })
}

/** What is held of the queries that were right lately, for each schema, in characters of theirs. */
const HELD_LIMIT = 128 * 1024
/** What an entry weighs beside its spelling. */
const OVERHEAD = 128

/** By schema and spelling. Most requests ask what others asked, and to read that anew takes longer than all the rest. */
const held = new Map<z.ZodMiniObject, Lru<Read<z.ZodMiniObject>>>()

const readOnce = <Schema extends z.ZodMiniObject>(schema: Schema, search: string): Read<Schema> => {
  let lru = held.get(schema)
  if (!lru) {
    lru = createLru(HELD_LIMIT)
    held.set(schema, lru)
  }
  const known = lru.get(search)
  if (known) return known as Read<Schema>
  const right = read(schema, new URLSearchParams(search))
  lru.set(search, right, search.length + OVERHEAD)
  return right
}

/** The query as its schema has it, in whatever spelling. Throws a 400 problem when it is wrong. */
export const readQuery = <Schema extends z.ZodMiniObject>(schema: Schema, search: string): z.infer<Schema> =>
  readOnce(schema, search).data

/** As `readQuery`; throws a `Redirection` to the canonical spelling of a query that is right. */
export const parseQuery = <Schema extends z.ZodMiniObject>(
  schema: Schema,
  search: string,
): z.infer<Schema> => {
  const { data, canonical } = readOnce(schema, search)
  if (canonical !== undefined) throw new Redirection(canonical)
  return data
}

const unknown = (name: string, known: string[]): string => {
  const hint = known.length > 0 ? didYouMean(name, known) : ''
  return `is not a parameter here${hint.startsWith('did') ? `: ${hint}` : ''}`
}

/** For pages, whose addresses come back from elsewhere with parameters that are not ours: they are dropped. */
export const dropQuery = (search: string): void => {
  if (search !== '') throw new Redirection('')
}
