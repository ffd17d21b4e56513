/** Taking a letter down, and bringing it back: a matter of its head alone, so readers have it or have it not. */
import type { CatalogueEntry, Head, Retirement } from '../revision/layout.ts'
import { StoreError } from '../revision/store-error.ts'
import { catalogueEntry } from './head.ts'
import type { Kv } from './kv.ts'
import type { Live } from './live.ts'
import { type LockOptions, withLock } from './lock.ts'
import { makeCurrent } from './make-current.ts'
import type { PairStore } from './plan.ts'
import { readWords } from './recompile.ts'

/** A letter's line in the catalogue, which says whether it is listed; as it was where its words cannot be read. */
const lineOf = async (kv: Kv, live: Live, head: Head): Promise<CatalogueEntry[]> => {
  try {
    const { letter } = await readWords(kv, head.slug, head.revision)
    return [catalogueEntry({ letter: { ...letter, slug: head.slug }, revision: head.revision }, head)]
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return live.catalogue
      .filter(({ slug }) => slug === head.slug)
      .map(({ unlisted: _, ...line }) => (head.retired ? { ...line, unlisted: 'retired' } : line))
  }
}

/**
 * @param live with the letter in it
 * @param head the letter's
 * @param retirement none brings the letter back
 * @returns the head that it wrote
 * @throws PublishLocked, PublishConflict, StoreLoss, NotShown
 */
export const retire = async (
  kv: Kv,
  live: Live,
  head: Head,
  retirement: Retirement | undefined,
  options: LockOptions & { store?: PairStore } = {},
): Promise<Head> => {
  const { retired: _, ...rest } = head
  const next: Head = { ...rest, ...(retirement && { retired: retirement }) }
  const others = live.catalogue.filter(({ slug }) => slug !== head.slug)
  const catalogue = [...others, ...(await lineOf(kv, live, next))]
  await withLock(kv, live, options, async (lock) => {
    await kv.put([lock.claim])
    await makeCurrent(kv, live, lock, { heads: [next], parts: [], catalogue }, { store: options.store })
  })
  return next
}
