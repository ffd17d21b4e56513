import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { LANGUAGES } from '../../src/page/languages.ts'
import { direction } from '../../src/page/messages.ts'
import { badgeSvg } from '../../src/reading/embed/badge/badge.ts'
import { messagesIn } from '../messages.ts'
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

test.each(LANGUAGES)(
  'the text in %s fits into its box, with room on both sides and not too much',
  async (language) => {
    const page = await browser.newPage()
    for (const total of [1, 2, 5, 18, 1_234_567]) {
      const messages = messagesIn(language)
      const svg = badgeSvg({ title: '', language, theme: 'light', total, organisations: total, messages })
      await page.setContent(svg)
      const [text, box] = await page.evaluate(() =>
        ['text', 'rect'].map((name) => {
          const { left, right } = document.querySelector(name)?.getBoundingClientRect() ?? new DOMRect()
          return { left, right }
        }),
      )
      if (!text || !box) throw new Error('no badge')
      // The mark is 24 wide, on the side where the line begins.
      const [start, end] = direction(language) === 'rtl' ? [0, 24] : [24, 0]
      for (const room of [text.left - box.left - start, box.right - end - text.right]) {
        expect(room, `${total}`).toBeGreaterThanOrEqual(6)
        expect(room, `${total}`).toBeLessThanOrEqual(30)
      }
    }
    await page.close()
  },
)

test('as an image, and by itself under its policy, it follows the reader’s scheme', async () => {
  const badge = `${server.base}/letters/a-letter/badge.svg`
  const site = await serveSite(`<!doctype html><img src="${badge}" alt="">`)
  onTestFinished(site.close)
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ colorScheme })
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    await page.goto(badge)
    const fill = await page.evaluate(() => {
      const paper = document.querySelector('.paper')
      return paper && getComputedStyle(paper).fill
    })
    expect(fill).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(31, 28, 24)')
    expect(complaints).toEqual([])
    await page.goto(site.base)
    const width = await page.locator('img').evaluate(async (img) => {
      const image = img as HTMLImageElement
      await image.decode()
      return image.naturalWidth
    })
    expect(width).toBeGreaterThan(150)
    await page.close()
  }
})
