/** What the values in KV look like. */
import * as z from 'zod/mini'
import { CalendarDate, Language, Letter, RevisionId, Signatory, Slug } from '../letter/schema.ts'

const count = z.int().check(z.minimum(0))
const Instant = z.iso.datetime()
const PartName = z.string().check(z.length(22))

/** The parts that a list was cut into, in its order: their names, and how many items each holds. */
export const Pages = z.object({ names: z.array(PartName), counts: z.array(count) }).check(
  z.refine(({ names, counts }) => names.length === counts.length, {
    error: 'names and counts differ in number',
  }),
)

/** One revision: what it consists of, and where its parts are. */
export const Revision = z.object({
  id: RevisionId,
  count,
  /** The original's first. */
  languages: z.array(Language).check(z.minLength(1)),
  letter: PartName,
  signatories: Pages,
})

/** A point in a letter's history. */
export const Publication = z.object({
  revision: RevisionId,
  published: Instant,
  count,
  note: z.optional(z.string()),
})

/** The one mutable thing of a letter: its current revision, and how it came to be. The newest publication is first. */
export const Head = z.object({
  slug: Slug,
  published: Instant,
  revision: Revision,
  history: z.array(Publication).check(z.minLength(1)),
})

const Tally = z.record(z.string(), count)

/**
 * The part that holds a letter's words, the same words as Markdown in the order of its translations (so that the Worker
 * need not know how to write Markdown), and counts of its signatories by type and by country.
 */
export const LetterPart = z.object({
  letter: Letter,
  markdown: z.array(z.string()),
  counts: z.object({ type: Tally, country: Tally }),
})

export const SignatoriesPart = z.array(Signatory)

/** A letter's line in the list of letters. */
export const CatalogueEntry = z.object({
  slug: Slug,
  title: z.string(),
  date: CalendarDate,
  addressee: z.string(),
  languages: z.array(Language).check(z.minLength(1)),
  count,
  revision: RevisionId,
  published: Instant,
})

export const Catalogue = z.array(CatalogueEntry)

export type Pages = z.infer<typeof Pages>
export type Revision = z.infer<typeof Revision>
export type Publication = z.infer<typeof Publication>
export type Head = z.infer<typeof Head>
export type LetterPart = z.infer<typeof LetterPart>
export type CatalogueEntry = z.infer<typeof CatalogueEntry>
export type Catalogue = z.infer<typeof Catalogue>

/** A key and its value, as KV and the snapshot hold them. */
export type Pair = { key: string; value: string }
