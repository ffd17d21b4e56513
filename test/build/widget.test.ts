import { brotliCompressSync, constants } from 'node:zlib'
import { expect, test } from 'vitest'
import { buildWidget } from '../../src/build/widget.ts'
import { LANGUAGES } from '../../src/page/languages.ts'
import { messagesIn } from '../messages.ts'

const built = await buildWidget()

const brotli = (text: string): number =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).length

const spoken = LANGUAGES.map((language) => messagesIn(language).widget)

test('the script weighs at most 4.2 KiB, as small as brotli makes it', () => {
  expect(brotliCompressSync(built.script).length).toBeLessThanOrEqual(4.2 * 1024)
})

test('the script and the messages of any one language weigh at most 5 KiB as a browser gets them', () => {
  const messages = Math.max(...spoken.map((widget) => brotli(JSON.stringify(widget))))
  expect(brotli(built.script) + messages).toBeLessThanOrEqual(5 * 1024)
})

test('the script carries one line of six languages, and no more however many there are', () => {
  for (const [index, { search, more, read, none }] of spoken.entries()) {
    for (const message of [search, more, none]) expect(built.script).not.toContain(message)
    expect(built.script.includes(read)).toBe(/^(?:ar|de|en|es|fr|ru)$/.test(LANGUAGES[index] ?? ''))
  }
})

test('the script has no way to run or parse a string, to keep or to send anything', () => {
  expect(built.script).not.toMatch(
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(|srcdoc|cookie|localStorage|sessionStorage|indexedDB|sendBeacon|XMLHttpRequest|WebSocket/,
  )
})

test('one source gives one hash and one integrity', async () => {
  expect(await buildWidget()).toEqual(built)
  expect(built.hash).toMatch(/^[0-9a-f]{16}$/)
  const digest = await crypto.subtle.digest('SHA-384', new TextEncoder().encode(built.script))
  expect(built.integrity).toBe(`sha384-${Buffer.from(digest).toString('base64')}`)
})

test('the style of the iframe’s page is that of the element, with the page for its host', () => {
  expect(built.frame.css).not.toContain(':host')
  expect(built.frame.css).toMatch(/main\[theme="?dark"?\] \.box\{color-scheme:dark\}/)
})
