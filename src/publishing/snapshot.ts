import type { SignedLetter } from '../letter/schema.ts'
import type { Signing } from '../letter/signing.ts'
import { utf8Length } from '../letter/utf8.ts'
import { catalogueKey, headKey, indexKey, revisionKey } from '../revision/keys.ts'
import type { Catalogue, Pair } from '../revision/layout.ts'
import { type Compiled, compile } from './compile.ts'
import { catalogueEntry, nextHead } from './head.ts'
import { createMapKv } from './kv-map.ts'
import { createMemoryStore } from './memory-store.ts'
import { drain } from './pairs.ts'
import { syncIndex } from './signatories-index/sync.ts'

/**
 * A letter that takes more than this, in bytes, is not in the snapshot: some 700 signatories. Each part of it is a file of
 * its own, a request may ask for few, and KV gives a hundred at once (https://developers.cloudflare.com/workers/platform/limits/).
 */
export const SNAPSHOT_LIMIT = 512 * 1024

/** A letter's pairs as they are compiled; those of one that is too large are forgotten. */
export const createPairs = () => {
  let pairs: Pair[] | undefined = []
  let bytes = 0
  return {
    add(pair: Pair): void {
      bytes += utf8Length(pair.key) + utf8Length(pair.value)
      if (bytes > SNAPSHOT_LIMIT) pairs = undefined
      pairs?.push(pair)
    },
    /** All that was added, or undefined where it is more than the limit. */
    pairs: (): Pair[] | undefined => pairs,
  }
}

/** `signing` is there where the public can sign it. */
export type SnapshotLetter = { compiled: Compiled; signing?: Signing; pairs: Pair[] }

/**
 * What publishing these letters would write, for the Worker to carry along. They have not been published, so their time
 * is the letter's own date: the same `data/` always gives the same snapshot.
 */
export const makeSnapshot = async (letters: SnapshotLetter[]): Promise<Record<string, string>> => {
  const snapshot: Record<string, string> = {}
  const catalogue: Catalogue = []
  for (const { compiled, signing, pairs } of letters) {
    const { slug, date } = compiled.letter
    const published = `${date}T00:00:00Z`
    for (const { key, value } of pairs) snapshot[key] = value
    // Nothing is appended to a snapshot, so it need not carry how to.
    snapshot[revisionKey(slug, compiled.revision.id)] = JSON.stringify(compiled.revision)
    snapshot[headKey(slug)] = JSON.stringify(
      nextHead(compiled, published, { history: [], ...(signing && { signing }) }),
    )
    catalogue.push(catalogueEntry(compiled, { published }))
  }
  snapshot[catalogueKey] = JSON.stringify(catalogue)
  const store = createMemoryStore()
  const kv = createMapKv(new Map(Object.entries(snapshot).map(([key, value]) => [key, { key, value }])))
  const { index, keys } = await syncIndex(kv, undefined, catalogue, store)
  snapshot[indexKey] = JSON.stringify(index)
  for await (const { key, value } of store.get(keys)) snapshot[key] = value
  return snapshot
}

/**
 * Compiles letters into a snapshot.
 *
 * @param leftOut is told of each letter that is too large: it is served from KV alone, so not before it is published,
 * and while KV fails only from a copy that the isolate still has.
 */
export const snapshotOf = async (
  letters: SignedLetter[],
  leftOut: (slug: string) => void = () => {},
): Promise<Record<string, string>> => {
  const all: SnapshotLetter[] = []
  for (const { signatories, ...letter } of letters) {
    const { add, pairs: added } = createPairs()
    const compiled = await drain(compile(letter, signatories), add)
    const pairs = added()
    if (pairs === undefined) leftOut(letter.slug)
    else all.push({ compiled, pairs })
  }
  return makeSnapshot(all)
}
