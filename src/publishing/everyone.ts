/** Everyone who signed a revision, read from its lists. */
import { decodePart } from '../revision/decode.ts'
import { partKey } from '../revision/keys.ts'
import { type PartList, type Revision, SignatoriesPart, splitNames } from '../revision/layout.ts'
import type { Packed } from '../revision/packed.ts'
import { StoreError } from '../revision/store-error.ts'
import type { Kv } from './kv.ts'
import type { ReadPart } from './part-reader.ts'

/** Reads what a list holds, in its order. */
export type ReadList = (list: PartList | undefined) => AsyncGenerator<Packed>

/** A part at a time, by a reader that may remember it. */
export const listReader = (readPart: ReadPart): ReadList =>
  async function* (list) {
    for (const name of splitNames(list?.names ?? '')) yield* await readPart(SignatoriesPart, name)
  }

/** As many parts in a call as the store gives. @throws StoreError where one is missing or corrupt */
export const bulkListReader = (kv: Pick<Kv, 'get'>, slug: string): ReadList =>
  async function* (list) {
    const keys = splitNames(list?.names ?? '').map((name) => partKey(slug, name))
    let read = 0
    for await (const { key, value } of kv.get(keys)) {
      if (key !== keys[read]) break
      yield* await decodePart(SignatoriesPart, key, value)
      read++
    }
    const missing = keys[read]
    if (missing !== undefined) throw new StoreError(missing, 'missing')
  }

/** All signatories, withdrawn or not, in the letter's order: two lists as one. */
export async function* everyone(
  { signatories, withdrawn }: Revision,
  readList: ReadList,
): AsyncGenerator<Packed> {
  const left = readList(withdrawn?.signatories)
  let next = await left.next()
  for await (const item of readList(signatories)) {
    for (; !next.done && next.value[0] < item[0]; next = await left.next()) yield next.value
    yield item
  }
  for (; !next.done; next = await left.next()) yield next.value
}
