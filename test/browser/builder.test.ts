import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import fc from 'fast-check'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { snippets } from '../../src/embed/snippets.ts'
import { translated } from '../translated.ts'
import { serveApp } from './app.ts'
import { launch } from './chromium.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const BUILDER = '/letters/a-letter/embed'

let browser: Browser
let server: Awaited<ReturnType<typeof serveApp>>
beforeAll(async () => {
  browser = await launch()
  server = await serveApp([translated()])
})
afterAll(async () => {
  await browser.close()
  server.close()
})

/** Opens the builder and gathers what the browser complains of. What it previews has tests of its own. */
const visit = async (query = '', options: BrowserContextOptions = {}) => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'], ...options })
  const page = await context.newPage()
  await page.route(/\/widget\.js$/, (route) => route.fulfill({ contentType: 'text/javascript', body: '' }))
  await page.route(/\/embed\/a-letter/, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="en"><title>List</title>' }),
  )
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(server.base + BUILDER + query)
  return { page, complaints, close: () => context.close() }
}

const code = (page: Page, name: string) => page.locator(`[data-snippet=${name}]`).textContent()

const violations = async (page: Page) => {
  await page.evaluate(axeSource)
  const { violations, passes } = await page.evaluate(
    (): Promise<AxeResults> =>
      (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      }),
  )
  expect(passes.map(({ id }) => id)).toContain('color-contrast')
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

describe.each<[string, string, BrowserContextOptions]>([
  ['in light', '', { colorScheme: 'light' }],
  ['in dark', '?colours=own&text=%23999999', { colorScheme: 'dark' }],
  ['on a phone', '?view=compact', { viewport: { width: 320, height: 640 } }],
  ['in Arabic', '?ui=ar&lang=ar', {}],
  ['in forced colours', '', { forcedColors: 'active' }],
  ['without a script', '', { javaScriptEnabled: false }],
])('the builder %s', (name, query, options) => {
  test.skipIf(name === 'without a script')('has no accessibility violation', async () => {
    const { page, close } = await visit(query, options)
    expect(await violations(page)).toEqual([])
    await close()
  })

  test('loads under its policy without a complaint, and never scrolls sideways', async () => {
    const { page, complaints, close } = await visit(query, options)
    expect(complaints).toEqual([])
    const { width } = (await page.locator('html').boundingBox()) ?? { width: 0 }
    expect(width).toBeLessThanOrEqual(options.viewport?.width ?? 1280)
    if (options.javaScriptEnabled !== false)
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBe(0)
    await close()
  })
})

test('a choice shows at once: in the codes, the previews and the address, which says the same again', async () => {
  const { page, close } = await visit()
  await page.getByLabel('Compact').check()
  await page.getByRole('combobox', { name: 'Language' }).selectOption('fr')
  await page.getByLabel('Names at first').fill('5')
  await page.getByLabel('Accent').fill('#aa0000')
  await page.waitForFunction(() => location.search.includes('accent=%23aa0000'))
  expect(await page.getByLabel('Use my own colours').isChecked()).toBe(true)
  expect(await code(page, 'frame')).toContain('/embed/a-letter?view=compact&amp;lang=fr&amp;limit=5"')
  expect(await code(page, 'element')).toContain('--signatories-accent: #aa0000;')
  for (const frame of await page.locator('iframe').all())
    expect(await frame.getAttribute('src')).toBe(`${server.base}/embed/a-letter?view=compact&lang=fr&limit=5`)
  const element = page.locator('signatory-list')
  expect(await element.getAttribute('view')).toBe('compact')
  expect(
    await element.evaluate((list) => getComputedStyle(list).getPropertyValue('--signatories-accent')),
  ).toBe('#aa0000')
  expect(await page.locator('.badge').getAttribute('src')).toBe(
    `${server.base}/letters/a-letter/badge.svg?lang=fr`,
  )
  const before = await page.locator('code').allTextContents()
  await page.reload()
  expect(await page.locator('code').allTextContents()).toEqual(before)
  await close()
})

test('one way at a time is open, and one’s own colours begin with those of the theme', async () => {
  const { page, close } = await visit()
  expect(await page.locator('[data-snippet=tag]').isVisible()).toBe(true)
  await page.getByText('WordPress', { exact: true }).click()
  await page.locator('[data-snippet=link]').waitFor()
  expect(await page.locator('[data-snippet=tag]').isVisible()).toBe(false)
  const text = page.getByLabel('Text', { exact: true })
  await page.getByLabel('Dark').check()
  expect(await text.inputValue()).toBe('#ece7dd')
  await page.getByLabel('Use my own colours').check()
  await page.getByLabel('Light', { exact: true }).check()
  expect(await text.inputValue()).toBe('#ece7dd')
  await close()
})

test('a number of names that is out of bounds is said to be so, and changes nothing', async () => {
  const { page, close } = await visit()
  const limit = page.getByLabel('Names at first')
  await limit.fill('5')
  await page.waitForFunction(() => location.search.includes('limit=5'))
  await limit.fill('100000')
  expect(await limit.evaluate((input: HTMLInputElement) => input.validationMessage)).not.toBe('')
  await page.waitForFunction(() => !location.search.includes('limit='))
  expect(await code(page, 'tag')).not.toContain('limit')
  await close()
})

test('without a script, the form’s button does the same', async () => {
  const { page, close } = await visit('', { javaScriptEnabled: false })
  expect(await page.getByRole('button', { name: 'Copy' }).count()).toBe(0)
  await page.getByLabel('Count', { exact: true }).check()
  await page.getByRole('combobox', { name: 'Language' }).selectOption('ar')
  await page.getByRole('button', { name: 'Update' }).click()
  expect(await code(page, 'tag')).toContain('data-view="count" data-lang="ar"')
  expect(await page.getByLabel('Count', { exact: true }).isChecked()).toBe(true)
  await close()
})

test('the keyboard alone chooses and copies', async () => {
  const { page, close } = await visit()
  const focused = () =>
    page.evaluate(() => {
      const { name = '', value = '', dataset } = document.activeElement as HTMLInputElement
      return dataset.copy === undefined ? `${name} ${value}` : `copy ${dataset.copy}`
    })
  const tabTo = async (wanted: string) => {
    for (let presses = 0; presses < 40; presses++) {
      if ((await focused()) === wanted) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`Tab never reaches ${wanted}`)
  }
  await tabTo('view list')
  await page.keyboard.press('ArrowRight')
  await tabTo('copy tag')
  await page.keyboard.press('Enter')
  await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(await code(page, 'tag'))
  expect(copied).toContain('data-view="compact"')
  await close()
})

test('colours that cannot be read are said at once, and the warning goes with them', async () => {
  const { page, close } = await visit()
  const warning = page.locator('.contrast')
  await page.getByLabel('Text', { exact: true }).fill('#cccccc')
  await warning.filter({ hasText: 'Text 1.6' }).waitFor()
  await page.getByLabel('Text', { exact: true }).fill('#000000')
  await page.waitForFunction(() => document.querySelector('.contrast')?.textContent === '')
  await close()
})

test('whatever the title and the address, each code is the elements that it should be and no other', async () => {
  const page = await browser.newPage()
  const hostile = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('<', '>', '"', "'", '&', '</a>', '</script>', '-->', '&quot;', '<b onclick=x>'),
      ),
      { minLength: 1 },
    )
    .map((parts) => parts.join(''))
  const titles = fc.sample(hostile, 300)
  const cases = titles.map((title) => ({
    title,
    codes: snippets({
      origin: 'https://letters.example',
      slug: 'x',
      titles: { en: title },
      options: {
        view: 'compact',
        theme: 'dark',
        sort: 'letter',
        heading: '3',
        limit: 5,
        colours: { accent: '#aa0000', text: '#000000', background: '#ffffff' },
      },
      extent: { count: 1, title: title.length, names: [[9]] },
    }),
  }))
  const wrong = await page.evaluate((all) => {
    const shapes: Record<string, string> = {
      element: 'style signatory-list[letter,view,theme,limit,style] a[href] script[async,src]',
      tag: 'style script[async,src,data-view,data-theme,data-limit,style]',
      frame: 'iframe[src,title,width,height,style,sandbox,loading,frameborder]',
      badgeHtml: 'a[href] img[src,alt,height]',
    }
    return all.flatMap(({ title, codes }) => {
      const parsed = Object.entries(shapes).map(([name, shape]) => {
        const { body } = new DOMParser().parseFromString(`<body>${codes[name as 'element']}`, 'text/html')
        const found = Array.from(body.querySelectorAll('*'), ({ localName, attributes }) => {
          const names = Array.from(attributes, (attribute) => attribute.name)
          return names.length === 0 ? localName : `${localName}[${names}]`
        }).join(' ')
        return { name, body, right: found === shape }
      })
      const said = [
        parsed[0]?.body.querySelector('a')?.textContent,
        parsed[2]?.body.querySelector('iframe')?.title,
        parsed[3]?.body.querySelector('img')?.alt,
      ]
      return parsed.every(({ right }) => right) && said.every((each) => each === title)
        ? []
        : [{ title, said, wrong: parsed.filter(({ right }) => !right).map(({ name }) => name) }]
    })
  }, cases)
  expect(wrong).toEqual([])
  await page.close()
})
