/** What publishing a letter comes to, decided before anything is written. */
import canonicalize from 'canonicalize'
import type { Signing } from '../letter/signing.ts'
import { partKey } from '../revision/keys.ts'
import { type CatalogueEntry, type Pair, type Pictures, type Signature, textOf } from '../revision/layout.ts'
import { isShared, writerOf } from './base.ts'
import type { Compiled } from './compile.ts'
import { catalogueEntry } from './head.ts'
import type { Kv } from './kv.ts'
import { dataRevision, type Live, type LiveLetter } from './live.ts'
import { partKeys, revisionKeys } from './revision-keys.ts'

/** Where a compiled letter's pairs are kept until they are written. */
export type PairSource = Pick<Kv, 'get'>
/** The same, to be filled. */
export type PairStore = PairSource & { add: (pair: Pair) => void }

/** Pictures for a head, and those of their parts that are to be written. */
export type Drawn = { pictures: Pictures; parts: Pair[] }

export type Plan = {
  compiled: Compiled
  live: LiveLetter
  signature?: Signature | undefined
  /** Where the public can sign it. */
  signing?: Signing | undefined
  /**
   * `signing`: only whether and how the public can sign is another. `pictures`, `list`: the letter is live as it is, and
   * only these are not. With the list goes the index of its words.
   */
  change: 'revision' | 'signature' | 'signing' | 'pictures' | 'list' | 'none'
  /**
   * What becomes of the head: the editor writes it; then it is the sign-on Worker's (`opens`), which makes current what is
   * published from now on (`shared`) and gives it back (`closes`).
   */
  head: 'editor' | 'opens' | 'shared' | 'closes'
  /** Whether every part is written, even those that the live revision is known to have. */
  rewrite: boolean
  /** How many parts are written, and how many are there already. */
  parts: { write: number; live: number }
  /** The keys of the pairs to write, all of which `pairs` has. */
  keys: string[]
  pairs: PairSource
  /** What the letter's pictures are to be; undefined leaves a revision without. */
  drawn?: Drawn | undefined
}

export type PlanOptions = {
  /** Of the compiled revision, where it is to be signed. */
  signature?: Signature | undefined
  signing?: Signing | undefined
  /** Writes also those parts that the live revision is known to have, for one of them may be damaged. */
  rewrite?: boolean | undefined
}

const sameEntry = (a: CatalogueEntry | undefined, b: CatalogueEntry): boolean =>
  a !== undefined &&
  a.unlisted === b.unlisted &&
  Object.entries(b).every(
    ([key, value]) => JSON.stringify(a[key as keyof CatalogueEntry]) === JSON.stringify(value),
  )

const changeOf = (live: Live, compiled: Compiled, { signature, signing }: PlanOptions): Plan['change'] => {
  const { slug } = compiled.letter
  const letter = live.letter(slug)
  const { head, base, ofData } = letter
  const last = ofData && base ? base : head && { ...head, signature: head.history[0]?.signature }
  const revision = dataRevision(letter)
  if (last === undefined || JSON.stringify(revision) !== JSON.stringify(compiled.revision)) return 'revision'
  if (signature !== undefined && last.signature?.value !== signature.value) return 'signature'
  if (canonicalize(last.signing) !== canonicalize(signing)) return 'signing'
  const entries = live.catalogue.filter((entry) => entry.slug === slug)
  const entry = catalogueEntry(compiled, last)
  const isIndexed = live.words?.texts.includes(textOf(entry)) || entry.unlisted !== undefined
  const right = entries.length === 1 && sameEntry(entries[0], entry) && isIndexed
  return right ? 'none' : 'list'
}

const headOf = ({ base, head }: LiveLetter, signing: Signing | undefined): Plan['head'] => {
  if (!isShared(base, head)) return signing ? 'opens' : 'editor'
  return signing ? 'shared' : 'closes'
}

/** Whether a plan has anything to write beside parts. */
export const isChanging = ({ change, head, live: { base, head: before } }: Plan): boolean =>
  change !== 'none' ||
  head === 'opens' ||
  head === 'closes' ||
  (head === 'shared' && writerOf(base, before) === 'editor')

/** The keys of the parts that KV holds, because the live revision consists of them. */
const livePartKeys = (slug: string, letter: LiveLetter): Set<string> => {
  const revision = dataRevision(letter)
  return new Set(revision ? partKeys(slug, revision) : [])
}

/**
 * Tells of a compiled pair whether it must be kept for a plan: what is not live, which a publish writes, and each
 * letter's words, which a diff reads.
 */
export const isNeeded = (live: Live): ((key: string) => boolean) => {
  const there = new Set<string>()
  for (const slug of live.slugs) {
    const letter = live.letter(slug)
    for (const key of livePartKeys(slug, letter)) there.add(key)
    const revision = dataRevision(letter)
    if (revision) there.delete(partKey(slug, revision.letter))
  }
  return (key) => !there.has(key)
}

/** @param pairs holds the compiled pairs, or with no `rewrite` at least those of `isNeeded` */
export const planOf = (
  live: Live,
  compiled: Compiled,
  pairs: PairSource,
  { signature, signing, rewrite = false }: PlanOptions = {},
): Plan => {
  const { slug } = compiled.letter
  const letter = live.letter(slug)
  const change = changeOf(live, compiled, { signature, signing })
  const all = revisionKeys(slug, compiled.revision)
  const there = livePartKeys(slug, letter)
  const keys = rewrite ? all : change === 'revision' ? all.filter((key) => !there.has(key)) : []
  // The revision's own record is no part.
  const write = Math.max(0, keys.length - 1)
  const parts = { write, live: all.length - 1 - write }
  return {
    compiled,
    live: letter,
    signature,
    signing,
    change,
    head: headOf(letter, signing),
    rewrite,
    parts,
    keys,
    pairs,
  }
}

/** The plan with pictures: where nothing else changes, they may. */
export const withPictures = (plan: Plan, drawn: Drawn | undefined): Plan => {
  const { change, live } = plan
  const isChanged =
    drawn !== undefined &&
    (change === 'none' || change === 'list') &&
    JSON.stringify(live.head?.pictures) !== JSON.stringify(drawn.pictures)
  return { ...plan, drawn, ...(isChanged && { change: 'pictures' }) }
}
