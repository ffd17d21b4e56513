/** A letter as KV has it, and whether it is open for signing. */
import type * as z from 'zod/mini'
import type { Letter } from '../letter/schema.ts'
import type { Signing } from '../letter/signing.ts'
import { decode, decodePart } from '../revision/decode.ts'
import { fnv1a } from '../revision/fnv1a.ts'
import { catalogueKey, headKey, PART_NAME, partKey } from '../revision/keys.ts'
import {
  Catalogue,
  HeadOrMoved,
  LetterPart,
  nameAt,
  type Revision,
  SignatoriesPart,
} from '../revision/layout.ts'
import { bucketOf } from '../revision/search-index.ts'

/** Seconds that a location may keep what it read. */
const HEAD_TTL = 30
const PART_TTL = 6 * 3600

export type LetterToSign = {
  letter: Letter
  /** Absent where it is not open for signing: those who have signed may still leave. */
  signing: Signing | undefined
  /** The current one. */
  revision: Revision
}

const readPart = async <Schema extends z.ZodMiniType>(
  kv: Pick<KVNamespace, 'get'>,
  schema: Schema,
  key: string,
): Promise<z.infer<Schema>> => decodePart(schema, key, (await kv.get(key, { cacheTtl: PART_TTL })) ?? '')

export const readLetter = async (
  kv: Pick<KVNamespace, 'get'>,
  slug: string,
): Promise<LetterToSign | undefined> => {
  const key = headKey(slug)
  const value = await kv.get(key, { cacheTtl: HEAD_TTL })
  if (value === null) return undefined
  const head = decode(HeadOrMoved, key, value)
  if ('moved_to' in head) return undefined
  const { letter } = await readPart(kv, LetterPart, partKey(slug, head.revision.letter))
  const signing = head.retired === undefined ? head.signing : undefined
  return { letter, signing, revision: head.revision }
}

/** The number that readers see beside a signatory, of an id; undefined where the revision does not have it. */
export const findPosition = async (
  kv: Pick<KVNamespace, 'get'>,
  slug: string,
  { ids }: Revision,
  id: string,
): Promise<number | undefined> => {
  if (ids === '') return undefined
  const bucket = nameAt(ids, bucketOf(fnv1a(id), ids.length / PART_NAME))
  const members = await readPart(kv, SignatoriesPart, partKey(slug, bucket))
  return members.find(([, each]) => each === id)?.[0]
}

/** The letters of the deployment by slug and title, and whether the public can sign them. */
export const listLetters = async (
  kv: Pick<KVNamespace, 'get'>,
): Promise<{ slug: string; title: string; isOpen: boolean }[]> => {
  const value = await kv.get(catalogueKey, { cacheTtl: HEAD_TTL })
  const entries = value === null ? [] : decode(Catalogue, catalogueKey, value)
  return entries
    .filter(({ unlisted }) => unlisted !== 'moved')
    .map(({ slug, title, signing }) => ({ slug, title, isOpen: signing === true }))
}
