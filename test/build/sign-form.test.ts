/** The script of `<sign-form>`, as it is built. */
import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import built from '../../build/signing.json'

test('it weighs at most 0.65 KiB, as small as brotli makes it', () => {
  expect(brotliCompressSync(built.form).length).toBeLessThanOrEqual(0.65 * 1024)
})

test('nothing in it makes markup of a text', () => {
  expect(built.form).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|srcdoc|eval/)
})
