import { expect, test } from 'vitest'
import { decodeUtf8 } from '../../src/editing/read-text.ts'
import { joined, utf8 } from './bytes.ts'

test('replacement characters that the file itself spells are valid, and the bad byte after them is found', () => {
  expect(decodeUtf8(utf8('\ufffda\ufffd\ufffdé'))).toEqual({ text: '\ufffda\ufffd\ufffdé', invalid: -1 })
  expect(decodeUtf8(joined('é\ufffda\ufffd', [0xff], 'b')).invalid).toBe(4)
})
