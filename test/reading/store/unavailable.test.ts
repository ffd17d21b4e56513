import { afterEach, expect, it, vi } from 'vitest'
import { logStoreError, Unavailable } from '../../../src/reading/store/unavailable.ts'
import { StoreError } from '../../../src/revision/store-error.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

it('a fault of the store is one line for the operator; any other error is ours', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  logStoreError(new StoreError('letter/a', 'missing'))
  expect(warn.mock.calls).toEqual([['{"event":"store-fault","detail":"letter/a: missing"}']])
  expect(() => logStoreError(new TypeError('a bug'))).toThrow(TypeError)
  expect(warn).toHaveBeenCalledTimes(1)
})

it('what cannot be served is told by its letter', () => {
  expect(new Unavailable('a-letter')).toMatchObject({
    name: 'Unavailable',
    message: 'nothing to serve for a-letter',
  })
})
