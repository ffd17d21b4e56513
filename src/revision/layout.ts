/** What the values in KV look like. */
import * as z from 'zod/mini'
import { int } from '../letter/int.ts'
import { isoDateTime } from '../letter/iso.ts'
import { ofKinds } from '../letter/kinds.ts'
import { CalendarDate, Flag, Language, Letter, nonEmpty, RevisionId, Slug } from '../letter/schema.ts'
import { Signing } from '../letter/signing.ts'
import { PART_NAME } from './keys.ts'
import type { Packed } from './packed.ts'

const count = int().check(z.minimum(0))
export const Instant = isoDateTime()
const PartName = z.string().check(z.regex(/^[\w-]{22}$/))

/** Names of parts, one after the other: a letter of a million signatories has thousands, and its head names them all. */
const PartNames = z.string().check(z.regex(/^(?:[\w-]{22})*$/))

/** The parts that a list was cut into, in its order: their names, and how many items each holds. */
export const PartList = z.object({ names: PartNames, counts: z.array(count) }).check(
  z.refine(({ names, counts }) => names.length === counts.length * PART_NAME, {
    error: 'names and counts differ in number',
  }),
)

/**
 * The parts of a search index. `first` says where each begins: a text that is not greater than any key of the part
 * and not less than any key before it. It is written as how many characters it has in common with the one before, in
 * two digits of base 36, and the rest.
 */
export const Index = z.object({ names: PartNames, first: z.array(z.string().check(z.minLength(2))) }).check(
  z.refine(({ names, first }) => names.length === first.length * PART_NAME, {
    error: 'names and first differ in number',
  }),
)

/** One revision: what it consists of, and where its parts are. */
export const Revision = z.object({
  id: RevisionId,
  /** How many have signed and not withdrawn. */
  count,
  /** The original's first. */
  languages: nonEmpty(Language),
  letter: PartName,
  /** Those who have signed and not withdrawn, in the letter's order and in the order of their names. */
  signatories: PartList,
  by_name: PartList,
  /** Those who signed and withdrew, in the same two orders; absent when nobody did. */
  withdrawn: z.optional(z.object({ signatories: PartList, by_name: PartList })),
  index: Index,
  /**
   * The index of the words of roles and affiliations; absent where nobody has any, and in revisions that were published
   * before it was kept.
   */
  known_for: z.optional(Index),
  /** All signatories by their ids: each is in the bucket that `bucketOf` gives. */
  ids: PartNames,
})

/**
 * Stands under the key of a revision from which somebody was erased, and names the revision without them. It holds
 * nothing of who that was.
 */
export const Tombstone = z.object({ successor: RevisionId })

/** What may stand under a revision's key. */
export const RevisionOrTombstone = ofKinds([Tombstone, Revision], (value) =>
  'successor' in value ? Tombstone : Revision,
)

/** An Ed25519 signature (RFC 8032) of a revision, as base64url, and the id of the key that made it (RFC 7638). */
export const Signature = z.object({
  key: z.string().check(z.regex(/^[\w-]{43}$/)),
  value: z.string().check(z.regex(/^[\w-]{86}$/)),
})

/** SHA-256 as base64url. */
export const Hash = z.string().check(z.regex(/^[\w-]{43}$/))

/** A point in a letter's history. The signature is there where its publisher signed the revision. */
export const Publication = z.object({
  revision: RevisionId,
  published: Instant,
  count,
  note: z.optional(z.string()),
  /** Who published it, as they call themselves. */
  by: z.optional(z.string()),
  /** The hash of the publication before it (`src/publishing/chain.ts`); those from before there was a chain name none. */
  previous: z.optional(Hash),
  /**
   * Where an erasure changed it: what it was when it was published. `said` is the hash of its note and its publisher's name,
   * where one of these went.
   */
  as_published: z.optional(z.object({ revision: RevisionId, count, said: z.optional(Hash) })),
  signature: z.optional(Signature),
  /** When the same revision was published first, if that was before this. */
  first: z.optional(Instant),
  /** Of one by the sign-on Worker, how many of its signatories signed through the form. */
  signons: z.optional(count),
  /** Of one by the sign-on Worker that had another base than the one before, the revision of `data/` that it is made of. */
  base: z.optional(RevisionId),
})

/** Since when a letter is taken down, and why. Its revisions can be read by their ids, unless `revisions` is false. */
export const Retirement = z.object({
  since: Instant,
  note: z.optional(z.string()),
  revisions: Flag,
})

/**
 * Pictures of a letter for other sites: which part has the preview of each language, and which the badge. `made_of` is the
 * hash of what they say and how they are drawn. A language for which there is no font is not among them, and a letter that
 * the public can sign has no badge, whose number would be wrong.
 */
export const Pictures = z.object({
  made_of: PartName,
  drawn: z.array(z.object({ language: Language, preview: PartName, badge: z.optional(PartName) })),
})

/** A part that is a picture: a PNG in base64. */
export const PicturePart = z.object({ png: z.string() })

/** How many of those whom readers see signed a text that came before, and a revision of `data/` that has it. */
export const EarlierText = z.object({ revision: RevisionId, count })

/**
 * The one mutable thing of a letter: its current revision, and how it came to be. The newest publication is first.
 * `older` has those that are too many for the head, in parts of which the newest is first. `formerly` are the slugs that
 * it had; what it had under them may still be stored there. `signing` is there where the public can sign it.
 * `handed_over` is the last handover after which the sign-on Worker gave the head back.
 */
export const Head = z.object({
  slug: Slug,
  published: Instant,
  revision: Revision,
  history: z.array(Publication).check(z.minLength(1)),
  older: z.optional(PartList),
  retired: z.optional(Retirement),
  formerly: z.optional(z.array(Slug)),
  pictures: z.optional(Pictures),
  signing: z.optional(Signing),
  handed_over: z.optional(z.string()),
  /** The latest first. Absent where all signed the text that stands, as far as the sign-on Worker knows. */
  earlier_texts: z.optional(z.array(EarlierText)),
})

/** Stands in the place of a head whose letter has another slug now. */
export const Moved = z.object({ slug: Slug, moved_to: Slug, since: Instant })

/** What may stand under a head's key. */
export const HeadOrMoved = ofKinds([Moved, Head], (value) => ('moved_to' in value ? Moved : Head))

/** A part of the history, the newest publication first. */
export const HistoryPart = z.array(Publication)

const Tally = z.custom<Record<string, number>>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    // Days may be thousands, and the dump reads those of all letters: a schema for each makes that a third slower.
    Object.values(value).every((each) => Number.isSafeInteger(each) && each >= 0),
  { error: 'is no tally' },
)

/**
 * The part that holds a letter's words, the same words as Markdown in the order of its translations (so that the Worker
 * need not know how to write Markdown), and counts of its signatories by type, by country and by the day on which they
 * signed, without the withdrawn. Under no day (`''`) are those of whom the list does not say it; letters that were published
 * before days were counted have none.
 */
export const LetterPart = z.object({
  letter: Letter,
  markdown: z.array(z.string()),
  counts: z.object({ type: Tally, country: Tally, signed: z.optional(Tally) }),
})

const packed = z.custom<Packed>(
  (value) => Array.isArray(value) && Number.isInteger(value[0]) && typeof value[1] === 'string',
  { error: 'is no signatory' },
)

/** A part of the signatories in some order. */
export const SignatoriesPart = z.array(packed)

/** A line of an index: its key, how much of it the signatory's key before it has too, and the signatory. */
export const IndexLine = z.custom<[key: string, shared: number, signatory: Packed]>(
  (value) =>
    Array.isArray(value) &&
    typeof value[0] === 'string' &&
    Number.isInteger(value[1]) &&
    z.safeParse(packed, value[2]).success,
  { error: 'is no line of an index' },
)

export const IndexPart = z.array(IndexLine)

/**
 * The index of everyone who signed any letter and did not withdraw, as the command line published it: of which letter it
 * holds which revision, and the parts of its two indexes. `id` is the SHA-256 of all that, so that a page of a search can
 * say which one it is of.
 */
export const SignatoriesIndex = z.object({
  id: RevisionId,
  letters: z.custom<Record<string, string>>((value) => typeof value === 'object' && value !== null, {
    error: 'is no list of revisions',
  }),
  index: Index,
  known_for: z.optional(Index),
})

/** A line of that index is as one of a letter's, and says of which letter; no position is in it. */
export type LetterLine = [...line: IndexLine, slug: string]

/** A letter's line in the list of letters. */
export const CatalogueEntry = z.object({
  slug: Slug,
  title: z.string(),
  date: CalendarDate,
  addressee: z.string(),
  /** The letter's line of context; absent where it has none, or was published before that was kept here. */
  context: z.optional(z.string()),
  languages: nonEmpty(Language),
  count,
  revision: RevisionId,
  published: Instant,
  /** That the public can sign it: the sign-on Worker does not write this list, so `count` is without those who do. */
  signing: z.optional(z.literal(true)),
  /** That it is in no list that readers get, neither from here nor from a snapshot. */
  unlisted: z.optional(z.literal(['retired', 'moved'])),
})

export const Catalogue = z.array(CatalogueEntry)

/**
 * The words of the letters in the catalogue: `texts` are those whose words it has, each as `textOf` names it, and `parts`
 * hold the words, in their order.
 */
export const WordIndex = z.object({ texts: z.array(z.string()), parts: Index })

/** A word, folded, and the numbers in `texts` of those that have it. */
export const WordLine = z.custom<[word: string, ...texts: number[]]>(
  (value) => Array.isArray(value) && typeof value[0] === 'string',
  { error: 'is no line of words' },
)

export const WordsPart = z.array(WordLine)

/** What names a letter's text in an index of words. */
export const textOf = ({ revision }: Pick<CatalogueEntry, 'revision'>): string => revision.slice(0, 16)

export type Signature = z.infer<typeof Signature>
export type PartList = z.infer<typeof PartList>
export type Index = z.infer<typeof Index>
export type IndexLine = z.infer<typeof IndexLine>
export type SignatoriesIndex = z.infer<typeof SignatoriesIndex>
export type Revision = z.infer<typeof Revision>
export type Tombstone = z.infer<typeof Tombstone>
export type RevisionOrTombstone = z.infer<typeof RevisionOrTombstone>
export type Publication = z.infer<typeof Publication>
export type EarlierText = z.infer<typeof EarlierText>
export type Retirement = z.infer<typeof Retirement>
export type PicturePart = z.infer<typeof PicturePart>
export type Pictures = z.infer<typeof Pictures>
export type Head = z.infer<typeof Head>
export type Moved = z.infer<typeof Moved>
export type LetterPart = z.infer<typeof LetterPart>
export type CatalogueEntry = z.infer<typeof CatalogueEntry>
export type HeadOrMoved = z.infer<typeof HeadOrMoved>
export type Catalogue = z.infer<typeof Catalogue>
export type WordIndex = z.infer<typeof WordIndex>
export type WordLine = z.infer<typeof WordLine>

/** A key and its value, as KV and the snapshot hold them. */
export type Pair = { key: string; value: string }

/** Part names, from the text that they are joined in. */
export const splitNames = (names: string): string[] =>
  Array.from({ length: names.length / PART_NAME }, (_, part) => nameAt(names, part))

export const nameAt = (names: string, part: number): string =>
  names.slice(part * PART_NAME, (part + 1) * PART_NAME)

/** The names of all parts that a revision consists of. A part may be here twice, and in other revisions too. */
export const partNames = (revision: Revision): string[] => {
  const { letter, signatories, by_name, withdrawn, index, known_for, ids } = revision
  const lists = [signatories, by_name, withdrawn?.signatories, withdrawn?.by_name, index, known_for]
  return [letter, ...lists.flatMap((list) => splitNames(list?.names ?? '')), ...splitNames(ids)]
}
