/** Queries, read by a schema for each resource: exact in what they refuse, and with one spelling for what they accept. */
import * as z from 'zod/mini'
import { didYouMean } from '../letter/nearest.ts'
import { createLru, type Lru } from './lru.ts'
import { badQuery, type ParameterError, ProblemError } from './problem.ts'
import { QueryRedirect } from './redirect.ts'

/** For what takes no parameter. */
export const NoQuery = z.strictObject({})

/** A choice; anything else is told what it may be. */
export const oneOf = <const Name extends string>(...names: Name[]) =>
  z.literal(names, {
    error: ({ input }) =>
      `${input === undefined ? 'is missing' : `cannot be ${input}`}: ${didYouMean(String(input), names)}`,
  })

/**
 * A parameter that may be left out, and what it is read as then. This is `z._default` without what comes along with it, a
 * fifth of a KiB of the Worker.
 */
export const orElse = <Output, Input>(schema: z.ZodMiniType<Output, Input>, written: Input) =>
  z.pipe(
    z.transform((given: unknown): unknown => given ?? written),
    schema as z.ZodMiniType<Output, unknown>,
  )

/** The one spelling of a value, where what was read of it says so: a number, or an object with a `spelling`. */
const spellingOf = (value: unknown): string | undefined => {
  if (typeof value === 'number') return `${value}`
  const isSpelled = typeof value === 'object' && value !== null && 'spelling' in value
  return isSpelled ? String(value.spelling) : undefined
}

/**
 * The one spelling of a query: its parameters in alphabetical order, without those that say what goes without saying.
 * Values are as `data`, the parsed query, spells them, else as written.
 */
const canonicalQuery = (
  schema: z.ZodMiniObject,
  query: URLSearchParams,
  data: Readonly<Record<string, unknown>>,
): URLSearchParams => {
  const canonical = new URLSearchParams()
  for (const [name, field] of Object.entries(schema.def.shape)) {
    const written = query.get(name)
    const value = data[name]
    if (written !== null && value !== z.safeParse(field, undefined).data)
      canonical.set(name, spellingOf(value) ?? written)
  }
  canonical.sort()
  return canonical
}

const unknownParameter = (name: string, known: string[]): string => {
  const hint = known.length > 0 ? didYouMean(name, known) : ''
  return `is not a parameter here${hint.startsWith('did') ? `: ${hint}` : ''}`
}

/** A query may have thousands of parameters, or of names in one: the answer must not be larger than the question. */
const MAX_ERRORS = 5
const MAX_NAME_LENGTH = 40

const shortened = (name: string): string =>
  name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH)}…` : name

/** What a right query says, and its canonical spelling where that is another. */
type ParsedQuery<Schema extends z.ZodMiniObject> = { data: z.infer<Schema>; canonical: string | undefined }

/** Throws a 400 problem that names each parameter which is wrong, what is allowed and what was probably meant. */
const parse = <Schema extends z.ZodMiniObject>(
  schema: Schema,
  query: URLSearchParams,
): ParsedQuery<Schema> => {
  const errors: ParameterError[] = []
  const report = (parameter: string, detail: string) => errors.push({ parameter, detail })
  const known = Object.keys(schema.def.shape)
  for (const name of known.filter((name) => query.getAll(name).length > 1))
    report(name, 'is given more than once')
  // A form sends what was left empty, too: it says nothing.
  const given = new URLSearchParams([...query].filter(([name, value]) => value || !known.includes(name)))
  const { data, error } = z.safeParse(schema, Object.fromEntries(given))
  for (const issue of error?.issues.slice(0, MAX_ERRORS) ?? []) {
    // Of a parameter that is a list, an issue may be one item's.
    if (issue.code !== 'unrecognized_keys') report(String(issue.path[0]), issue.message)
    else
      for (const key of issue.keys.slice(0, MAX_ERRORS)) report(shortened(key), unknownParameter(key, known))
  }
  if (data && errors.length === 0) {
    const canonical = canonicalQuery(schema, given, data).toString()
    return { data, canonical: canonical === query.toString() ? undefined : canonical }
  }
  const details = errors.map(({ parameter, detail }) => `${parameter} ${detail}`)
  throw new ProblemError({
    type: badQuery,
    detail: `${details.join('; ')}. Allowed here: ${known.join(', ') || 'no parameters'}.`,
    errors,
  })
}

/** What is kept of the queries that were right lately, for each schema, in characters of theirs. */
const MEMORY_LIMIT = 512 * 1024
/** What an entry weighs beside its spelling. */
const OVERHEAD = 128

/** By schema and spelling. Most requests ask what others asked, and to read that anew takes longer than all the rest. */
const memory = new Map<z.ZodMiniObject, Lru<ParsedQuery<z.ZodMiniObject>>>()

const parseOnce = <Schema extends z.ZodMiniObject>(schema: Schema, search: string): ParsedQuery<Schema> => {
  let lru = memory.get(schema)
  if (!lru) {
    lru = createLru(MEMORY_LIMIT)
    memory.set(schema, lru)
  }
  const known = lru.get(search)
  if (known) return known as ParsedQuery<Schema>
  const parsed = parse(schema, new URLSearchParams(search))
  lru.set(search, parsed, search.length + OVERHEAD)
  return parsed
}

/** The query as its schema has it, in whatever spelling. Throws a 400 problem when it is wrong. */
export const readQuery = <Schema extends z.ZodMiniObject>(schema: Schema, search: string): z.infer<Schema> =>
  parseOnce(schema, search).data

/** As `readQuery`; throws a `QueryRedirect` to the canonical spelling of a query that is right. */
export const parseQuery = <Schema extends z.ZodMiniObject>(
  schema: Schema,
  search: string,
): z.infer<Schema> => {
  const { data, canonical } = parseOnce(schema, search)
  if (canonical !== undefined) throw new QueryRedirect(canonical)
  return data
}

/**
 * As `parseQuery`, for pages, whose addresses come back from elsewhere with parameters that are not ours: those are
 * dropped.
 */
export const parsePageQuery = <Schema extends z.ZodMiniObject>(
  schema: Schema,
  search: string,
): z.infer<Schema> => {
  if (search === '') return parseQuery(schema, search)
  const all = new URLSearchParams(search)
  const known = new URLSearchParams([...all].filter(([name]) => name in schema.def.shape))
  const data = parseQuery(schema, known.toString())
  if (all.size > known.size) throw new QueryRedirect(known.toString())
  return data
}

/** Whether a query has parameters that are not the schema's. */
export const hasUnknown = (schema: z.ZodMiniObject, search: string): boolean =>
  search !== '' && [...new URLSearchParams(search).keys()].some((name) => !(name in schema.def.shape))

/** For pages, whose addresses come back from elsewhere with parameters that are not ours: they are dropped. */
export const dropQuery = (search: string): void => {
  if (search !== '') throw new QueryRedirect('')
}
