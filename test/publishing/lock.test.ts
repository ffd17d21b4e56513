/** Who may write, and who must wait: over a store in memory. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PublishConflict, PublishLocked } from '../../src/publishing/errors.ts'
import type { Kv, PairToPut } from '../../src/publishing/kv.ts'
import { createMapKv } from '../../src/publishing/kv-map.ts'
import { readLive } from '../../src/publishing/live.ts'
import {
  assertUnlocked,
  HOLD_MS,
  isSameClaim,
  type Lock,
  type LockOptions,
  withLock,
} from '../../src/publishing/lock.ts'
import { claimKey } from '../../src/revision/keys.ts'

let pairs: Map<string, PairToPut>
let kv: Kv

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T12:00:00Z') })
  pairs = new Map()
  kv = createMapKv(pairs)
})
afterEach(() => {
  vi.useRealTimers()
})

const claimed = () => JSON.parse(pairs.get(claimKey)?.value ?? '{}')
const begin = async (options: LockOptions, work: (lock: Lock) => Promise<unknown> = async () => {}) =>
  withLock(kv, await readLive(kv, []), options, async (lock) => {
    await kv.put([lock.claim])
    return work(lock)
  })
/** Begins, and is killed: nobody marks its claim done. */
const abandon = async (options: LockOptions) => {
  let stored: PairToPut | undefined
  await begin(options, async () => {
    stored = pairs.get(claimKey)
  })
  pairs.set(claimKey, stored as PairToPut)
}

it('says who writes since when and for how long at most, until it is done, and then nobody’s name', async () => {
  await begin({ by: 'Ada Example' }, async () => {
    expect(claimed()).toEqual({
      id: expect.any(String),
      since: '2026-01-01T12:00:00.000Z',
      by: 'Ada Example',
      until: new Date(Date.now() + HOLD_MS).toISOString(),
    })
  })
  expect(claimed()).toMatchObject({ done: true })
  expect(claimed()).not.toHaveProperty('by')
})

it('stops whoever else comes meanwhile, with who it is and until when', async () => {
  await begin({ by: 'Ada Example' }, async () => {
    for (const options of [{}, { by: 'Bo' }]) {
      const refused = begin(options)
      await expect(refused).rejects.toThrow(PublishLocked)
      await expect(refused).rejects.toThrow(
        'Ada Example has been writing here since 2026-01-01 12:00 UTC; nothing was written. ' +
          'Wait until that is done, or for 2026-01-01 12:10 UTC if it was stopped.',
      )
      await expect(assertUnlocked(kv, await readLive(kv, []), options)).rejects.toThrow(PublishLocked)
    }
    expect(claimed()).toMatchObject({ by: 'Ada Example' })
  })
  await begin({ by: 'Bo' })
})

it('stops nobody who is not known to be the same where nobody was named', async () => {
  await abandon({})
  await expect(begin({})).rejects.toThrow('Somebody has been writing here')
})

it.each([
  ['whoever was stopped themself', { by: 'Ada Example' }, 0],
  ['whoever says so', { by: 'Bo', takeOver: true }, 0],
])('is taken over by %s, which is told', async (_, options, wait) => {
  await abandon({ by: 'Ada Example' })
  vi.advanceTimersByTime(wait)
  const onTakeOver = vi.fn()
  await begin({ ...options, onTakeOver })
  expect(onTakeOver).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ by: 'Ada Example' }))
})

it('holds for ten minutes after it was abandoned, and no longer', async () => {
  await abandon({ by: 'Ada Example' })
  vi.setSystemTime(Date.now() + HOLD_MS - 1)
  await expect(begin({ by: 'Bo' })).rejects.toThrow(PublishLocked)
  vi.setSystemTime(Date.now() + 1)
  await begin({ by: 'Bo' })
})

it('is renewed while a long write goes on, unless somebody took it over', async () => {
  async function* slow(): AsyncGenerator<PairToPut> {
    for (let minute = 0; minute < 25; minute++) {
      vi.setSystemTime(Date.now() + 60_000)
      yield { key: `part/${minute}`, value: '' }
    }
  }
  await begin({ by: 'Ada Example' }, async (lock) => {
    for await (const pair of lock.claiming(slow())) {
      await kv.put([pair])
      expect(Date.parse(claimed().until)).toBeGreaterThan(Date.now() + HOLD_MS / 2)
    }
    vi.setSystemTime(Date.now() + HOLD_MS - 1)
    await lock.renew()
    expect(Date.parse(claimed().until)).toBe(Date.now() + HOLD_MS)
    await begin({ by: 'Bo', takeOver: true })
    vi.setSystemTime(Date.now() + HOLD_MS / 2)
    await expect(lock.renew()).rejects.toThrow(PublishConflict)
  })
})

it('is done when the work fails, too, and leaves the claim of whoever took over alone', async () => {
  await expect(
    begin({ by: 'Ada Example' }, async () => {
      throw new RangeError('no')
    }),
  ).rejects.toThrow(RangeError)
  expect(claimed()).toMatchObject({ done: true })

  const overtaken = begin({ by: 'Ada Example' }, async () => {
    await abandon({ by: 'Bo', takeOver: true })
    throw new RangeError('no')
  })
  await expect(overtaken).rejects.toThrow(RangeError)
  expect(claimed()).toMatchObject({ by: 'Bo' })
})

it('does not fail what is done where its end cannot be written', async () => {
  const put = kv.put
  await expect(
    begin({}, async () => {
      kv.put = async () => {
        throw new Error('no network')
      }
      return 'done'
    }),
  ).resolves.toBe('done')
  kv.put = put
})

it('turns away whoever planned with what somebody wrote over since', async () => {
  const live = await readLive(kv, [])
  await begin({})
  await expect(withLock(kv, live, {}, async () => {})).rejects.toThrow(PublishConflict)

  await abandon({ by: 'Ada Example' })
  const during = await readLive(kv, [])
  pairs.delete(claimKey)
  await begin({ by: 'Ada Example' }, async (lock) => lock.turnOthersAway())
  await expect(withLock(kv, during, {}, async () => {})).rejects.toThrow(PublishConflict)
})

it('knows a claim by its id, whatever else it says', () => {
  expect(isSameClaim('{"id":"a","since":"x"}', '{"id":"a","done":true}')).toBe(true)
  expect(isSameClaim('{"id":"a"}', '{"id":"b"}')).toBe(false)
  expect(isSameClaim('{}', '[]')).toBe(false)
  expect(isSameClaim(undefined, '{}')).toBe(false)
  expect(isSameClaim(undefined, undefined)).toBe(true)
  expect(isSameClaim('what it was', 'what it was')).toBe(true)
})

it('is looked at again where the store may be late, before anybody is turned away', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout'] })
  await abandon({ by: 'Ada Example' })
  const late: Kv = { ...kv, consistent: false }
  const live = await readLive(kv, [])
  const refused = expect(assertUnlocked(late, live, {})).rejects.toThrow(PublishLocked)
  await vi.runAllTimersAsync()
  await refused
  const passes = assertUnlocked(late, live, {})
  await vi.advanceTimersByTimeAsync(2_000)
  pairs.set(claimKey, { key: claimKey, value: JSON.stringify({ ...claimed(), done: true }) })
  await vi.runAllTimersAsync()
  await passes
})

it('takes a claim from before it said until when for nobody’s', async () => {
  await kv.put([{ key: claimKey, value: '{"id":"a","since":"2026-01-01T11:59:59.000Z"}' }])
  await begin({})
})
