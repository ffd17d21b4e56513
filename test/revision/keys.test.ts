import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as keys from '../../src/revision/keys.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest()

it('things stand in KV where every deploy before has put them', () => {
  expect(keys.catalogueKey).toBe('letters')
  expect(keys.claimKey).toBe('publishing')
  expect(keys.headKey('a')).toBe('letter/a')
  expect(keys.revisionKey('a', 'r')).toBe('letter/a/revision/r')
  expect(keys.partKey('a', 'p')).toBe('letter/a/part/p')
  expect(keys.widgetKey('h')).toBe('widget/h')
})

it('a part’s name is the first 128 bits of its SHA-256 in base64url, a script’s the first 64 in hexadecimal', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      expect(await keys.partName(text)).toBe(sha256(text).subarray(0, 16).toString('base64url'))
      expect(await keys.shortHash(text)).toBe(sha256(text).subarray(0, 8).toString('hex'))
    }),
  )
})
