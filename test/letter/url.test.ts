import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { LinkAddress, WebAddress } from '../../src/letter/schema.ts'

const EXAMPLES = [
  'https://example.org',
  'HTTP://example.org/a b',
  'http:example.org',
  'mailto:ada@example.org',
  'javascript:alert(1)',
  'https://',
  '//example.org',
  'https://例え.テスト/ü',
  'https://exa mple.org',
]

test.each([
  ['a web address', WebAddress, /^https?$/],
  ['an address that a text links', LinkAddress, /^(?:https?|mailto)$/],
])(
  '%s is what zod takes for one, but for blanks around it and in it, which are refused and not taken out',
  (_, ours, protocol) => {
    const zods = z.url({ protocol })
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...EXAMPLES), fc.webUrl(), fc.string()),
        fc.constantFrom('', ' ', '\n', '\t'),
        (value, blank) => {
          const { success, data } = zods.safeParse(value + blank)
          const isSame = success && data === value + blank
          expect(ours.safeParse(value + blank).success).toBe(isSame)
        },
      ),
    )
  },
)
