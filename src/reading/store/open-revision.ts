/** One revision of a letter, open for reading. */
import type * as z from 'zod/mini'
import type { Signatory } from '../../letter/schema.ts'
import { fnv1a } from '../../revision/fnv1a.ts'
import { PART_NAME } from '../../revision/keys.ts'
import { IndexPart, LetterPart, nameAt, type Revision, SignatoriesPart } from '../../revision/layout.ts'
import { checked, type Packed, type PositionedSignatory, unpack } from '../../revision/packed.ts'
import { bucketOf, firstThat } from '../../revision/search-index.ts'
import { StoreError } from '../../revision/store-error.ts'
import { type PlacedParts, partsOf, type ReadParts, readRange } from './part-range.ts'
import { type Cursor, MOST_PARTS, NoSuchPlace } from './place.ts'
import { search } from './search.ts'

export type Sort = 'letter' | 'name'
export type Status = 'active' | 'withdrawn' | 'all'

/** Which signatories: those who stand behind the letter, those who withdrew, or the former and then the latter. */
export type Filter = {
  status: Status
  type?: Signatory['type'] | undefined
  country?: string | undefined
  /** `YYYY-MM-DD`: only those who signed after that day. */
  signed_after?: string | undefined
}

/** Some of the signatories that were asked for, and where to go on; without `next` they were the last. */
export type Page = { signatories: PositionedSignatory[]; next: Cursor | undefined }

/** Its methods throw a `Fault` when a part is missing or corrupt. */
export type OpenLetter = {
  slug: string
  revision: Revision
  letter: () => Promise<LetterPart>
  /** `count` signatories from place `from` (from 0) in the letter's order, without the withdrawn; fewer at the end. */
  signatories: (from: number, count: number) => Promise<Signatory[]>
  /**
   * At most `limit` signatories in one of the two orders, from a place on. No more than `MOST_PARTS` parts are read:
   * a page may hold fewer than `limit`, even none, and still have a `next`. Throws `NoSuchPlace`.
   */
  list: (sort: Sort, filter: Filter, place: Cursor, limit: number) => Promise<Page>
  /**
   * At most `limit` signatories whom the words of a folded query begin words of: first those in whose name, acronym or
   * alias they follow one another as in the query, then those who have all of them there, then those who have some or all
   * of them in role or affiliation (`ada nairobi`). Of revisions from before there was an index of those, the last are not
   * found. Pages are as those of `list`.
   */
  search: (query: string, filter: Filter, place: Cursor, limit: number) => Promise<Page>
  /**
   * The signatory of an id, also when it has withdrawn; undefined where there is none. Whether they are whole is seen when
   * they are asked for, which takes longer than an answer from memory.
   */
  signatory: (id: string) => Promise<(() => PositionedSignatory) | undefined>
}

/** A signatory as it is served. A part may match its name and still hold one that another version of this code wrote. */
export const served = (slug: string, packed: PositionedSignatory): PositionedSignatory => {
  try {
    return checked(packed)
  } catch (error) {
    throw new StoreError(`letter/${slug}, signatory ${packed.position}`, String(error))
  }
}

const accepts = ({ status, type, country, signed_after }: Filter) => {
  return ({ signatory }: PositionedSignatory): boolean =>
    (status === 'all' || (signatory.withdrawn !== undefined) === (status === 'withdrawn')) &&
    (type === undefined || signatory.type === type) &&
    (country === undefined || signatory.country === country) &&
    (signed_after === undefined || (signatory.signed !== undefined && signatory.signed > signed_after))
}

export const openRevision = (slug: string, revision: Revision, readParts: ReadParts): OpenLetter => {
  const readPart = async <Schema extends z.ZodMiniType<object>>(schema: Schema, name: string) => {
    const [part] = await readParts(schema, [name])
    return part as z.infer<Schema>
  }

  const listed = (sort: Sort, status: Status) => {
    const order = sort === 'letter' ? 'signatories' : 'by_name'
    return partsOf([
      status === 'withdrawn' ? undefined : revision[order],
      status === 'active' ? undefined : revision.withdrawn?.[order],
    ])
  }

  const slice = (list: PlacedParts, from: number, to: number): Promise<Packed[]> =>
    readRange(readParts, SignatoriesPart, list, from, to)

  return {
    slug,
    revision,
    letter: () => readPart(LetterPart, revision.letter),

    signatories: async (from, count) =>
      (await slice(listed('letter', 'active'), from, from + count)).map(
        (packed) => served(slug, unpack(packed)).signatory,
      ),

    async list(sort, filter, [from = 0], limit) {
      const order = listed(sort, filter.status)
      const { parts, total } = order
      if (from > 0 && from >= total) throw new NoSuchPlace()
      const isPlain = [filter.type, filter.country, filter.signed_after].every((value) => value === undefined)
      const last = firstThat(parts.length, (part) => (parts[part]?.start ?? 0) > from) - 1 + MOST_PARTS
      const window = Math.min(parts[last]?.start ?? total, isPlain ? from + limit : total)
      const accepted = accepts(filter)
      const signatories: PositionedSignatory[] = []
      for (const [index, packed] of (await slice(order, from, window)).entries()) {
        const placed = unpack(packed)
        if (!accepted(placed)) continue
        if (signatories.length === limit) return { signatories, next: [from + index] }
        signatories.push(served(slug, placed))
      }
      return { signatories, next: window < total ? [window] : undefined }
    },

    async search(query, filter, place, limit) {
      const { found, next } = await search(
        revision,
        (names) => readParts(IndexPart, names),
        query,
        accepts(filter),
        place,
        limit,
      )
      return { signatories: found.map(({ placed }) => served(slug, placed)), next }
    },

    async signatory(id) {
      const bucket = bucketOf(fnv1a(id), revision.ids.length / PART_NAME)
      const found = (await readPart(SignatoriesPart, nameAt(revision.ids, bucket))).find(
        (each) => each[1] === id,
      )
      return found && (() => served(slug, unpack(found)))
    },
  }
}
