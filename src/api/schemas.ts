/**
 * The shapes of the API's JSON. The types of `json.ts`, the OpenAPI document and the client all come from these; the
 * Worker itself imports only the types.
 */
import * as z from 'zod/mini'
import { isoDateTime } from '../letter/iso.ts'
import { CalendarDate, Country, Language, Organisation, Person, RevisionId, Slug } from '../letter/schema.ts'
import { Signing } from '../letter/signing.ts'

const count = z.int().check(z.minimum(0))
const Instant = isoDateTime()
const Address = z.url({ protocol: /^https?$/ })
const languages = z.array(Language).check(z.minLength(1))

/** Under which it may be used, and whom to name then. Not there where the site states none. */
const license = z.optional(
  z.strictObject({ name: z.string(), url: Address, attribution: z.optional(z.string()) }),
)

export const LetterSummary = z.strictObject({
  slug: Slug,
  title: z.string(),
  date: CalendarDate,
  addressee: z.string(),
  context: z.optional(z.string()),
  languages,
  revision: RevisionId,
  published: Instant,
  /** There where the public can sign it: `count` is then without those who did so through the form. */
  signing: z.optional(z.literal(true)),
  signatories: z.strictObject({ count }),
  links: z.strictObject({ self: Address, page: Address, signatories: Address }),
})

/** Letters of which a search of everyone may miss somebody. Each has a search of its own. */
const incomplete = z.array(
  z.strictObject({ slug: Slug, title: z.string(), links: z.strictObject({ signatories: Address }) }),
)

export const LettersJson = z.strictObject({
  /** Of all that are asked for, on whatever page. */
  count,
  /**
   * Only with `q`: whether the texts of all letters were looked through. False until the next publish where none was made,
   * or the last by an older version: then letters are found by title, addressee and context.
   */
  complete: z.optional(z.boolean()),
  /** Only with `signed_by`: letters that may be among these, too, for not all who signed them were looked through. */
  incomplete: z.optional(incomplete),
  letters: z.array(LetterSummary),
  license,
  /** `dump`: all letters whole, in one file. */
  links: z.strictObject({ self: Address, next: z.nullable(Address), dump: Address }),
})

export const TranslationJson = z.strictObject({
  language: Language,
  title: z.string(),
  addressee: z.string(),
  context: z.optional(z.string()),
  text: z.string(),
})

const Tally = z.record(z.string(), count)

const letter = {
  slug: Slug,
  date: CalendarDate,
  ...TranslationJson.def.shape,
  translations: z.array(TranslationJson),
  signatories: z.strictObject({ count, by_type: Tally, by_country: z.record(Country, count) }),
  revision: RevisionId,
  license,
}

const signature = z.optional(z.strictObject({ key: z.string(), value: z.string() }))

export const LetterJson = z.strictObject({
  ...letter,
  published: Instant,
  /** The publisher's Ed25519 signature of the revision; `key` is in /.well-known/jwks.json. */
  signature,
  /** Of a letter that the public can sign, or could until its last day: who, and what is asked. */
  signing: z.optional(
    z.strictObject({
      ...Signing.def.shape,
      /** Where to sign; null once the last day is over. */
      form: z.nullable(Address),
    }),
  ),
  links: z.strictObject({
    self: Address,
    page: Address,
    /** The page in each language. */
    pages: z.record(Language, Address),
    signatories: Address,
    revisions: Address,
    letters: Address,
    /** Everyone who signed, as CSV and as JSON Lines, and what the columns of these are. */
    csv: Address,
    jsonl: Address,
    datapackage: Address,
    /** All of the letter in a ZIP archive. */
    bundle: Address,
  }),
})

export const RevisionJson = z.strictObject({
  ...letter,
  links: z.strictObject({
    self: Address,
    page: Address,
    signatories: Address,
    revisions: Address,
    letter: Address,
  }),
})

const item = {
  position: z.int().check(z.minimum(1)),
  printed_as: z.string(),
  /** Only for who asks with `lang`: the country's name in that language, as CLDR has it. */
  country_name: z.optional(z.string()),
}

export const SignatoryItem = z.discriminatedUnion('type', [
  z.strictObject({ ...Organisation.def.shape, ...item }),
  z.strictObject({ ...Person.def.shape, ...item }),
])

export const SignatoriesJson = z.strictObject({
  letter: Slug,
  revision: RevisionId,
  count,
  signatories: z.array(SignatoryItem),
  license,
  links: z.strictObject({ self: Address, next: z.nullable(Address), letter: Address }),
  /** Only for who asks with `widget`: what the list's heading and buttons say. */
  widget: z.optional(z.looseObject({ language: z.string(), words: z.record(z.string(), z.unknown()) })),
})

/** A signature without what would be of the list that it stands in. */
const found = {
  printed_as: z.string(),
  letter: z.strictObject({ slug: Slug, title: z.string(), date: CalendarDate }),
  links: z.strictObject({ self: Address, letter: Address, page: Address }),
}
const ofList = { url: true, withdrawn: true, section: true } as const

export const LetterSignatory = z.discriminatedUnion('type', [
  z.strictObject({ ...z.omit(Organisation, ofList).def.shape, ...found }),
  z.strictObject({ ...z.omit(Person, ofList).def.shape, ...found }),
])

export const FoundSignatoriesJson = z.strictObject({
  /** One for each letter that somebody signed. */
  signatories: z.array(LetterSignatory),
  /** Open for signing, or published since. */
  incomplete,
  license,
  links: z.strictObject({ self: Address, next: z.nullable(Address) }),
})

const one = {
  ...item,
  letter: Slug,
  revision: RevisionId,
  license,
  links: z.strictObject({ self: Address, letter: Address, signatories: Address }),
}

export const SignatoryJson = z.discriminatedUnion('type', [
  z.strictObject({ ...Organisation.def.shape, ...one }),
  z.strictObject({ ...Person.def.shape, ...one }),
])

const counted = {
  letter: Slug,
  revision: RevisionId,
  /** Of the whole list. */
  count,
  /** Of how many in the list it is not known. */
  unknown: count,
  license,
  links: z.strictObject({ self: Address, letter: Address, signatories: Address }),
}

export const CountsJson = z.discriminatedUnion('by', [
  z.strictObject({
    ...counted,
    by: z.literal('day'),
    /** `signed`: the days on which those in the list signed. `published`: those on which another number was published. */
    source: z.enum(['signed', 'published']),
    /** The days on which the number changed, the earliest first: by how many, and what it was at the day's end in UTC. */
    counts: z.array(z.strictObject({ day: CalendarDate, added: z.int(), total: count })),
  }),
  z.strictObject({
    ...counted,
    by: z.literal('country'),
    /** The most first. */
    counts: z.array(z.strictObject({ country: Country, country_name: z.optional(z.string()), count })),
  }),
  z.strictObject({
    ...counted,
    by: z.literal('type'),
    counts: z.array(z.strictObject({ type: z.enum(['organisation', 'person']), count })),
  }),
])

export const PublicationJson = z.strictObject({
  revision: RevisionId,
  published: Instant,
  count,
  /** Of a letter that the public can sign, how many of them signed through its form. */
  signons: z.optional(count),
  note: z.optional(z.string()),
  /** Who published it, as they call themselves. */
  by: z.optional(z.string()),
  /** The publisher's Ed25519 signature of the revision; `key` is in /.well-known/jwks.json. */
  signature,
  /** The hash of the publication before, as docs/verifying.md says. */
  previous: z.optional(z.string()),
  /**
   * Where somebody was erased: what was published then. `said` is the hash of a note or a name that went with them.
   */
  as_published: z.optional(z.strictObject({ revision: RevisionId, count, said: z.optional(z.string()) })),
  current: z.boolean(),
  links: z.strictObject({ self: Address, page: Address, changes: z.nullable(Address) }),
})

export const RevisionsJson = z.strictObject({
  letter: Slug,
  /** Of all publications, on whatever page. */
  count,
  revisions: z.array(PublicationJson),
  license,
  links: z.strictObject({ self: Address, next: z.nullable(Address), letter: Address, feed: Address }),
})

const Named = z.strictObject({ id: Slug, name: z.string() })

export const ChangesJson = z.strictObject({
  letter: Slug,
  before: z.strictObject({ revision: RevisionId, count }),
  after: z.strictObject({ revision: RevisionId, count }),
  /** Whether the lists below name everyone concerned. */
  complete: z.boolean(),
  signatories: z.strictObject({
    added: z.array(Named),
    removed: z.array(Named),
    renamed: z.array(z.strictObject({ id: Slug, before: z.string(), after: z.string() })),
    changed: z.array(z.strictObject({ id: Slug, name: z.string(), fields: z.array(z.string()) })),
  }),
  languages: z.strictObject({
    added: z.array(Language),
    removed: z.array(Language),
    changed: z.array(Language),
  }),
  /** The letter's date, where that changed. */
  date: z.nullable(z.strictObject({ before: CalendarDate, after: CalendarDate })),
  /** Of languages that both have: the words that came, went and stayed, in their order; `text` is Markdown. */
  text: z.array(
    z.strictObject({
      language: Language,
      field: z.enum(['title', 'addressee', 'context', 'text']),
      changes: z.array(z.strictObject({ type: z.enum(['same', 'added', 'removed']), value: z.string() })),
    }),
  ),
  license,
  links: z.strictObject({ self: Address, before: Address, after: Address }),
})

export const HealthJson = z.strictObject({
  status: z.enum(['ok', 'unavailable']),
  version: z.string(),
  letters: z.array(
    z.strictObject({
      slug: Slug,
      source: z.enum(['kv', 'snapshot', 'none']),
      revision: z.optional(RevisionId),
      published: z.optional(Instant),
    }),
  ),
})

/** An OpenAPI 3.1 document: https://spec.openapis.org/oas/v3.1.1.html */
export const OpenapiJson = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({}),
  paths: z.looseObject({}),
})

/** RFC 9457. */
export const ProblemJson = z.strictObject({
  type: Address,
  title: z.string(),
  status: z.int().check(z.minimum(400), z.maximum(599)),
  detail: z.string(),
  instance: z.string(),
  request_id: z.optional(z.string()),
  errors: z.optional(z.array(z.strictObject({ parameter: z.string(), detail: z.string() }))),
  /** What took the place of a revision from which somebody was erased. */
  successor: z.optional(Address),
})

export type LetterSummary = z.infer<typeof LetterSummary>
export type LettersJson = z.infer<typeof LettersJson>
export type TranslationJson = z.infer<typeof TranslationJson>
export type LetterJson = z.infer<typeof LetterJson>
export type RevisionJson = z.infer<typeof RevisionJson>
export type SignatoryItem = z.infer<typeof SignatoryItem>
export type SignatoriesJson = z.infer<typeof SignatoriesJson>
export type LetterSignatory = z.infer<typeof LetterSignatory>
export type FoundSignatoriesJson = z.infer<typeof FoundSignatoriesJson>
export type SignatoryJson = z.infer<typeof SignatoryJson>
export type CountsJson = z.infer<typeof CountsJson>
export type PublicationJson = z.infer<typeof PublicationJson>
export type RevisionsJson = z.infer<typeof RevisionsJson>
export type ChangesJson = z.infer<typeof ChangesJson>
export type ProblemJson = z.infer<typeof ProblemJson>
