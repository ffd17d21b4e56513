import { afterEach, expect, it, vi } from 'vitest'
import { isOverLimit } from '../../src/http/rate-limit.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Under which key an address is counted. */
const keyOf = async (address: string): Promise<string | undefined> => {
  let counted: string | undefined
  await isOverLimit(
    {
      limit: async ({ key }) => {
        counted = key
        return { success: true }
      },
    },
    address,
  )
  return counted
}

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.168.200.123', '192.168.200.123'],
  ['::FFFF:192.0.2.1', '192.0.2.1'],
  ['2001:db8::ffff:1.2.3.4', '2001:db8:0:0::/64'],
  ['::ffff:102:304', '0:0:0:0::/64'],
  ['2001:0db8:0010:0007:1:2:3:4', '2001:db8:10:7::/64'],
  ['2001:DB8:0:7::', '2001:db8:0:7::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['1::2:3:4:5:6', '1:0:0:2::/64'],
  ['1:2::', '1:2:0:0::/64'],
  ['fe80:0000::1', 'fe80:0:0:0::/64'],
])('%s is counted as %s', async (address, key) => {
  expect(await keyOf(address)).toBe(key)
})

it('whoever used up the share is over the limit, and nobody else', async () => {
  const answering = (success: boolean) => ({ limit: async () => ({ success }) })
  expect(await isOverLimit(answering(false), '192.0.2.1')).toBe(true)
  expect(await isOverLimit(answering(true), '192.0.2.1')).toBe(false)
})

it('without a limiter, or an address, nothing is counted and nothing logged', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const limit = vi.fn(async () => ({ success: false }))
  expect(await isOverLimit({ limit }, undefined)).toBe(false)
  expect(await isOverLimit(undefined, '192.0.2.1')).toBe(false)
  expect(limit).not.toHaveBeenCalled()
  expect(warn).not.toHaveBeenCalled()
})
