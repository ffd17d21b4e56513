/** The puzzle's script in a real Chromium, on the page that has it, under the policy that it has there. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hash } from '../../build/puzzle.json'
import { createPuzzle, isPuzzleSolved } from '../../src/signing/challenge/puzzle.ts'
import { framedHeadersFor, pageHeadersFor } from '../../src/signing/headers.ts'
import { wordsIn } from '../../src/signing/messages.ts'
import { type CheckView, checkPage } from '../../src/signing/pages/form.tsx'
import { launch } from '../browser/chromium.ts'
import { translated } from '../translated.ts'

const ORIGIN = 'https://letters.example'
const SECRET = 'a secret of the tests, of 32 characters and more'
const EMAIL = 'ada@example.org'

let browser: Awaited<ReturnType<typeof launch>>
beforeAll(async () => {
  browser = await launch()
}, 60_000)
afterAll(() => browser.close())

test.each([
  ['on the page', false],
  ['in a frame', true],
])('%s it is solved while the page is read, and whoever is quicker is told to wait', async (_, isFramed) => {
  const view: CheckView = {
    letter: translated(),
    signing: { who: 'persons', moderation: 'before', fields: [] },
    submission: {
      entry: { type: 'person', name: 'Ada Example' },
      contact: undefined,
      email: EMAIL,
      news: false,
    },
    values: {},
    stamp: '',
    controller: undefined,
    challenge: { puzzle: await createPuzzle(SECRET, 'a-letter', EMAIL, Date.now()), turnstile: undefined },
  }
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  let sent: string | null = null
  await page.route('**/*', (route) => {
    sent = route.request().postData()
    const headers = {
      ...(isFramed ? framedHeadersFor : pageHeadersFor)({ scripts: [`'${hash}'`] }),
      'Content-Type': 'text/html; charset=utf-8',
    }
    const body =
      sent === null
        ? checkPage({ origin: ORIGIN, words: wordsIn('en'), isFramed }, view)
        : 'The form was sent'
    return route.fulfill({ headers, body })
  })
  // It may be there for a moment only.
  let told = ''
  await page.exposeFunction('tell', (text: string) => {
    told += text
  })
  // Quicker than any puzzle: in the moment in which the page is there.
  await page.addInitScript({
    content: `addEventListener('DOMContentLoaded', () => document.querySelector('button[value=sign]')?.click())
      new MutationObserver(() => tell(document.body?.innerText ?? '')).observe(document, { subtree: true, childList: true, characterData: true, attributes: true })`,
  })
  await page.goto(`${ORIGIN}/sign/a-letter`)
  await page.getByText('The form was sent').waitFor()
  expect(told).toContain('your browser is doing a sum')
  const form = new URLSearchParams(sent ?? '')
  expect(form.get('step')).toBe('sign')
  expect(await isPuzzleSolved(SECRET, 'a-letter', EMAIL, form.get('puzzle') ?? '')).toBe(true)
  expect(complaints).toEqual([])
  await page.close()
})
