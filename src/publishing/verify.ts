/** Whether what is stored is what it says it is. */
import * as z from 'zod/mini'
import { revisionHash } from '../letter/revision.ts'
import { decode, decodePart } from '../revision/decode.ts'
import { partKey, revisionKey } from '../revision/keys.ts'
import {
  type CatalogueEntry,
  type Head,
  LetterPart,
  PicturePart,
  Revision,
  SignatoriesPart,
  splitNames,
  textOf,
} from '../revision/layout.ts'
import { type PositionedSignatory, unpack } from '../revision/packed.ts'
import { StoreError } from '../revision/store-error.ts'
import { catalogueEntry } from './head.ts'
import type { Kv } from './kv.ts'
import type { Live } from './live.ts'
import { pictureKeys, revisionKeys } from './revision-keys.ts'

/** What was found of the current revision, and of the letter's pictures, in the store. */
export type Stored = {
  /** What is wrong with their values, as `key: why`. */
  faults: string[]
  /** What its parts add up to, to be compared with the head; where any of them is broken, that cannot be known. */
  content?: { revision: string; count: number }
  /** Whether the list of letters, and the index of their words, say what the parts say; true where that cannot be known. */
  listed: boolean
}

/** Whether the words of a listed letter are in the index, where there is one. */
const isIndexed = ({ words }: Live, line: CatalogueEntry | undefined): boolean =>
  !words || !line || line.unlisted !== undefined || words.texts.includes(textOf(line))

/** Of the other parts, the orders and the index, it is enough that they are what their names say. */
const AnyPart = z.array(z.unknown())

/** Reads values, and looks at each as it comes. @returns what is wrong with them, as `key: why` */
const faultsOf = async (
  kv: Kv,
  keys: Iterable<string>,
  look: (key: string, value: string) => unknown,
): Promise<string[]> => {
  const missing = new Set(keys)
  const faults: string[] = []
  for await (const { key, value } of kv.get([...missing])) {
    missing.delete(key)
    try {
      await look(key, value)
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      faults.push(error.message)
    }
  }
  return [...faults, ...Array.from(missing, (key) => `${key}: missing`)]
}

/** Reads the current revision from the store, in memory that does not grow with it, and computes its id again. */
export const verifyStored = async (kv: Kv, live: Live, head: Head): Promise<Stored> => {
  const { slug, revision } = head
  const keyOf = (name: string) => partKey(slug, name)
  const record = revisionKey(slug, revision.id)
  const listed = new Set(splitNames(revision.signatories.names).map(keyOf))
  const left = new Set(splitNames(revision.withdrawn?.signatories.names ?? '').map(keyOf))
  // The letter's words and those who withdrew come first, so that of the others one part at a time is held.
  const keys = [keyOf(revision.letter), ...left, ...listed, ...revisionKeys(slug, revision)]
  const withdrawn: PositionedSignatory[] = []
  let hash: ReturnType<typeof revisionHash> | undefined
  let entry: CatalogueEntry | undefined
  let count = 0
  const addBefore = (position: number) => {
    for (let next = withdrawn[0]; next !== undefined && next.position < position; next = withdrawn[0]) {
      hash?.add(next.signatory)
      withdrawn.shift()
    }
  }
  const faults = await faultsOf(kv, keys, async (key, value) => {
    if (key === record) {
      // Beside the revision itself, its record may hold how to go on with it.
      if (JSON.stringify(decode(Revision, key, value)) !== JSON.stringify(revision))
        throw new StoreError(key, 'is not what the head says of the revision')
    } else if (key === keyOf(revision.letter)) {
      const { letter } = await decodePart(LetterPart, key, value)
      hash = revisionHash(letter)
      entry = catalogueEntry({ letter: { ...letter, slug }, revision }, head)
    } else if (left.has(key)) {
      for (const item of await decodePart(SignatoriesPart, key, value)) withdrawn.push(unpack(item))
    } else if (listed.has(key)) {
      for (const item of await decodePart(SignatoriesPart, key, value)) {
        const { position, signatory } = unpack(item)
        addBefore(position)
        hash?.add(signatory)
        count++
      }
    } else await decodePart(AnyPart, key, value)
  })
  addBefore(Number.POSITIVE_INFINITY)
  const ofPictures = await faultsOf(kv, pictureKeys(slug, head), (key, value) =>
    decodePart(PicturePart, key, value),
  )
  const all = [...faults, ...ofPictures]
  if (faults.length > 0 || hash === undefined) return { faults: all, listed: true }
  const line = live.catalogue.find((each) => each.slug === slug)
  const { ofData } = live.letter(slug)
  return {
    faults: all,
    content: { revision: hash.id(), count },
    listed:
      isIndexed(live, line) &&
      (ofData
        ? line?.signing === true && line.revision === ofData.id
        : JSON.stringify(line) === JSON.stringify(entry)),
  }
}
