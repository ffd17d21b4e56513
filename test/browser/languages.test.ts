/**
 * Every language that we speak, and two that nobody does, on each kind of page: one browser walks through all. `/docs` and
 * what is at `/problems` are in English alone: page.test.ts looks at them.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LANGUAGES } from '../../src/page/languages.ts'
import { overflow, violations } from './checks.ts'
import { launch } from './chromium.ts'

/** In a variable, so that the Workers' types, which it needs, are not looked for among the browser's. */
const pagesModule = '../language-pages.ts'
const { pagesIn } = (await import(pagesModule)) as {
  pagesIn: (language: string) => Promise<Record<string, string>>
}

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await launch()
  page = await browser.newPage({ viewport: { width: 240, height: 640 } })
  // What a page would load, such as the builder's previews, stands elsewhere.
  await page.route('**', (route) => route.abort())
})
afterAll(() => browser.close())

/** How a letter's title and text are set: the height of their lines in their own size, and where these may end. */
const typesetting = (page: Page) =>
  page.evaluate(() => {
    const of = (selector: string) => getComputedStyle(document.querySelector(selector) as Element)
    const leading = ({ lineHeight, fontSize }: CSSStyleDeclaration) =>
      Math.round((Number.parseFloat(lineHeight) / Number.parseFloat(fontSize)) * 100) / 100
    const [title, text] = [of('h1'), of('.text p')]
    return {
      title: leading(title),
      text: leading(text),
      wrap: title.textWrapStyle,
      words: title.wordBreak,
      fonts: text.fontFamily,
    }
  })

const TYPESETTING: Record<string, object> = {
  en: { title: 1.15, text: 1.6, wrap: 'balance', words: 'normal' },
  ar: { title: 1.5, text: 1.85, wrap: 'balance', fonts: expect.stringContaining('Naskh') },
  fa: { title: 1.5, text: 1.85 },
  ur: { title: 2.3, text: 2.3, fonts: expect.stringContaining('Nastaliq') },
  hi: { title: 1.5, text: 1.85, fonts: expect.stringContaining('Devanagari') },
  ja: {
    title: 1.5,
    text: 1.85,
    wrap: 'auto',
    words: 'auto-phrase',
    fonts: expect.stringContaining('CJK JP'),
  },
  ko: {
    title: 1.5,
    text: 1.85,
    wrap: 'balance',
    words: 'keep-all',
    fonts: expect.stringContaining('CJK KR'),
  },
  zh: { title: 1.5, text: 1.85, wrap: 'auto', fonts: expect.stringContaining('CJK SC') },
  'zh-Hant': { title: 1.5, text: 1.85, wrap: 'auto', fonts: expect.stringContaining('CJK TC') },
}

/** In whose scripts something goes wrong that did not in Latin: these are accessible on all pages, the others on those below. */
const LOOKED_AT = ['ar', 'ur', 'ja', 'hi', 'ar-XB']
const LOOKED_AT_IN_ALL = ['letter', 'widget', 'builder']

/** The widgets of a page have shown their names. */
const drawn = (page: Page) =>
  page.waitForFunction(() =>
    [...document.querySelectorAll('signatory-list')].every((list) => list.shadowRoot?.querySelector('.box')),
  )

test.each([...LANGUAGES, 'en-XA', 'ar-XB'])(
  'in %s every page is as wide as a phone, and accessible',
  async (language) => {
    for (const [name, html] of Object.entries(await pagesIn(language))) {
      await page.setContent(html)
      if (name === 'widget') {
        await drawn(page)
        expect(await page.locator('signatory-list').count()).toBe(2)
      }
      expect(await page.locator('html').getAttribute('lang'), name).toBe(language)
      expect(await overflow(page), name).toBe(0)
      // Farsi's digits are for the lists of a letter.
      if (name === 'home')
        expect(await page.locator('.letters').evaluate((list) => getComputedStyle(list).listStyleType)).toBe(
          'none',
        )
      if (name === 'letter') expect(await typesetting(page)).toMatchObject(TYPESETTING[language] ?? {})
      if (LOOKED_AT.includes(language) || LOOKED_AT_IN_ALL.includes(name))
        expect(await violations(page, 'structure'), name).toEqual([])
    }
  },
)
