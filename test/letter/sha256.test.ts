import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSha256 } from '../../src/letter/sha256.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const pieces = fc.array(
  fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.nat(40_000).map((length) => 'é'.repeat(length)),
  ),
  { maxLength: 6 },
)

it('of a text in pieces is that of the whole, and can go on after it was told', () => {
  fc.assert(
    fc.property(pieces, fc.string(), (texts, end) => {
      const hash = createSha256()
      let whole = ''
      for (const text of texts) {
        hash.add(text)
        whole += text
        expect(hash.digest(end)).toBe(sha256(whole + end))
      }
      expect(hash.digest()).toBe(sha256(whole))
    }),
  )
})

it('goes on from what was saved, which is text for an address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
      const first = createSha256()
      first.add(before)
      const saved = first.save()
      expect(saved.length).toBe(new TextEncoder().encode(before).length)
      expect(saved.state).toMatch(/^[\w-]+$/)
      const resumed = createSha256(saved)
      expect(resumed.save()).toEqual(saved)
      resumed.add(after)
      expect(resumed.digest()).toBe(sha256(before + after))
    }),
  )
})

it('does not go on from a state that does not belong to its length, and says so', () => {
  const { state } = createSha256().save()
  expect(() => createSha256({ length: 1, state })).toThrow('no state of SHA-256 after so many bytes')
  expect(() => createSha256({ length: 64, state })).not.toThrow()
})
