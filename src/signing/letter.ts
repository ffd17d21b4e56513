/** A letter as KV has it, and whether it is open for signing. */
import type { Letter } from '../letter/schema.ts'
import type { Signing } from '../letter/signing.ts'
import { decode, decodePart } from '../revision/decode.ts'
import { catalogueKey, headKey, partKey } from '../revision/keys.ts'
import { Catalogue, HeadOrMoved, LetterPart } from '../revision/layout.ts'

/** Seconds that a location may keep what it read. */
const HEAD_TTL = 30
const PART_TTL = 6 * 3600

export type LetterToSign = {
  letter: Letter
  /** Absent where it is not open for signing: those who have signed may still leave. */
  signing: Signing | undefined
  /** The current revision's id. */
  revision: string
}

export const readLetter = async (
  kv: Pick<KVNamespace, 'get'>,
  slug: string,
): Promise<LetterToSign | undefined> => {
  const key = headKey(slug)
  const value = await kv.get(key, { cacheTtl: HEAD_TTL })
  if (value === null) return undefined
  const head = decode(HeadOrMoved, key, value)
  if ('moved_to' in head) return undefined
  const part = partKey(slug, head.revision.letter)
  const { letter } = await decodePart(LetterPart, part, (await kv.get(part, { cacheTtl: PART_TTL })) ?? '')
  const signing = head.retired === undefined ? head.signing : undefined
  return { letter, signing, revision: head.revision.id }
}

/** The letters of the deployment by slug and title. */
export const listLetters = async (
  kv: Pick<KVNamespace, 'get'>,
): Promise<{ slug: string; title: string }[]> => {
  const value = await kv.get(catalogueKey, { cacheTtl: HEAD_TTL })
  const entries = value === null ? [] : decode(Catalogue, catalogueKey, value)
  return entries.filter(({ unlisted }) => unlisted !== 'moved').map(({ slug, title }) => ({ slug, title }))
}
