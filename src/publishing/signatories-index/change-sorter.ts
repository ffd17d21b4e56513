/** Sorting any number of changes of a list: in memory so many of them, the others in a store. */
import type { PairStore } from '../plan.ts'

/** What is to stand at a place of the list; without `json`, nothing. */
export type Change = { place: string; json?: string | undefined }

/** How many changes are sorted at once: with what they hold, some 100 MB. */
const MAX_SORTED = 250_000
/** How many changes a pair of a sorted run holds. */
const PER_PAIR = 2_000

const isBefore = (one: Change, two: Change): boolean =>
  one.place < two.place || (one.place === two.place && one.json === undefined && two.json !== undefined)

const compare = (one: Change, two: Change): number => (isBefore(one, two) ? -1 : isBefore(two, one) ? 1 : 0)

async function* readRun(store: PairStore, keys: string[]): AsyncGenerator<Change> {
  for (const key of keys) for await (const { value } of store.get([key])) yield* JSON.parse(value) as Change[]
}

/** Several runs as one. */
async function* mergeRuns(runs: AsyncGenerator<Change>[]): AsyncGenerator<Change> {
  const heads = await Promise.all(runs.map(async (run) => ({ run, step: await run.next() })))
  for (;;) {
    let least: (typeof heads)[number] | undefined
    for (const head of heads) {
      if (head.step.done) continue
      if (least === undefined || isBefore(head.step.value, least.step.value as Change)) least = head
    }
    if (least === undefined) return
    yield least.step.value as Change
    least.step = await least.run.next()
  }
}

/** Of one place, what is to stand there counts, whatever else was said. */
async function* lastOfEach(changes: AsyncIterable<Change> | Iterable<Change>): AsyncGenerator<Change> {
  let last: Change | undefined
  for await (const change of changes) {
    if (last !== undefined && last.place !== change.place) yield last
    last = change
  }
  if (last !== undefined) yield last
}

/** @param store is given what is not kept in memory, under keys that begin with `name` */
export const createChangeSorter = (store: PairStore, name: string, most = MAX_SORTED) => {
  let changes: Change[] = []
  const runs: string[][] = []
  return {
    add(change: Change): void {
      changes.push(change)
      if (changes.length < most) return
      changes.sort(compare)
      const run: string[] = []
      for (let at = 0; at < changes.length; at += PER_PAIR) {
        const key = `${name}/${runs.length}/${run.length}`
        store.add({ key, value: JSON.stringify(changes.slice(at, at + PER_PAIR)) })
        run.push(key)
      }
      runs.push(run)
      changes = []
    },

    /** All changes in the order of their places, one of each. */
    sorted(): AsyncGenerator<Change> {
      changes.sort(compare)
      if (runs.length === 0) return lastOfEach(changes)
      async function* rest() {
        yield* changes
      }
      return lastOfEach(mergeRuns([...runs.map((run) => readRun(store, run)), rest()]))
    },
  }
}
