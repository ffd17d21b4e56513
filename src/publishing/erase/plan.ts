/** What erasing somebody from a letter comes to, decided before anything is written. */
import { mentionOf } from '../../letter/mention.ts'
import type { Signatory } from '../../letter/schema.ts'
import { indexKey, partKey, revisionKey } from '../../revision/keys.ts'
import type { Head, LetterPart, Pair, Publication, Revision, Signature } from '../../revision/layout.ts'
import { StoreError } from '../../revision/store-error.ts'
import type { Compiled } from '../compile.ts'
import { catalogueEntry, nextHead, nextInstant } from '../head.ts'
import { historyKeys, historyOf, keysUnder, makeRoom, readHistory } from '../history.ts'
import type { Kv } from '../kv.ts'
import type { Live } from '../live.ts'
import type { Next } from '../make-current.ts'
import type { Drawn, PairStore } from '../plan.ts'
import { readWords, recompile } from '../recompile.ts'
import { partKeys, pictureKeys, revisionKeys } from '../revision-keys.ts'
import { isInStep, readIndex } from '../signatories-index/sync.ts'
import { unusedIndexKeys } from '../signatories-index/unused.ts'
import { lastSuccessor } from '../tombstones.ts'
import { unusedWords } from '../words.ts'
import { type Renewed, renewHistory } from './renew-history.ts'
import { findStanding, type Standing } from './standing.ts'

/** What the history says of an erasure; everybody can read it. */
export const ERASURE_NOTE = 'Somebody was erased from every revision'

/** A revision that is rewritten: its id, that of what takes its place, and how many sign that. */
export type Rewrite = { from: string; to: string; count: number }

export type Erasure = {
  slug: string
  /** Each way in which they stand somewhere: to be shown to who asks for this, and to nobody else. */
  forms: Signatory[]
  /** The newest in the history first; after those what it does not name. */
  rewrites: Rewrite[]
  /** Revisions that no history names and that are not whole: they are removed. */
  broken: string[]
  /** What becomes of the history. */
  renewed: Omit<Renewed, 'history'>
  /** Languages in which the letter's own words name them. Words stay. */
  worded: string[]
  /** The keys of what is written first, in that order. */
  write: string[]
  next: Next
  tombstones: Pair[]
  /** What nothing needs then, whoever left it there. */
  remove: string[]
  /** Whether there is nothing to do. */
  isDone: boolean
}

export type ErasureOptions = {
  /** How they stand in `data/`, where they do. */
  known?: Signatory[]
  /** Who erases, for the history: not where that names whom they erase. */
  by?: string | undefined
  /** Signs a revision, where those that were signed are to be again. */
  sign?: ((revision: string) => Signature) | undefined
  /** Is told how many revisions of how many have been rewritten. */
  onProgress?: (done: number, total: number) => void
}

const uniqueForms = (signatories: Signatory[]): Signatory[] => [
  ...new Map(signatories.map((signatory) => [JSON.stringify(signatory), signatory])).values(),
]

/** The languages in which a letter's words name somebody. */
const wordedIn = ({ letter, markdown }: LetterPart, isNaming: (text: string) => boolean): string[] =>
  letter.translations.flatMap(({ language, title, addressee, context = '' }, index) =>
    isNaming([title, addressee, context, markdown[index]].join('\n')) ? [language] : [],
  )

/** A head that does not say why its letter is retired, where that names who is erased. */
const withoutReason = (head: Head, isNaming: (text: string) => boolean): Head => {
  const { retired } = head
  if (retired?.note === undefined || !isNaming(retired.note)) return head
  const { note: _, ...rest } = retired
  return { ...head, retired: rest }
}

/** The head that comes after the current one: a publication in a later second, so that nobody's copy counts as fresh. */
const headAfter = async (
  current: Compiled,
  before: Head,
  history: Publication[],
  { by, sign }: Pick<ErasureOptions, 'by' | 'sign'>,
): Promise<{ head: Head; parts: Pair[] }> => {
  const [latest] = history
  const { id } = current.revision
  const { older: _, ...kept } = historyOf(before)
  const { history: room, parts } = await makeRoom(current.letter.slug, { ...kept, history })
  const signature = sign ? sign(id) : latest?.revision === id ? latest.signature : undefined
  const known = history.find(({ revision }) => revision === id)
  const first = known?.first ?? known?.published
  const said = {
    note: ERASURE_NOTE,
    ...(by && { by }),
    ...(signature && { signature }),
    ...(first && { first }),
  }
  return { head: nextHead(current, nextInstant(latest?.published), room, said), parts }
}

/**
 * What is to stand under the keys of rewritten revisions and does not yet: each leads to what is there now, also where
 * its successor was rewritten in turn.
 *
 * @param before the tombstones that are there
 */
const tombstonesFor = (slug: string, before: ReadonlyMap<string, string>, rewrites: Rewrite[]): Pair[] => {
  const written = new Set(rewrites.map(({ to }) => to))
  const next = new Map([...before].filter(([from]) => !written.has(from)))
  for (const { from, to } of rewrites) next.set(from, to)
  return [...next.keys()]
    .map((from) => ({ from, successor: lastSuccessor(from, next) }))
    .filter(({ from, successor }) => before.get(from) !== successor)
    .map(({ from, successor }) => ({ key: revisionKey(slug, from), value: JSON.stringify({ successor }) }))
}

/** The keys of several revisions, each once, all parts before the records. */
const writeOrder = (slug: string, compiled: Compiled[]): string[] => {
  const keys = compiled.map(({ revision }) => revisionKeys(slug, revision))
  return [
    ...new Set([...keys.flatMap((each) => each.slice(0, -1)), ...keys.flatMap((each) => each.slice(-1))]),
  ]
}

/** The revisions in which they stand, each compiled anew without them: what took its place, by its id. */
const rewriteAll = async (
  kv: Kv,
  slug: string,
  id: string,
  { listed, holding, others, faults }: Standing,
  store: PairStore,
  {
    named,
    isNaming,
    onProgress,
  }: { named: string[]; isNaming: (text: string) => boolean } & Required<Pick<ErasureOptions, 'onProgress'>>,
): Promise<{ successors: Map<string, Compiled>; stored: Set<string>; worded: Set<string> }> => {
  const assertNamedAreWhole = () => {
    for (const [revision, fault] of faults) if (named.includes(revision)) throw fault
  }
  assertNamedAreWhole()
  const revisions = [...holding.map(({ revision }) => revision), ...others]
  const there = new Set(
    revisions.flatMap((revision) => partKeys(slug, revision)).filter((key) => listed.has(key)),
  )
  const stored = new Set<string>()
  const keep = (pair: Pair) => {
    // A part that a revision here consists of is there. A list alone may be late, and still show one that was removed.
    if (stored.has(pair.key) || there.has(pair.key)) return
    store.add(pair)
    stored.add(pair.key)
  }
  const placeOf = ({ revision }: { revision: Revision }): number => {
    const place = named.indexOf(revision.id)
    return place < 0 ? named.length : place
  }
  const successors = new Map<string, Compiled>()
  const worded = new Set<string>()
  for (const [done, { revision }] of holding.toSorted((a, b) => placeOf(a) - placeOf(b)).entries()) {
    onProgress(done, holding.length)
    try {
      const words = await readWords(kv, slug, revision)
      for (const language of wordedIn(words, isNaming)) worded.add(language)
      const stored = { slug, letter: words.letter, revision }
      successors.set(revision.id, await recompile(kv, stored, { without: id }, keep))
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      faults.set(revision.id, error)
      assertNamedAreWhole()
    }
  }
  return { successors, stored, worded }
}

/** What nothing needs once revisions have their successors, whoever left it. */
const unneeded = (
  slug: string,
  { listed, holding, others, tombstones }: Standing,
  rewrites: Rewrite[],
  staying: Revision[],
  { heads }: { heads: Head[] },
): string[] => {
  const isOurs = (key: string) => [partKey, revisionKey].some((of) => key.startsWith(of(slug, '')))
  const revisions = [...holding.map(({ revision }) => revision), ...others]
  const marked = new Set([
    ...staying.flatMap((revision) => revisionKeys(slug, revision)),
    ...heads.flatMap((head) => [
      ...revisionKeys(slug, head.revision),
      ...historyKeys(slug, head),
      ...pictureKeys(slug, head),
    ]),
    // Under these stand tombstones.
    ...[...tombstones.keys(), ...rewrites.map(({ from }) => from)].map((from) => revisionKey(slug, from)),
  ])
  // Parts that were written a moment ago may not be listed yet.
  const all = new Set([...listed, ...revisions.flatMap((revision) => partKeys(slug, revision))])
  return [...all].filter((key) => isOurs(key) && !marked.has(key))
}

/**
 * Plans what takes somebody out of every revision of a letter that KV holds, be it named by the history or not. Where an
 * erasure was stopped, it plans what is left of it.
 *
 * @param live with the letter in it
 * @param store is given the pairs that are to be written
 * @throws StoreError where a revision or a part of the history is not whole: then nobody can know what it holds
 */
export const planErasure = async (
  kv: Kv,
  live: Live,
  slug: string,
  id: string,
  store: PairStore,
  { known = [], by, sign, onProgress = () => {} }: ErasureOptions = {},
): Promise<Erasure> => {
  const { head, base, ofData } = live.letter(slug)
  const history = head ? await readHistory(kv, slug, head) : []
  const named = [
    ...new Set([...(head ? [head.revision.id] : []), ...history.map(({ revision }) => revision)]),
  ]
  const standing = await findStanding(kv, slug, id, head?.revision)
  const forms = uniqueForms([...known, ...standing.holding.map(({ as }) => as.signatory)])
  const isNaming = mentionOf(forms.flatMap(({ id, name, printed_as = name }) => [id, name, printed_as]))

  const { successors, stored, worded } = await rewriteAll(kv, slug, id, standing, store, {
    named,
    isNaming,
    onProgress,
  })
  const rewrites = Array.from(successors, ([from, { revision }]) => ({
    from,
    to: revision.id,
    count: revision.count,
  }))
  /** By their own ids: what became one stands here once, and what was there before may have another layout. */
  const compiled = new Map(Array.from(successors.values(), (each) => [each.revision.id, each]))

  const { history: newHistory, ...renewed } = renewHistory(history, { successors, isTelling: isNaming, sign })
  let next: Next & { heads: Head[] } = { heads: [], parts: [], catalogue: live.catalogue }
  let isCurrent = true
  if (head) {
    let current = successors.get(head.revision.id) ?? compiled.get(head.revision.id)
    if (current === undefined) {
      const words = await readWords(kv, slug, head.revision)
      for (const language of wordedIn(words, isNaming)) worded.add(language)
      current = { letter: { ...words.letter, slug }, revision: head.revision }
    }
    const silent = withoutReason(head, isNaming)
    if (silent !== head) renewed.notes++
    const texts = (head.earlier_texts ?? []).map(({ revision, count }) => ({
      revision: successors.get(revision)?.revision.id ?? revision,
      count,
    }))
    const isNew =
      silent !== head ||
      renewed.changed > 0 ||
      JSON.stringify(texts) !== JSON.stringify(head.earlier_texts ?? []) ||
      JSON.stringify(current.revision) !== JSON.stringify(head.revision)
    const after = isNew
      ? await headAfter(current, { ...silent, earlier_texts: texts }, newHistory, {
          by: by && isNaming(by) ? undefined : by,
          sign,
        })
      : { head, parts: [] }
    // The list has of an open letter what `data/` has, and not the names of those who signed on.
    const entry =
      ofData && base
        ? catalogueEntry(
            { letter: current.letter, revision: successors.get(ofData.id)?.revision ?? ofData },
            { published: base.published, signing: base.signing },
          )
        : catalogueEntry(current, after.head)
    const others = live.catalogue.filter((each) => each.slug !== slug)
    const ours = live.catalogue.filter((each) => each.slug === slug)
    isCurrent = !isNew && JSON.stringify(ours) === JSON.stringify([entry])
    next = { heads: [after.head], parts: after.parts, catalogue: [...others, entry] }
  }

  const staying = [
    ...standing.others.filter((revision) => !compiled.has(revision.id)),
    ...Array.from(compiled.values(), ({ revision }) => revision),
  ]
  const index = readIndex(live.values.get(indexKey))
  const remove = [
    ...unneeded(slug, standing, rewrites, staying, next),
    ...(await keysUnder(kv, head?.formerly)).map(({ key }) => key),
    ...(await unusedIndexKeys(kv, index)),
  ]
  const tombstones = tombstonesFor(slug, standing.tombstones, rewrites)
  return {
    slug,
    forms,
    rewrites,
    broken: [...standing.faults.keys()],
    renewed,
    worded: [...worded],
    write: writeOrder(slug, [...compiled.values()]).filter((key) => stored.has(key)),
    next,
    tombstones,
    remove,
    isDone:
      isCurrent &&
      tombstones.length === 0 &&
      remove.length === 0 &&
      isInStep(index, next.catalogue) &&
      (await unusedWords(kv, live.words)).length === 0,
  }
}

/** The erasure with pictures of what is live then: those before it may name who goes. */
export const withNewPictures = (erasure: Erasure, { pictures, parts }: Drawn): Erasure => {
  const { next, remove } = erasure
  const added = new Set(parts.map(({ key }) => key))
  return {
    ...erasure,
    next: {
      ...next,
      heads: next.heads.map((head) => ('moved_to' in head ? head : { ...head, pictures })),
      parts: [...next.parts, ...parts],
    },
    remove: remove.filter((key) => !added.has(key)),
  }
}
