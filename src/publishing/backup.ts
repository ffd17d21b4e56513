/** All that a store holds of some letters, for an archive. */
import * as z from 'zod/mini'
import { decode, decodePart, decodeRecord, decodeScript } from '../revision/decode.ts'
import { catalogueKey, headKey, isHeadKey, partKey, revisionKey, widgetKey } from '../revision/keys.ts'
import { Catalogue, HeadOrMoved, type Pair } from '../revision/layout.ts'
import { StoreError } from '../revision/store-error.ts'
import { NotPublished } from './errors.ts'
import { historyKeys } from './history.ts'
import { getValues, type Kv } from './kv.ts'
import { pictureKeys, revisionKeys } from './revision-keys.ts'

export type Backup = {
  letters: string[]
  /** Those of them that are open for signing: whoever is not live yet is in the sign-on Worker alone. */
  open: string[]
  /** The keys of what never changes: parts and revisions, and the kept widgets where it is of all letters. */
  keys: string[]
  /** The heads, and the catalogue with those letters' lines. */
  mutable: Pair[]
  /** What is missing or damaged, as `key: why`. It is in the archive as it is in the store. */
  faults: string[]
}

const LETTERS = headKey('')

const keysOf = (kv: Kv, prefix: string): Promise<string[]> =>
  Array.fromAsync(kv.list(prefix), ({ key }) => key)

const isOpen = ({ key, value }: Pair): boolean => {
  try {
    const head = decode(HeadOrMoved, key, value)
    return !('moved_to' in head) && head.signing !== undefined
  } catch (error) {
    if (error instanceof StoreError) return false
    throw error
  }
}

/** What a head names that is not among the keys, or that it cannot be read. */
const headFaults = ({ key, value }: Pair, keys: ReadonlySet<string>): string[] => {
  try {
    const head = decode(HeadOrMoved, key, value)
    // What it had under this slug is a copy that no reader gets.
    if ('moved_to' in head) return []
    const named = new Set([
      ...revisionKeys(head.slug, head.revision),
      ...historyKeys(head.slug, head),
      ...pictureKeys(head.slug, head),
      ...head.history.map(({ revision }) => revisionKey(head.slug, revision)),
    ])
    return [...named].filter((each) => !keys.has(each)).map((each) => `${each}: missing`)
  } catch (error) {
    if (error instanceof StoreError) return [error.message]
    throw error
  }
}

/**
 * Looks what there is. The heads are read before the keys are listed: what a publish adds meanwhile does no harm.
 *
 * @param slugs all that the store holds, widgets too, where none is named
 * @throws NotPublished
 */
export const planBackup = async (kv: Kv, slugs: readonly string[]): Promise<Backup> => {
  const isAll = slugs.length === 0
  const letters = isAll
    ? (await keysOf(kv, LETTERS)).filter(isHeadKey).map((key) => key.slice(LETTERS.length))
    : [...new Set(slugs)]
  const values = await getValues(kv, [catalogueKey, ...letters.map(headKey)])
  const unknown = letters.find((slug) => !values.has(headKey(slug)))
  const json = values.get(catalogueKey)
  const catalogue = json === undefined ? [] : decode(Catalogue, catalogueKey, json)
  if (unknown !== undefined || letters.length === 0)
    throw new NotPublished(
      unknown,
      catalogue.map(({ slug }) => slug),
    )

  const keys: string[] = []
  if (isAll) {
    keys.push(...(await keysOf(kv, LETTERS)).filter((key) => !isHeadKey(key)))
    keys.push(...(await keysOf(kv, widgetKey(''))))
  } else for (const slug of letters) keys.push(...(await keysOf(kv, `${headKey(slug)}/`)))
  const lines = isAll ? catalogue : catalogue.filter(({ slug }) => letters.includes(slug))
  const heads = letters.map((slug) => ({ key: headKey(slug), value: values.get(headKey(slug)) ?? '' }))
  const known = new Set(keys)
  return {
    letters,
    open: letters.filter((_, index) => isOpen(heads[index] as Pair)),
    keys,
    mutable: [...heads, { key: catalogueKey, value: JSON.stringify(lines) }],
    faults: [
      ...heads.flatMap((head) => headFaults(head, known)),
      ...lines.filter(({ slug }) => !letters.includes(slug)).map(({ slug }) => `${headKey(slug)}: missing`),
    ],
  }
}

const AnyPart = z.unknown()

/** Whether a value is what its key says. @throws StoreError */
const checkPair = async ({ key, value }: Pair): Promise<void> => {
  const [, slug = ''] = key.split('/')
  if (key.startsWith(widgetKey(''))) await decodeScript(key, value)
  else if (key.startsWith(partKey(slug, ''))) await decodePart(AnyPart, key, value)
  else if (key.startsWith(revisionKey(slug, ''))) decodeRecord(key, value)
}

/**
 * The pairs of a backup, in the order in which they may be written to another store.
 *
 * @param onFault is told what is damaged, or gone since it was listed
 */
export async function* backupPairs(
  kv: Pick<Kv, 'get'>,
  { keys, mutable }: Backup,
  onFault: (fault: string) => void,
): AsyncGenerator<Pair> {
  const missing = new Set(keys)
  for await (const pair of kv.get(keys)) {
    missing.delete(pair.key)
    await checkPair(pair).catch((error: unknown) => {
      if (!(error instanceof StoreError)) throw error
      onFault(error.message)
    })
    yield pair
  }
  for (const key of missing) onFault(`${key}: missing`)
  yield* mutable
}
