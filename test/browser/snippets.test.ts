import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Snippets, snippets } from '../../src/embed/snippets.ts'
import { translated } from '../translated.ts'
import { serveApp } from './app.ts'
import { launch } from './chromium.ts'
import { serveSite } from './other-site.ts'

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

/** Another site's page with one of the codes in it, and what the browser complains of there. */
const paste = async (name: keyof Snippets) => {
  const codes = snippets({
    origin: server.base,
    slug: 'a-letter',
    titles: { en: 'A letter & a half', fr: 'Une lettre' },
    options: {
      view: 'list',
      theme: 'light',
      sort: 'letter',
      heading: '2',
      lang: 'fr',
      limit: 5,
      colours: { accent: '#aa0000', text: '#111111', background: '#ffffff' },
    },
    extent: { count: 18, title: 17, names: [Array(18).fill(15)] },
  })
  const site = await serveSite(
    `<!doctype html><html lang="en"><title>Partner</title><h1>Partner</h1>${codes[name]}`,
  )
  onTestFinished(site.close)
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(site.base)
  return { page, complaints }
}

test('the badge, pasted into another site, is an image in a link to the letter', async () => {
  const { page, complaints } = await paste('badgeHtml')
  const image = page.getByRole('link', { name: 'Une lettre' }).getByRole('img')
  expect(
    await image.evaluate(async (img) => {
      const element = img as HTMLImageElement
      await element.decode()
      return [element.naturalWidth > 100, element.height]
    }),
  ).toEqual([true, 28])
  expect(complaints.filter((each) => !each.includes('favicon'))).toEqual([])
})

describe('with the widget', () => {
  test.each(['element', 'tag'] as const)(
    'the %s, pasted into another site, shows the names in the colours chosen',
    async (name) => {
      const { page, complaints } = await paste(name)
      const list = page.locator('signatory-list')
      await list.getByText('Organisation 5').waitFor()
      expect(await list.locator('.names').getByText('Organisation 6').count()).toBe(0)
      expect(await list.getByRole('heading', { level: 2 }).textContent()).toContain('18')
      const colour = await list.locator('[part=box]').evaluate((box) => getComputedStyle(box).color)
      expect(colour).toBe('rgb(17, 17, 17)')
      expect(complaints).toEqual([])
    },
  )

  test('the frame, pasted into another site, shows the names', async () => {
    const { page, complaints } = await paste('frame')
    await page.frameLocator('iframe').getByText('Organisation 5').waitFor()
    expect(complaints).toEqual([])
  })

  test('the builder previews the widget as its codes will show it', async () => {
    const page = await browser.newPage()
    onTestFinished(() => page.close())
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    await page.goto(`${server.base}/letters/a-letter/embed`)
    await page.getByLabel('Names at first').fill('2')
    await page.locator('signatory-list').getByText('Organisation 2').waitFor()
    for (const frame of [0, 1]) {
      const names = page
        .frameLocator('iframe')
        .nth(frame)
        .getByText(/^Organisation/)
      await expect.poll(() => names.count()).toBe(2)
    }
    await expect
      .poll(() =>
        page
          .locator('signatory-list .names')
          .getByText(/^Organisation/)
          .count(),
      )
      .toBe(2)
    expect(complaints).toEqual([])
  })
})
