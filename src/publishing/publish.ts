/** Publishing: what never changes first, the heads last. Stopped anywhere, readers stay on the revision they had. */
import type { CatalogueEntry, Head, Pair } from '../revision/layout.ts'
import { catalogueEntry, nextHead, nextInstant } from './head.ts'
import { continueHistory } from './history.ts'
import type { Kv, PairToPut } from './kv.ts'
import type { Live } from './live.ts'
import { type Lock, type LockOptions, withLock } from './lock.ts'
import { makeCurrent } from './make-current.ts'
import type { Plan } from './plan.ts'
import { readBack } from './read-back.ts'

/** `by` is who publishes, for the history too. */
export type PublishOptions = LockOptions & {
  /** A line for the history. */
  note?: string | undefined
  /** Is told how many pairs have been written, of how many; the heads come after them. */
  onProgress?: ((written: number, total: number) => void) | undefined
}

/**
 * Publishes. Nothing is ever deleted. What was written is read back before any head is, so that none goes live with
 * parts that the store lost.
 *
 * @param live what the plans were made with
 * @throws PublishLocked, PublishConflict, StoreLoss, NotShown
 */
export const publishPlans = (
  kv: Kv,
  live: Live,
  plans: Plan[],
  options: PublishOptions = {},
): Promise<void> => withLock(kv, live, options, (lock) => writePlans(kv, live, plans, lock, options))

const writePlans = async (
  kv: Kv,
  live: Live,
  plans: Plan[],
  lock: Lock,
  { note, by, onProgress = () => {} }: PublishOptions,
): Promise<void> => {
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
  const parts: Pair[] = []
  const entries = new Map<string, CatalogueEntry>()
  for (const { compiled, live: before, change, signature, signing, drawn } of plans) {
    parts.push(...(drawn?.parts ?? []))
    if (change === 'none') continue
    const { slug } = compiled.letter
    const isNew = change !== 'list' && change !== 'pictures'
    const published = nextInstant(before.history[0]?.published)
    if (isNew) {
      const { history, first, ...room } = await continueHistory(kv, slug, before, compiled.revision.id)
      const said = {
        ...(note && { note }),
        ...(by && { by }),
        ...(signature && { signature }),
        ...(first && { first }),
      }
      heads.push(nextHead(compiled, published, { ...history, signing }, said, drawn?.pictures))
      parts.push(...room.parts)
    } else if (change === 'pictures' && before.head && drawn)
      heads.push({ ...before.head, pictures: drawn.pictures })
    const at = isNew ? published : (before.head?.published ?? published)
    const { retired } = before
    entries.set(slug, catalogueEntry(compiled, { published: at, ...(retired && { retired }) }))
  }
  const others = live.catalogue.filter(({ slug }) => !entries.has(slug))
  await lock.renew()
  await makeCurrent(kv, live, lock.claim, { heads, parts, catalogue: [...others, ...entries.values()] })
}
