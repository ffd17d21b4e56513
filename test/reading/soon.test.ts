import { expect, it } from 'vitest'
import { andThen, recover } from '../../src/reading/soon.ts'

it('what is there is gone on with at once, and what is not when it comes', async () => {
  const double = (value: number) => 2 * value
  expect(andThen(2, double)).toBe(4)
  const later = andThen(Promise.resolve(2), double)
  expect(later).toBeInstanceOf(Promise)
  expect(await later).toBe(4)
})

it('what cannot be made is stood in for, whether that is seen at once or later', async () => {
  const failed = (error: unknown) => `stood in: ${(error as Error).message}`
  const fail = (): string => {
    throw new Error('now')
  }
  expect(recover(() => 'made', failed)).toBe('made')
  expect(recover(fail, failed)).toBe('stood in: now')
  expect(await recover(async () => 'made', failed)).toBe('made')
  expect(await recover(() => Promise.reject(new Error('later')), failed)).toBe('stood in: later')
})
