/**
 * What a letter is. These schemas check `data/`, check what comes out of KV, give the TypeScript types
 * and describe the API: nothing about a letter is described twice.
 */
import * as z from 'zod/mini'
import { int } from './int.ts'
import { isoDate } from './iso.ts'
import { byType } from './kinds.ts'
import type { NonEmpty } from './non-empty.ts'
import { url } from './url.ts'

/** What is so or is not. (`z.boolean` would take a sixth of a KiB of the Worker.) */
export const Flag = z.literal([true, false])

/** An array with at least one item, also by its type. (`z.tuple` would take half a KiB of the Worker.) */
export const nonEmpty = <Item extends z.ZodMiniType>(item: Item) =>
  z.array(item).check(z.minLength(1)) as unknown as z.ZodMiniType<
    NonEmpty<z.output<Item>>,
    NonEmpty<z.input<Item>>
  >

const text = z.string().check(
  z.trim(),
  z.minLength(1),
  z.refine((value) => value === value.normalize('NFC'), { error: 'is not in Unicode normal form C' }),
)

const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
/** Characters at most. */
export const SLUG_LENGTH = 100

/** A letter's or signatory's stable name in URLs and files: lower-case words joined by hyphens. */
export const Slug = z
  .string()
  .check(
    z.maxLength(SLUG_LENGTH),
    z.regex(slugPattern, { error: 'is not lower-case words joined by hyphens' }),
  )

export const isSlug = (value: string): boolean => value.length <= SLUG_LENGTH && slugPattern.test(value)

/** A calendar date that exists, `YYYY-MM-DD` (ISO 8601). */
export const CalendarDate = isoDate()

/** A BCP 47 language tag in its canonical case, such as `en`, `pt-BR` or `zh-Hans`. */
export const Language = z.string().check(
  z.regex(/^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/, {
    error: 'is not a language tag such as en, pt-BR or zh-Hans',
  }),
)

/** ISO 3166-1 alpha-2. */
export const Country = z
  .string()
  .check(z.regex(/^[A-Z]{2}$/, { error: 'is not a two-letter country code such as KE' }))

export const WebAddress = url((value) => /^https?:\/\//i.test(value), 'is not an http(s) address')

/** Where a link in a letter's text may lead. */
export const LinkAddress = url((_, { protocol }) => /^(?:https?|mailto):$/.test(protocol))

/** SHA-256 of a revision's canonical JSON, as 64 lower-case hexadecimal digits. */
export const RevisionId = z.string().check(z.regex(/^[0-9a-f]{64}$/))

/** A revision id, whole or shortened to its first digits, in a regular expression. */
export const SHORT_REVISION = '[0-9a-f]{7,64}'

/** The first digits of a revision, enough for a person to tell two apart. */
export const shortRevision = (id: string): string => id.slice(0, 12)

/** A run of text inside a block. Links are http(s) or mailto only, so no renderer can emit anything else. */
export type Inline =
  | { type: 'text'; value: string }
  | { type: 'emphasis' | 'strong'; children: Inline[] }
  | { type: 'link'; url: string; children: Inline[] }
  | { type: 'break' }

export const Inline: z.ZodMiniType<Inline> = byType(
  z.strictObject({ type: z.literal('text'), value: z.string() }),
  z.strictObject({
    type: z.literal(['emphasis', 'strong']),
    get children() {
      return z.array(Inline)
    },
  }),
  z.strictObject({
    type: z.literal('link'),
    url: LinkAddress,
    get children() {
      return z.array(Inline)
    },
  }),
  z.strictObject({ type: z.literal('break') }),
)

/** A paragraph, heading, list, quotation or dividing line: the part of Markdown that a letter needs, and no HTML. */
export type Block =
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'heading'; depth: number; children: Inline[] }
  | { type: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { type: 'quotation'; children: Block[] }
  | { type: 'rule' }

export const Block: z.ZodMiniType<Block> = byType(
  z.strictObject({ type: z.literal('paragraph'), children: z.array(Inline) }),
  z.strictObject({
    type: z.literal('heading'),
    depth: int().check(z.minimum(1), z.maximum(4)),
    children: z.array(Inline),
  }),
  z.strictObject({
    type: z.literal('list'),
    ordered: Flag,
    start: int().check(z.minimum(0)),
    get items() {
      return z.array(z.array(Block))
    },
  }),
  z.strictObject({
    type: z.literal('quotation'),
    get children() {
      return z.array(Block)
    },
  }),
  z.strictObject({ type: z.literal('rule') }),
)

/** The letter's words in one language. */
export const Translation = z.strictObject({
  language: Language,
  title: text,
  addressee: text,
  /** One factual line on what the letter responds to. */
  context: z.optional(text),
  body: z.array(Block).check(z.minLength(1)),
})

const signatory = {
  id: Slug,
  name: text,
  country: z.optional(Country),
  url: z.optional(WebAddress),
  signed: z.optional(CalendarDate),
  withdrawn: z.optional(CalendarDate),
  /** The name exactly as the letter prints it, where it is not name plus acronym or alias. */
  printed_as: z.optional(text),
  /** What the letter puts above this part of its list: “Individuals”. */
  section: z.optional(text),
}

export const Organisation = z.strictObject({
  ...signatory,
  type: z.literal('organisation'),
  acronym: z.optional(text),
  alias: z.optional(text),
})

export const Person = z.strictObject({
  ...signatory,
  type: z.literal('person'),
  role: z.optional(text),
  affiliation: z.optional(text),
})

export const Signatory = byType(Organisation, Person)

/** A letter without its signatories. The first translation is the original. */
export const Letter = z.strictObject({
  slug: Slug,
  date: CalendarDate,
  translations: nonEmpty(Translation),
})

export type Translation = z.infer<typeof Translation>
export type Organisation = z.infer<typeof Organisation>
export type Person = z.infer<typeof Person>
export type Signatory = z.infer<typeof Signatory>
export type Letter = z.infer<typeof Letter>

/** A letter as it stands in `data/`: its words and everyone who signed them, in the letter's order. */
export type SignedLetter = Letter & { signatories: Signatory[] }

/** The name as the letter prints it: `Asian Legal Resource Centre (ALRC)`. */
export const printedName = (signatory: Signatory): string => {
  if (signatory.printed_as !== undefined) return signatory.printed_as
  if (signatory.type === 'person') {
    return [signatory.name, signatory.role, signatory.affiliation]
      .filter((part) => part !== undefined)
      .join(', ')
  }
  const other = signatory.acronym ?? signatory.alias
  return other === undefined ? signatory.name : `${signatory.name} (${other})`
}
