/** Putting entries into a list that is in parts already, by reading and writing only those parts that they touch. */
import { createChunker, LARGEST, SMALLEST } from '../revision/chunker.ts'
import type { Pair } from '../revision/layout.ts'
import { startOf } from '../revision/search-index.ts'
import { type Cut, type Entry, type Item, itemAfter, jsonOf } from './lists.ts'
import { partOf } from './pairs.ts'

/** A list in parts: their names, how many entries each holds, and in the index where each begins. */
export type ListInParts<Of extends Entry> = {
  cuts: Cut[]
  load: (part: number) => Promise<Of[]>
  /** Whether a new entry stands before one of the list. */
  precedes: (added: Of, old: Of) => boolean
  /** Whether a new entry stands before the first of a part; it need not read the part where that is clear without. */
  startsAfter: (part: number, added: Of) => Promise<boolean>
}

/** New entries, in their order, that come into one part: after its first entry, or before it in the first part. */
type Touch<Of extends Entry> = { part: number; added: Of[] }

async function* locate<Of extends Entry>(
  { cuts, startsAfter }: ListInParts<Of>,
  added: AsyncIterable<Of> | Iterable<Of>,
): AsyncGenerator<Touch<Of>> {
  let touch: Touch<Of> | undefined
  for await (const entry of added) {
    let [low, high] = [(touch?.part ?? 0) + 1, cuts.length]
    // Behind another it is likely to be near: further and further, until a part starts after it.
    for (let look = low, stride = 1; touch && look < high; look += stride, stride *= 2) {
      if (await startsAfter(look, entry)) high = look
      else low = look + 1
    }
    while (low < high) {
      const middle = (low + high) >>> 1
      if (await startsAfter(middle, entry)) high = middle
      else low = middle + 1
    }
    if (touch?.part === low - 1) touch.added.push(entry)
    else {
      if (touch) yield touch
      touch = { part: low - 1, added: [entry] }
    }
  }
  if (touch) yield touch
}

/** Two ordered lists as one. */
function* merge<Of extends Entry>(
  old: Of[],
  added: Of[],
  precedes: ListInParts<Of>['precedes'],
): Generator<Of> {
  let next = 0
  for (const entry of old) {
    for (let first = added[next]; first && precedes(first, entry); first = added[++next]) yield first
    yield entry
  }
  yield* added.slice(next)
}

/**
 * Whether a part still begins where it did when entries come into it, whatever the part before holds: only so many of
 * its first were looked at to find where it begins, and of the new ones none that comes there is fitter to begin a part.
 */
const beginsAsBefore = async <Of extends Entry>(
  { cuts, load, precedes }: ListInParts<Of>,
  { part, added }: Touch<Of>,
): Promise<boolean> => {
  const old = await load(part)
  const { hash = 0, key = '' } = old[0] ?? {}
  const { start = '' } = cuts[part] ?? {}
  // How much of the key the one before has too can be told, but where all of it may be needed to tell them apart.
  const shared = start === key ? key.length : start.length - 1
  const weight = shared * 2 ** 32 + hash
  const fresh = new Set(added)
  let size = 0
  let before = ''
  for (const entry of merge(old, added, precedes)) {
    if (size > LARGEST - SMALLEST) break
    const item = itemAfter(before, entry)
    if (fresh.has(entry) && item.weight < weight) return false
    size += item.bytes
    if (size > LARGEST) return false
    before = entry.key
  }
  return true
}

/** A stretch of the list that is cut anew, from the beginning of one of its parts on. */
const createRun = <Of extends Entry>(begin: string) => {
  const chunker = createChunker<Item<Of>>()
  let start = begin
  let before = ''
  let ended = ''
  const complete = (items: readonly Item<Of>[]) => {
    const cut = { items, start }
    ended = items.at(-1)?.entry.key ?? ''
    return cut
  }
  return {
    *feed(entries: Iterable<Of>): Generator<{ items: readonly Item<Of>[]; start: string }> {
      for (const entry of entries) {
        const items = chunker.add(itemAfter(before, entry))
        before = entry.key
        if (!items) continue
        yield complete(items)
        start = startOf(ended, chunker.rest().items[0]?.entry.key ?? '')
      }
    },
    rest: () => complete(chunker.rest().items),
    /**
     * Whether the part under way ends with what was fed last, as the part `old` of the list did: with `old` in it, it is
     * cut at the same place, for what comes next is fitter to begin a part than anything that `old` or this one has.
     */
    endsAs(old: Of[], merged: Of[]): boolean {
      const { items, next } = chunker.rest()
      if (items.length < merged.length || merged.at(-1) !== old.at(-1)) return false
      const alone = createChunker<Item<Of>>()
      let previous = ''
      for (const entry of old) {
        alone.add(itemAfter(previous, entry))
        previous = entry.key
      }
      return alone.rest().next?.entry === next?.entry
    },
  }
}

/**
 * Puts entries, in their order, into a list. Its parts are then those that `inParts` would cut all of it into; the pairs
 * of those that are new are yielded.
 */
export async function* splice<Of extends Entry>(
  slug: string,
  list: ListInParts<Of>,
  added: AsyncIterable<Of> | Iterable<Of>,
): AsyncGenerator<Pair, Cut[]> {
  const { cuts, load, precedes } = list
  const touches = locate(list, added)
  const result: Cut[] = []
  let run: ReturnType<typeof createRun<Of>> | undefined

  async function* write({
    items,
    start,
  }: {
    items: readonly Item<Of>[]
    start: string
  }): AsyncGenerator<Pair> {
    const { name, pair } = await partOf(slug, jsonOf(items))
    result.push({ name, count: items.length, start })
    yield pair
  }

  let touch = (await touches.next()).value
  if (touch === undefined) return cuts
  const last = Math.max(0, cuts.length - 1)
  for (let part = 0; part <= last; part++) {
    const here: Of[] = touch?.part === part ? touch.added : []
    if (touch?.part === part) touch = (await touches.next()).value
    const next = touch?.part === part + 1 ? touch : undefined
    const cut = cuts[part]
    if (run === undefined && here.length === 0 && cut !== undefined) {
      if (next === undefined || (await beginsAsBefore(list, next))) {
        result.push(cut)
        continue
      }
    }
    run ??= createRun(cut?.start ?? '')
    const old = cut ? await load(part) : []
    const merged = [...merge(old, here, precedes)]
    for (const complete of run.feed(merged)) yield* write(complete)
    if (part === last || (next === undefined && run.endsAs(old, merged))) {
      yield* write(run.rest())
      run = undefined
    }
  }
  return result
}
