/**
 * The reading rule. KV's current revision first; then those that this isolate served lately; then the snapshot that was
 * deployed with the Worker; then the one before in the letter's history. An answer is always made from one revision, and
 * a revision of which a part is broken serves what does not need that part.
 *
 * Where nothing is broken a request costs at most two rounds of KV reads: the head (or a named revision), then its parts.
 */
import { createLru } from '../../http/lru.ts'
import { wordsOf } from '../../letter/fold.ts'
import type { Signatory } from '../../letter/schema.ts'
import { beginWords } from '../../letter/search.ts'
import { decode, decodePart, decodeRecord, decodeScript } from '../../revision/decode.ts'
import { firstPublished } from '../../revision/history.ts'
import {
  catalogueKey,
  headKey,
  indexKey,
  indexPartKey,
  partKey,
  revisionKey,
  widgetKey,
  wordsKey,
  wordsPartKey,
} from '../../revision/keys.ts'
import {
  Catalogue,
  type CatalogueEntry,
  type Head,
  HeadOrMoved,
  IndexPart,
  type LetterLine,
  LetterPart,
  type Moved,
  nameAt,
  PicturePart,
  type Publication,
  type Revision,
  SignatoriesIndex,
  textOf,
  WordIndex,
  WordsPart,
} from '../../revision/layout.ts'
import { StoreError } from '../../revision/store-error.ts'
import { andThen, recover, type Soon } from '../soon.ts'
import { type CachedHead, createHeadCache } from './head-cache.ts'
import { createImmutableReader, type Snapshot } from './immutable-reader.ts'
import { createKvReader, type Io } from './kv-reader.ts'
import { type OpenLetter, openRevision, served } from './open-revision.ts'
import type { ReadParts } from './part-range.ts'
import { type Cursor, MOST_PARTS_FOR_LETTERS } from './place.ts'
import { readPublications } from './publications.ts'
import { search } from './search.ts'
import type { Indexes } from './search-steps.ts'
import { searchTexts } from './search-texts.ts'
import { Erased, logStoreError, Renamed, Retired, Unavailable } from './unavailable.ts'

/** Heads that were served from lately, kept in the isolate, in bytes of their JSON. */
const LAST_GOOD_LIMIT = 2 * 1024 * 1024
/** Of each letter, so many: a new head whose parts are not all there must not displace the one before. */
const MAX_LAST_GOOD = 2

/** `kv`: what KV says is current. `copy`: an older revision, of this isolate's memory or the letter's history. */
export type Source = 'kv' | 'copy' | 'snapshot'

/** A letter at one revision, which is opened where more of it is read than that: an answer from memory needs no more. */
export type FoundLetter<Open extends OpenLetter = OpenLetter> = {
  slug: string
  revision: Revision
  open: () => Open
}

/** A letter as it stands now: its current revision, when that was published, and where the head came from. */
export type CurrentLetter = FoundLetter<OpenCurrentLetter> & { head: Head; source: Source }

export type OpenCurrentLetter = OpenLetter & {
  head: Head
  /** At most `count` publications from a place in its history on (from 0, the newest). Throws a `StoreError`. */
  publications: (from: number, count: number) => Promise<Publication[]>
  /** One of the head's pictures, a PNG in base64. Throws a `StoreError`. */
  picture: (name: string) => Promise<string>
  /** The letter as it was at another revision; undefined where that is gone. Throws a `StoreError`. */
  at: (revision: string) => Promise<OpenLetter | undefined>
}

type Candidate = { head: Head; source: Source }

/** Makes an answer from a letter. */
type Use<Answer> = (letter: CurrentLetter) => Soon<Answer>

/** A letter's head, which must be of the letter that its key names. */
const decodeHead = (key: string, json: string): Head | Moved => {
  const head = decode(HeadOrMoved, key, json)
  if (key !== headKey(head.slug)) throw new StoreError(key, `holds the head of ${head.slug}`)
  return head
}

/** @throws Renamed */
const ofLetter = (held: CachedHead<Head | Moved>): CachedHead<Head> => {
  if (held.value && 'moved_to' in held.value) throw new Renamed(held.value)
  return held as CachedHead<Head>
}

const isListed = ({ unlisted }: CatalogueEntry): boolean => unlisted === undefined

/** The newest first, and one order for those of a day. */
const byDate = (a: CatalogueEntry, b: CatalogueEntry): number =>
  a.date === b.date ? (a.slug < b.slug ? -1 : 1) : a.date > b.date ? -1 : 1

const decodeIndex = (key: string, json: string): SignatoriesIndex => decode(SignatoriesIndex, key, json)

const NO_INDEX: SignatoriesIndex = { id: '', letters: {}, index: { names: '', first: [] } }

const decodeCatalogue = (key: string, json: string): Catalogue => decode(Catalogue, key, json)

const decodeWords = (key: string, json: string): WordIndex => decode(WordIndex, key, json)
/** A signature: of which letter, and whose. */
export type LetterSignatory = { letter: CatalogueEntry; signatory: Signatory }

/** Everyone who signed any of the letters, as the command line published it. */
export type Everyone = {
  /** Another whenever the index is. */
  id: string
  letters: Catalogue
  /** Those of which the index lacks somebody, or may: who signed since, or through the form. */
  incomplete: Catalogue
  /** As `OpenLetter.search`; of one name in the order of the letters' slugs. Throws `NoSuchPlace` and `Unavailable`. */
  search: (
    query: string,
    place: Cursor,
    limit: number,
  ) => Promise<{ found: LetterSignatory[]; next: Cursor | undefined }>
  /**
   * Who says of a letter whether somebody signed it in whose name, acronym or alias each word of a folded query begins one:
   * undefined where the index lacks somebody of that letter, or more of them begin so than are looked through. Throws `Unavailable`.
   */
  signed: (query: string) => Promise<(letter: CatalogueEntry) => boolean | undefined>
}

/** @throws Unavailable where something that is read is missing or corrupt; `of` names what is then not to be had */
const orUnavailable = async <Value>(of: string, read: () => Promise<Value>): Promise<Value> => {
  try {
    return await read()
  } catch (error) {
    logStoreError(error)
    throw new Unavailable(of)
  }
}

export type Store = ReturnType<typeof createStore>

export const createStore = (snapshot: Snapshot) => {
  const kv = createKvReader()
  const heads = createHeadCache(kv)
  const immutable = createImmutableReader(snapshot, kv)
  const lastGood = createLru<Head[]>(LAST_GOOD_LIMIT)
  const bundled = new Map<string, Head>()
  const bundledCatalogue: Catalogue = JSON.parse(snapshot[catalogueKey] ?? '[]')
  /** What is listed while KV's list is `of`. */
  let listed: { of: Catalogue | undefined; letters: Catalogue } | undefined

  const partReader =
    (io: Io, keyOf: (name: string) => string): ReadParts =>
    async (schema, names) => {
      const keys = names.map(keyOf)
      const parts = await immutable.readAll(io, keys, (key, json) => decodePart(schema, key, json))
      return parts.map((part, index) => {
        if (part === null) throw new StoreError(keys[index] ?? '', 'missing')
        return part
      })
    }

  const partReaderOf = (io: Io, slug: string): ReadParts => partReader(io, (name) => partKey(slug, name))

  /**
   * The letters on this deployment: those in KV, and those in the snapshot that KV does not hold. Newest first, and the
   * same array as long as it is the same list.
   */
  const readCatalogue = async (io: Io): Promise<Catalogue> => {
    const { value: of } = await heads.read(io, catalogueKey, decodeCatalogue)
    if (listed === undefined || listed.of !== of) {
      const known = new Set(of?.map(({ slug }) => slug))
      const rest = bundledCatalogue.filter(({ slug }) => !known.has(slug))
      listed = { of, letters: [...(of ?? []).filter(isListed), ...rest].sort(byDate) }
    }
    return listed.letters
  }

  /** @param onRead is told when a part was read and is whole */
  const open = (io: Io, slug: string, revision: Revision, onRead: () => void = () => {}): OpenLetter => {
    const readParts = partReaderOf(io, slug)
    return openRevision(slug, revision, async (schema, names) => {
      const whole = await readParts(schema, names)
      onRead()
      return whole
    })
  }

  /** At most `count` publications of a head's history, from place `from` on. @throws StoreError */
  const publications = (io: Io, head: Head, from: number, count: number): Promise<Publication[]> =>
    readPublications(head, from, count, partReaderOf(io, head.slug))

  /** @throws Renamed */
  const readHead = (io: Io, slug: string): Soon<CachedHead<Head>> =>
    andThen(heads.read(io, headKey(slug), decodeHead), ofLetter)

  const bundledHead = (slug: string): Head | undefined => {
    const json = snapshot[headKey(slug)]
    if (typeof json === 'string' && !bundled.has(slug)) bundled.set(slug, JSON.parse(json))
    return bundled.get(slug)
  }

  /** Reads what nearly every answer needs while a head is read: it is that of the snapshot still, unless the public signs. */
  const readAhead = (io: Io, slug: string): void => {
    const head = bundledHead(slug)
    if (!head || head.signing) return
    const { revision } = head
    const parts = [revision.letter, nameAt(revision.signatories.names, 0)]
    immutable.readAhead(
      io,
      parts.map((name) => partKey(slug, name)),
    )
  }

  const remember = (slug: string, head: Head): void => {
    const known = lastGood.get(slug) ?? []
    if (known[0] === head) return
    const others = known.filter(({ revision }) => revision.id !== head.revision.id)
    const kept = [head, ...others].slice(0, MAX_LAST_GOOD)
    lastGood.set(slug, kept, JSON.stringify(kept).length)
  }

  /** What is stored of a revision; undefined where that is nothing, or another took its place. Throws a `StoreError`. */
  const recordOf = async (io: Io, slug: string, id: string): Promise<Revision | undefined> => {
    const record = await immutable.read(io, revisionKey(slug, id), decodeRecord)
    return record === null || 'successor' in record ? undefined : record
  }

  /** The revision before the current one, as a head. @throws StoreError when its record cannot be read */
  const before = async (io: Io, head: Head): Promise<Head | undefined> => {
    const at = head.history.findIndex(({ revision }) => revision !== head.revision.id)
    const publication = head.history[at]
    if (!publication) return undefined
    const revision = await recordOf(io, head.slug, publication.revision)
    return (
      revision && {
        slug: head.slug,
        published: publication.published,
        revision,
        history: head.history.slice(at),
      }
    )
  }

  /** The heads to try for an answer where the current one gives none, in their order. */
  async function* copies(io: Io, slug: string, head: Head | undefined): AsyncGenerator<Candidate> {
    for (const good of lastGood.get(slug) ?? []) yield { head: good, source: 'copy' }
    const bundle = bundledHead(slug)
    if (bundle) yield { head: bundle, source: 'snapshot' }
    const older = head && (await before(io, head))
    if (older) yield { head: older, source: 'copy' }
  }

  /** Makes an answer from a letter as one head has it. @throws StoreError */
  const answerFrom = <Answer>(
    io: Io,
    slug: string,
    { head, source }: Candidate,
    use: Use<Answer>,
  ): Soon<Answer> => {
    const { revision } = head
    let read = false
    const letter: CurrentLetter = {
      slug,
      revision,
      head,
      source,
      open: () => ({
        ...open(io, slug, revision, () => {
          read = true
        }),
        head,
        picture: async (name) => (await partReaderOf(io, slug)(PicturePart, [name]))[0]?.png ?? '',
        publications: (from, count) => publications(io, head, from, count),
        async at(id) {
          const revision = await recordOf(io, slug, id)
          return revision && open(io, slug, revision)
        },
      }),
    }
    return andThen(use(letter), (answer) => {
      // Good is what was read: not a head alone, nor a 304.
      if (read && source === 'kv') remember(slug, head)
      return answer
    })
  }

  /** Makes an answer from the nearest copy that turns out to be whole. @throws Unavailable where there is none */
  const answerFromCopies = async <Answer>(
    io: Io,
    slug: string,
    { value, failed }: CachedHead<Head>,
    use: Use<Answer>,
  ): Promise<Answer | undefined> => {
    let exists = failed || value !== undefined
    const tried = value ? [value.revision.id] : []
    try {
      for await (const copy of copies(io, slug, value)) {
        exists = true
        const { id } = copy.head.revision
        // A copy of the revision that has just failed fails too; the snapshot may have parts that KV lacks.
        if (copy.source !== 'snapshot' && tried.includes(id)) continue
        tried.push(id)
        try {
          return await answerFrom(io, slug, copy, use)
        } catch (error) {
          logStoreError(error)
        }
      }
    } catch (error) {
      logStoreError(error)
    }
    if (exists) throw new Unavailable(slug)
    return undefined
  }

  return {
    /**
     * Makes an answer from the letter's current revision, or from the nearest copy that turns out to be whole.
     *
     * @param even for what is to be had also of a letter that is retired
     * @returns undefined when there is no such letter. Throws `Unavailable` when nothing whole can be had, `Retired` and
     * `Renamed`.
     */
    current<Answer>(io: Io, slug: string, use: Use<Answer>, even?: 'retired'): Soon<Answer | undefined> {
      const reading = readHead(io, slug)
      if (reading instanceof Promise) readAhead(io, slug)
      return andThen(reading, (held) => {
        const { value } = held
        if (!value) return answerFromCopies(io, slug, held, use)
        if (value.retired && !(even && value.retired.revisions)) throw new Retired(slug, value.retired)
        return recover<Answer | undefined>(
          () => answerFrom(io, slug, { head: value, source: 'kv' }, use),
          (error) => {
            logStoreError(error)
            return answerFromCopies(io, slug, held, use)
          },
        )
      })
    },

    /**
     * Makes an answer from one named revision.
     *
     * @returns undefined when there is no such revision. Throws `Erased` when it has a successor, `Unavailable` when it
     * cannot be read whole, `Retired` and `Renamed`.
     */
    async revision<Answer>(
      io: Io,
      slug: string,
      id: string,
      use: (letter: FoundLetter) => Soon<Answer>,
    ): Promise<Answer | undefined> {
      const key = revisionKey(slug, id)
      let wasRead = false
      try {
        const known = lastGood.get(slug)?.find(({ revision }) => revision.id === id)?.revision
        // A record that caches keep may be from before the same revision was stored in another layout; the head is not.
        const [{ value: head }, recorded] = await Promise.all([
          readHead(io, slug),
          known ?? immutable.read(io, key, decodeRecord),
        ])
        if (head?.retired?.revisions === false) throw new Retired(slug, head.retired)
        const revision = head?.revision.id === id ? head.revision : recorded
        if (revision === null) return undefined
        if ('successor' in revision) throw new Erased(slug, revision.successor)
        wasRead = true
        return await use({ slug, revision, open: () => open(io, slug, revision) })
      } catch (error) {
        logStoreError(error)
        // Its record may be older, in some cache, than the removal of its parts.
        const now = wasRead && (await immutable.renew(io, key, decodeRecord))
        if (now && 'successor' in now) throw new Erased(slug, now.successor)
        throw new Unavailable(slug)
      }
    },

    /** Of each letter: the head that is served and where it comes from; undefined where there is none. */
    async standings(io: Io, slugs: string[]): Promise<(Candidate | undefined)[]> {
      const read = await heads.readAll(io, slugs.map(headKey), decodeHead)
      return slugs.map((slug, index) => {
        const value = read[index]?.value
        if (value && !('moved_to' in value)) return { head: value, source: 'kv' }
        const bundle = bundledHead(slug)
        return bundle && { head: bundle, source: 'snapshot' }
      })
    },

    /** The words of many letters, by their heads, in as few operations as KV allows. Throws a `StoreError`. */
    letterParts: (io: Io, heads: Head[]): Promise<LetterPart[]> =>
      partReader(io, (key) => key)(
        LetterPart,
        heads.map(({ slug, revision }) => partKey(slug, revision.letter)),
      ),

    /**
     * When a revision was published, an ISO instant, the first time if there were several; undefined when it never was.
     * Throws `Unavailable` when that cannot be read.
     */
    async published(io: Io, slug: string, id: string): Promise<string | undefined> {
      const { value: head = bundledHead(slug) } = await readHead(io, slug)
      if (!head) return undefined
      const known = firstPublished(head.history, id)
      if (known !== undefined || !head.older) return known
      const all = () => publications(io, head, 0, Number.POSITIVE_INFINITY)
      return firstPublished(await orUnavailable(slug, all), id)
    },

    /**
     * The widget's script of an earlier deploy.
     *
     * @returns undefined when it was not kept. Throws `Unavailable` when it cannot be read whole.
     */
    async widget(io: Io, hash: string): Promise<string | undefined> {
      const key = widgetKey(hash)
      return (await orUnavailable(key, () => immutable.read(io, key, decodeScript))) ?? undefined
    },

    catalogue: readCatalogue,

    /** The index of the words of letters; undefined where none was published. */
    words: async (io: Io): Promise<WordIndex | undefined> =>
      (await heads.read(io, wordsKey, decodeWords)).value,

    /**
     * Those of some letters that have words which begin so, each of them: in the index, or where a letter is not in that,
     * in its line. Throws `Unavailable` when the index cannot be read.
     *
     * @returns whether the texts of all of them were looked through, too
     */
    async search(
      io: Io,
      letters: Catalogue,
      words: string[],
      index: WordIndex = { texts: [], parts: { names: '', first: [] } },
    ): Promise<{ letters: Catalogue; complete: boolean }> {
      const read = partReader(io, wordsPartKey)
      const found = await orUnavailable(wordsKey, () =>
        searchTexts(index, words, (names) => read(WordsPart, names)),
      )
      const texts = new Set(index.texts)
      const isIndexed = (entry: CatalogueEntry) => texts.has(textOf(entry))
      const has = (entry: CatalogueEntry): boolean =>
        isIndexed(entry)
          ? found.has(textOf(entry))
          : beginWords(words, wordsOf(`${entry.title} ${entry.addressee} ${entry.context ?? ''}`))
      return { letters: letters.filter(has), complete: letters.every(isIndexed) }
    },

    /** The index of all letters, open for searching. */
    async everyone(io: Io): Promise<Everyone> {
      const [letters, { value }] = await Promise.all([
        readCatalogue(io),
        heads.read(io, indexKey, decodeIndex),
      ])
      // What is bundled may be older than what was published: of such a letter nobody is found.
      const index: SignatoriesIndex = value ?? JSON.parse(snapshot[indexKey] ?? 'null') ?? NO_INDEX
      const isHeld = ({ slug, revision }: CatalogueEntry) => index.letters[slug] === revision
      const isInPart = (letter: CatalogueEntry) => letter.signing || !isHeld(letter)
      const searched = new Map(
        letters.filter((letter) => value || isHeld(letter)).map((letter) => [letter.slug, letter]),
      )
      const searchIn = (indexes: Indexes, query: string, place: Cursor, limit: number, mostParts?: number) =>
        search(
          indexes,
          (names) => partReader(io, indexPartKey)(IndexPart, names) as unknown as Promise<LetterLine[][]>,
          query,
          (_, [, , , slug]) => searched.has(slug),
          place,
          limit,
          mostParts,
        )
      return {
        id: index.id,
        letters,
        incomplete: letters.filter(isInPart),
        search: (query, place, limit) =>
          orUnavailable(indexKey, async () => {
            const { found, next } = await searchIn(index, query, place, limit)
            return {
              found: found.map(({ placed, line: [, , , slug] }) => ({
                letter: searched.get(slug) as CatalogueEntry,
                signatory: served(slug, placed).signatory,
              })),
              next,
            }
          }),
        async signed(query) {
          const names = { index: index.index }
          const { found, next } = await orUnavailable(indexKey, () =>
            searchIn(names, query, [], Number.POSITIVE_INFINITY, MOST_PARTS_FOR_LETTERS),
          )
          const signed = new Set(found.map(({ line: [, , , slug] }) => slug))
          return (letter) => signed.has(letter.slug) || (next || isInPart(letter) ? undefined : false)
        },
      }
    },
  }
}
