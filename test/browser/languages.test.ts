/** Every language that we speak, and two that nobody does, on each kind of page: one browser walks through all. */
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import english from '../../build/messages.json' with { type: 'json' }
import all from '../../build/signing-messages.json' with { type: 'json' }
import { readWidgetOptions } from '../../src/embed/markup.ts'
import { widgetMeta } from '../../src/embed/meta.ts'
import type { Block, Translation } from '../../src/letter/schema.ts'
import { LANGUAGES } from '../../src/page/languages.ts'
import type { BuilderMessages, SharedMessages } from '../../src/page/messages/schema.ts'
import { builderPage } from '../../src/reading/embed/builder/page.tsx'
import { framePage } from '../../src/reading/embed/frame/page.tsx'
import { letterPage } from '../../src/reading/letter/page/page.tsx'
import { homePage } from '../../src/reading/site/home/page.tsx'
import { createWords, type Words } from '../../src/signing/messages.ts'
import { formPage } from '../../src/signing/pages/form.tsx'
import { privacyPage } from '../../src/signing/pages/privacy.tsx'
import { catalogue, haleyView, origin } from '../fixtures/letters.ts'
import { pseudo } from '../pseudo.ts'
import { overflow, violations } from './checks.ts'
import { launch } from './chromium.ts'

type Said = Parameters<typeof createWords>[1]
const signing = all as unknown as Record<string, Said>

const asset = async (name: string) => readFile(`build/assets/${name}`, 'utf8')
const json = async <Json>(name: string): Promise<Json> => JSON.parse(await asset(name)) as Json

/** Everything that a language says, as the Workers have it. */
const saidIn = async (language: string): Promise<{ words: Words; builder: BuilderMessages }> => {
  const builderIn = (tag: string) => json<BuilderMessages>(`messages/builder/${tag}.json`)
  if (language === 'en-XA' || language === 'ar-XB')
    return {
      words: createWords(language, pseudo(language, signing.en as Said)),
      builder: pseudo(language, await builderIn('en')),
    }
  const page = language === 'en' ? english : await json<SharedMessages>(`messages/${language}.json`)
  return {
    words: createWords(language, { ...(signing[language] as Said), page: page as SharedMessages }),
    builder: await builderIn(language),
  }
}

const paragraph = (value: string): Block => ({ type: 'paragraph', children: [{ type: 'text', value }] })

/** Each kind of page, with a letter whose text is what the language says at length. */
const pagesIn = async (language: string): Promise<Record<string, string>> => {
  const { words, builder } = await saidIn(language)
  const { page: messages, m } = words
  const translation: Translation = {
    language,
    title: m.consentModerated,
    addressee: m.organisers,
    context: m.held,
    body: [
      paragraph(m.privacyPrivate),
      { type: 'list', ordered: true, start: 1, items: [[paragraph(m.leaving)], [paragraph(m.gone)]] },
    ],
  }
  const { letter: haley, signatories, positions, count } = haleyView
  const letter = { ...haley, translations: [translation, { ...haley.translations[0], language: 'en-GB' }] }
  const view = { ...haleyView, letter, translation, sign: `${origin}/sign/haley-2018` } as typeof haleyView
  const around = { origin, words }
  return {
    letter: letterPage(view, messages),
    home: homePage({ origin, letters: catalogue, messages, introduction: '', empty: '' }),
    frame: framePage({
      origin,
      address: `${origin}/embed/haley-2018`,
      meta: widgetMeta(origin, letter, 'organisations', language, messages, `${origin}/sign/haley-2018`),
      count: 12_345,
      signatories: signatories.map((signatory, index) => ({ position: positions[index] ?? 0, signatory })),
      options: { ...readWidgetOptions(() => undefined), heading: '2' },
      theme: 'light',
      code: await json('frame.json'),
    }),
    builder: builderPage({
      origin,
      letter,
      extent: { count, title: 60, names: [[20]] },
      sign: `${origin}/sign/haley-2018`,
      options: { view: 'list', theme: 'auto', sort: 'letter', heading: '3' },
      ui: language,
      messages,
      builder,
      css: await asset('builder.css'),
    }),
    form: formPage(around, {
      letter,
      signing: {
        who: 'both',
        closes: '2099-06-01',
        moderation: 'before',
        fields: ['role', 'affiliation', 'country'],
      },
      values: { type: 'organisation' },
      errors: { name: 'hasUnwanted', email: 'noEmail', url: 'noUrl' },
      said: m.needsScript,
      stamp: '',
    }),
    privacy: privacyPage(around, letter),
  }
}

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await launch()
  page = await browser.newPage({ viewport: { width: 320, height: 640 } })
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

/** In whose scripts something goes wrong that did not in Latin. */
const LOOKED_AT = ['ar', 'ur', 'ja', 'hi', 'ar-XB']

test.each([...LANGUAGES, 'en-XA', 'ar-XB'])(
  'in %s no page scrolls sideways on a phone, and all are accessible',
  async (language) => {
    for (const [name, html] of Object.entries(await pagesIn(language))) {
      await page.setContent(html)
      expect(await page.locator('html').getAttribute('lang'), name).toBe(language)
      expect(await overflow(page), name).toBe(0)
      if (name === 'letter') expect(await typesetting(page)).toMatchObject(TYPESETTING[language] ?? {})
      if (LOOKED_AT.includes(language)) expect(await violations(page, 'words'), name).toEqual([])
    }
  },
)
