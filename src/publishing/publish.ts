/** Publishing: what never changes first, the heads last. Stopped anywhere, readers stay on the revision they had. */

import { textId } from '../letter/text-id.ts'
import type { Base } from '../revision/base.ts'
import { headKey } from '../revision/keys.ts'
import type { CatalogueEntry, Head, Pair } from '../revision/layout.ts'
import { catalogueEntry, nextHead, nextInstant } from './head.ts'
import { continueHistory } from './history.ts'
import type { Kv, PairToPut } from './kv.ts'
import type { Live } from './live.ts'
import { type Lock, type LockOptions, withLock } from './lock.ts'
import { type IndexOptions, makeCurrent } from './make-current.ts'
import { isChanging, type Plan } from './plan.ts'
import { nextBase, putBases } from './put-bases.ts'
import { readBack } from './read-back.ts'

/** `by` is who publishes, for the history too. */
export type PublishOptions = LockOptions & {
  /** A line for the history. */
  note?: string | undefined
  /** What becomes of those who signed the text of an open letter as it was. */
  earlier?: Base['earlier']
  /** Is told how many pairs have been written, of how many; the heads come after them. */
  onProgress?: ((written: number, total: number) => void) | undefined
  /** For the index of all letters. */
  index?: IndexOptions | undefined
}

/**
 * Publishes. Nothing is ever deleted. What was written is read back before any head is, so that none goes live with
 * parts that the store lost.
 *
 * @param live what the plans were made with
 * @returns the heads that it wrote
 * @throws PublishLocked, PublishConflict, StoreLoss, NotShown
 */
export const publishPlans = (
  kv: Kv,
  live: Live,
  plans: Plan[],
  options: PublishOptions = {},
): Promise<Head[]> => withLock(kv, live, options, (lock) => writePlans(kv, live, plans, lock, options))

const writePlans = async (
  kv: Kv,
  live: Live,
  plans: Plan[],
  lock: Lock,
  { note, by, earlier, index, onProgress = () => {} }: PublishOptions,
): Promise<Head[]> => {
  const written = new Date().toISOString()
  const total = plans.reduce((sum, { keys }) => sum + keys.length, 1)

  async function* pairs(): AsyncGenerator<PairToPut> {
    for (const plan of plans) {
      let count = 0
      for await (const pair of plan.pairs.get(plan.keys)) {
        yield { ...pair, metadata: { written } }
        count++
      }
      if (count !== plan.keys.length)
        throw new Error(`${plan.compiled.letter.slug}: ${count} of ${plan.keys.length} pairs were kept`)
    }
  }
  let count = 0
  await kv.put(lock.claiming(pairs()), (more) => {
    count += more
    onProgress(count, total)
  })

  for (const { pairs, keys } of plans) {
    await lock.renew()
    await readBack(kv, pairs, keys, { written })
  }

  const heads: Head[] = []
  const bases: (Base & { slug: string })[] = []
  const parts: Pair[] = []
  const entries = new Map<string, CatalogueEntry>()
  for (const plan of plans) {
    parts.push(...(plan.drawn?.parts ?? []))
    if (!isChanging(plan)) continue
    const { compiled, live: before, change, signature, signing, drawn } = plan
    const { slug } = compiled.letter
    const said = { ...(note && { note }), ...(by && { by }), ...(signature && { signature }) }
    const isShared = plan.head === 'shared' || plan.head === 'closes'
    if (isShared) {
      const isOther = before.base !== undefined && before.base.text !== textId(compiled.letter)
      const base = nextBase(plan, live.values.get(headKey(slug)), {
        ...said,
        ...(isOther && earlier && { earlier }),
      })
      bases.push({ slug, ...base })
      entries.set(slug, catalogueEntry(compiled, base))
      continue
    }
    const isNew = change !== 'list' && change !== 'pictures' && change !== 'none'
    const published = nextInstant(before.history[0]?.published)
    if (isNew) {
      const { history, first, ...room } = await continueHistory(kv, slug, before, compiled.revision.id)
      const head = nextHead(
        compiled,
        published,
        { ...history, signing },
        { ...said, ...(first && { first }) },
        drawn?.pictures,
      )
      heads.push(head)
      parts.push(...room.parts)
    } else if (change === 'pictures' && before.head && drawn)
      heads.push({ ...before.head, pictures: drawn.pictures })
    if (plan.head === 'opens') {
      const next = heads.find((head) => head.slug === slug)
      const head = next ? JSON.stringify(next) : live.values.get(headKey(slug))
      const base = nextBase(plan, head, said)
      bases.push({ slug, ...base })
      entries.set(slug, catalogueEntry(compiled, base))
      continue
    }
    const at = isNew ? published : (before.head?.published ?? published)
    const { retired } = before
    entries.set(slug, catalogueEntry(compiled, { published: at, ...(retired && { retired }) }))
  }
  const others = live.catalogue.filter(({ slug }) => !entries.has(slug))
  await lock.renew()
  const catalogue = [...others, ...entries.values()]
  // Where all is written anew, so are the words and the index.
  const { words: _, ...unread } = live
  const anew = plans.some(({ rewrite }) => rewrite)
  await makeCurrent(kv, anew ? unread : live, lock, { heads, parts, catalogue }, { ...index, anew })
  await putBases(kv, live, lock, bases)
  return heads
}
