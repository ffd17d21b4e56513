import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { pausesOf } from '../../src/publishing/pauses.ts'
import { createRetries, isPassing, withRetries } from '../../src/publishing/retry.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it.each([
  'KV PUT failed: 429 Too Many Requests',
  'KV GET failed: 500 Internal Server Error',
  '503',
  '504',
  '520',
  '529',
  'Too many requests',
  'TypeError: fetch failed',
  'read ECONNRESET',
  'connect ETIMEDOUT 192.0.2.1',
  'getaddrinfo EAI_AGAIN',
  'database is locked',
  'SQLITE_BUSY',
])('%s passes', (message) => {
  expect(isPassing(new Error(message))).toBe(true)
})

it.each(['400', '403', '413', '1429', '4290', '505', '530', 'ENOSPC', 'a bug'])('%s does not', (message) => {
  expect(isPassing(new Error(message))).toBe(false)
})

/** Work that fails with each message in turn, and then succeeds. */
const failing = (...messages: string[]) => {
  let calls = 0
  return async () => {
    const message = messages[calls++]
    if (message !== undefined) throw new Error(message)
    return calls
  }
}

it('what fails for a passing reason is done again, up to four times in all', async () => {
  const third = withRetries(failing('429', '503'))
  await vi.runAllTimersAsync()
  expect(await third).toBe(3)
  const fourth = withRetries(failing('429', '503', 'fetch failed'))
  await vi.runAllTimersAsync()
  expect(await fourth).toBe(4)
  const never = withRetries(failing('429', '429', '429', 'the last 429'))
  never.catch(() => {})
  await vi.runAllTimersAsync()
  await expect(never).rejects.toThrow('the last 429')
})

it('what fails for another reason is not', async () => {
  await expect(withRetries(failing('403'))).rejects.toThrow('403')
  await expect(withRetries(failing('429'), () => false)).rejects.toThrow('429')
  const passing = withRetries(failing('403'), () => true)
  await vi.runAllTimersAsync()
  expect(await passing).toBe(2)
})

it.each([
  [0, [500, 1_500, 4_500]],
  [0.5, [1_000, 3_000, 9_000]],
])('the pauses grow, and differ by up to a half: %d', async (random, pauses) => {
  vi.spyOn(Math, 'random').mockReturnValue(random)
  const calls: number[] = []
  const done = withRetries(async () => {
    calls.push(Date.now())
    throw new Error('429')
  })
  done.catch(() => {})
  await vi.runAllTimersAsync()
  await expect(done).rejects.toThrow('429')
  expect(calls.slice(1).map((at, index) => at - (calls[index] ?? 0))).toEqual(pauses)
})

it('what was written is looked for once where it shows at once, else for more than a minute', () => {
  expect(pausesOf({ consistent: true })).toEqual([0])
  const pauses = pausesOf({ consistent: false })
  expect(pauses[0]).toBe(0)
  expect(pauses.reduce((sum, pause) => sum + pause)).toBe(75_000)
})

it('tries as often as there are pauses, and once more', async () => {
  const work = vi.fn(failing('503', '503', '503'))
  const twice = expect(createRetries([10])(work)).rejects.toThrow('503')
  await vi.runAllTimersAsync()
  await twice
  expect(work).toHaveBeenCalledTimes(2)
  const third = createRetries([10, 20, 30])(work)
  await vi.runAllTimersAsync()
  await third
  expect(work).toHaveBeenCalledTimes(4)
})
