/** All that a store holds of some letters, for an archive. */

import * as z from 'zod/mini'
import { decode, decodePart, decodeScript } from '../revision/decode.ts'
import { catalogueKey, headKey, partKey, revisionKey, widgetKey } from '../revision/keys.ts'
import { Catalogue, Head, type Pair, RevisionOrTombstone } from '../revision/layout.ts'
import { StoreError } from '../revision/store-error.ts'
import { NotPublished } from './errors.ts'
import { historyKeys } from './history.ts'
import { getValues, type Kv } from './kv.ts'
import { revisionKeys } from './revision-keys.ts'

export type Backup = {
  letters: string[]
  /** The keys of what never changes: parts and revisions, and the kept widgets where it is of all letters. */
  keys: string[]
  /** The heads, and the catalogue with those letters' lines. */
  mutable: Pair[]
  /** What is missing or damaged, as `key: why`. It is in the archive as it is in the store. */
  faults: string[]
}

const LETTERS = headKey('')

const keysOf = async (kv: Kv, prefix: string): Promise<string[]> => {
  const keys: string[] = []
  for await (const { key } of kv.list(prefix)) keys.push(key)
  return keys
}

const isHead = (key: string): boolean => key.startsWith(LETTERS) && !key.slice(LETTERS.length).includes('/')

/** What the heads and the catalogue name, which is not among the keys; and what of them cannot be read. */
const faultsOf = (
  slugs: readonly string[],
  mutable: readonly Pair[],
  keys: ReadonlySet<string>,
): string[] => {
  const faults: string[] = []
  const attempt = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      faults.push(error.message)
    }
  }
  for (const { key, value } of mutable) {
    if (key === catalogueKey) continue
    attempt(() => {
      const head = decode(Head, key, value)
      const named = [
        ...revisionKeys(head.slug, head.revision),
        ...historyKeys(head.slug, head),
        ...head.history.map(({ revision }) => revisionKey(head.slug, revision)),
      ]
      for (const each of new Set(named)) if (!keys.has(each)) faults.push(`${each}: missing`)
    })
  }
  const heads = new Set(mutable.map(({ key }) => key))
  for (const slug of slugs) if (!heads.has(headKey(slug))) faults.push(`${headKey(slug)}: missing`)
  return faults
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
    ? (await keysOf(kv, LETTERS)).filter(isHead).map((key) => key.slice(LETTERS.length))
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
    keys.push(...(await keysOf(kv, LETTERS)).filter((key) => !isHead(key)))
    keys.push(...(await keysOf(kv, widgetKey(''))))
  } else for (const slug of letters) keys.push(...(await keysOf(kv, `${headKey(slug)}/`)))
  const lines = isAll ? catalogue : catalogue.filter(({ slug }) => letters.includes(slug))
  const mutable = [
    ...letters.map((slug) => ({ key: headKey(slug), value: values.get(headKey(slug)) ?? '' })),
    { key: catalogueKey, value: JSON.stringify(lines) },
  ]
  return {
    letters,
    keys,
    mutable,
    faults: faultsOf(
      lines.map(({ slug }) => slug),
      mutable,
      new Set(keys),
    ),
  }
}

const AnyPart = z.unknown()

/** Whether a value is what its key says. @throws StoreError */
const checkPair = async ({ key, value }: Pair): Promise<void> => {
  const [, slug = '', kind] = key.split('/')
  if (key.startsWith(widgetKey(''))) await decodeScript(key, value)
  else if (key.startsWith(partKey(slug, ''))) await decodePart(AnyPart, key, value)
  else if (kind === 'revision') {
    const record = decode(RevisionOrTombstone, key, value)
    if ('id' in record && revisionKey(slug, record.id) !== key)
      throw new StoreError(key, 'is another revision')
  }
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
