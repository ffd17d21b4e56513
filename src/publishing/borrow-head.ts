/**
 * Doing with an open letter what only an editor can: the sign-on Worker gives its head back for so long, and the public
 * signs on meanwhile. Stopped in between, the next publish gives the head to that Worker again.
 */
import { headKey } from '../revision/keys.ts'
import { type AwaitOptions, awaitHeads } from './await-heads.ts'
import { handoverOf } from './base.ts'
import { LetterOpen } from './errors.ts'
import { nextInstant } from './head.ts'
import type { Kv } from './kv.ts'
import { type Live, readLive } from './live.ts'
import { type LockOptions, withLock } from './lock.ts'
import { putBases } from './put-bases.ts'

type BaseChange = { writer: 'sign-on' | 'editor'; revision?: string }

const changeBase = async (
  kv: Kv,
  live: Live,
  slug: string,
  { writer, revision }: BaseChange,
  options: LockOptions,
): Promise<void> => {
  const { base } = live.letter(slug)
  const head = live.values.get(headKey(slug))
  if (base === undefined || head === undefined) throw new LetterOpen(slug)
  const next = {
    ...base,
    slug,
    id: crypto.randomUUID(),
    published: nextInstant(base.published),
    writer,
    revision: revision ?? base.revision,
    ...(writer === 'sign-on' && { handover: handoverOf(head) }),
  }
  await withLock(kv, live, options, async (lock) => {
    await kv.put([lock.claim])
    await putBases(kv, live, lock, [next])
  })
}

/**
 * @returns the letter as it is then
 * @throws HeadNotGiven; PublishLocked, PublishConflict, NotShown
 */
export const borrowHead = async (
  kv: Kv,
  live: Live,
  slug: string,
  { onWait, ...options }: LockOptions & Pick<AwaitOptions, 'onWait'> = {},
): Promise<Live> => {
  await changeBase(kv, live, slug, { writer: 'editor' }, options)
  return awaitHeads(kv, await readLive(kv, [slug]), {
    asked: [slug],
    onWait,
    takeOver: options.takeOver,
  })
}

/** @param revision that of `data/`, where it is another now */
export const returnHead = async (
  kv: Kv,
  slug: string,
  revision: string,
  options: LockOptions = {},
): Promise<void> => changeBase(kv, await readLive(kv, [slug]), slug, { writer: 'sign-on', revision }, options)
