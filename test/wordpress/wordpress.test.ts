/** What becomes of a letter's address in a post of a real WordPress, as its readers see it. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { printedName, type SignedLetter } from '../../src/letter/schema.ts'
import { overflow } from '../browser/checks.ts'
import { launch } from '../browser/chromium.ts'
import { startWorker } from '../browser/worker.ts'
import { arabic, haley, signedByMany } from '../fixtures/signed.ts'
import { startWordPress } from './wordpress.ts'

let browser: Browser
let worker: Awaited<ReturnType<typeof startWorker>>
let wordpress: Awaited<ReturnType<typeof startWordPress>>

const block = (url: string): string =>
  `<!-- wp:embed {"url":"${url}","type":"rich"} -->
<figure class="wp-block-embed is-type-rich"><div class="wp-block-embed__wrapper">
${url}
</div></figure>
<!-- /wp:embed -->`

/** What the posts hold: an address as the classic editor keeps it, or in the block that the other editor makes of it. */
const POSTS = {
  letter: (origin: string) => `${origin}/letters/haley-2018`,
  block: (origin: string) => block(`${origin}/letters/haley-2018`),
  arabic: (origin: string) => block(`${origin}/letters/council/ar`),
  long: (origin: string) => block(`${origin}/letters/many`),
  builder: (origin: string) => block(`${origin}/letters/haley-2018/embed?view=count&lang=fr`),
  frame: (origin: string) => block(`${origin}/embed/haley-2018?view=count&lang=fr`),
  provider: (origin: string) => block(`${origin}/letters/of-a-provider`),
}
type Post = keyof typeof POSTS

/** WordPress lets no frame be higher. */
const HIGHEST = 1000

beforeAll(async () => {
  ;[browser, worker] = await Promise.all([
    launch(),
    startWorker([haley, arabic, signedByMany(60, 'many'), { ...haley, slug: 'of-a-provider' }]),
  ])
  const contents = Object.values(POSTS).map((content) => content(worker.origin))
  wordpress = await startWordPress(worker.origin, contents)
})
afterAll(async () => {
  await browser?.close()
  await wordpress?.stop()
  await worker?.stop()
})

const read = async (
  post: Post,
  { query = '', ...options }: BrowserContextOptions & { query?: string } = {},
) => {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, ...options })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${wordpress.posts[Object.keys(POSTS).indexOf(post)]}${query}`)
  return { page, complaints, frame: page.locator('iframe'), inside: page.frameLocator('iframe') }
}

/** How high the frame is, and how high what is in it. */
const heights = async (page: Page): Promise<[frame: number, content: number]> => [
  await page.locator('iframe').evaluate((frame) => frame.getBoundingClientRect().height),
  await page
    .frameLocator('iframe')
    .locator('body')
    .evaluate((body) => Math.ceil(body.getBoundingClientRect().height)),
]

/** Whether the frame is as high as what is in it, or as WordPress lets it be. */
const isWhole = async (page: Page): Promise<boolean> => {
  const [frame, content] = await heights(page)
  return frame === Math.min(content, HIGHEST)
}

const PHONE = { viewport: { width: 375, height: 700 } }

describe.each<[string, Post, SignedLetter, Parameters<typeof read>[1]]>([
  ['an address', 'letter', haley, {}],
  ['a block', 'block', haley, {}],
  ['a block, on a phone', 'block', haley, PHONE],
  ['a translation, on a site that runs right to left', 'arabic', arabic, { query: '&rtl' }],
  ['that, on a phone', 'arabic', arabic, { query: '&rtl', ...PHONE }],
  ['a registered provider’s', 'provider', haley, {}],
])('%s', (_, post, letter, options) => {
  test('becomes a frame that shows all names, as high as they are, and nothing else', async () => {
    const { page, frame, inside, complaints } = await read(post, options)
    await expect.poll(() => isWhole(page), { timeout: 2_000 }).toBe(true)
    expect(await inside.locator('[part=item]').allTextContents()).toEqual(letter.signatories.map(printedName))
    expect(await page.locator('blockquote').isVisible()).toBe(false)
    const { x = -1, width = 0 } = (await frame.boundingBox()) ?? {}
    expect(x).toBeGreaterThanOrEqual(0)
    expect(width).toBeGreaterThan(300)
    expect(await overflow(page)).toBe(0)
    if (options?.query) {
      expect(await page.evaluate(() => document.dir)).toBe('rtl')
      expect(await inside.locator('html').getAttribute('dir')).toBe('rtl')
    }
    expect(complaints).toEqual([])
  })
})

test('the height follows the width', async () => {
  const { page } = await read('arabic')
  await expect.poll(() => isWhole(page)).toBe(true)
  const [wide] = await heights(page)
  await page.setViewportSize(PHONE.viewport)
  await expect.poll(async () => (await heights(page))[0]).toBeGreaterThan(wide + 50)
  await expect.poll(() => isWhole(page)).toBe(true)
})

test('only what is higher than WordPress lets a frame be scrolls in it', async () => {
  const { page } = await read('long')
  await expect.poll(async () => (await heights(page))[0]).toBe(HIGHEST)
  const [, content] = await heights(page)
  expect(content).toBeGreaterThan(HIGHEST)
  const { page: short } = await read('block')
  expect((await heights(short))[1]).toBeLessThan(HIGHEST)
})

test('WordPress allows the frame its script alone', async () => {
  const { frame } = await read('block')
  expect(await frame.getAttribute('sandbox')).toBe('allow-scripts')
})

describe('the link to the letter leads there', () => {
  test('by a click', async () => {
    const { page, inside, complaints } = await read('block')
    await inside.getByRole('link', { name: 'Read the letter' }).click()
    await page.waitForURL(`${worker.origin}/letters/haley-2018`)
    expect(complaints).toEqual([])
  })

  test('by the keyboard', async () => {
    const { page, inside, complaints } = await read('arabic', { query: '&rtl' })
    await inside.locator('a[part=letter]').press('Enter')
    await page.waitForURL(`${worker.origin}/letters/council/ar`)
    expect(complaints).toEqual([])
  })
})

test('a signatory’s link leads to the name on the letter’s page', async () => {
  const { page, inside, complaints } = await read('long')
  const name = inside.getByRole('link').filter({ hasText: / 49$/ })
  await name.click()
  await page.waitForURL(`${worker.origin}/letters/many#signatory-signatory-49`)
  const there = page.locator('#signatory-signatory-49 a')
  expect(await there.getAttribute('href')).toBe('https://example.org/48')
  await expect
    .poll(() =>
      there.evaluate((link) => {
        const { top, bottom } = link.getBoundingClientRect()
        return top > 0 && bottom < innerHeight
      }),
    )
    .toBe(true)
  expect(complaints).toEqual([])
})

test('a registered provider’s links open beside the page', async () => {
  const { page, inside, complaints } = await read('provider')
  const [opened] = await Promise.all([
    page.waitForEvent('popup'),
    inside.getByText('Read the letter').click(),
  ])
  await opened.waitForURL(`${worker.origin}/letters/of-a-provider`)
  expect(complaints).toEqual([])
})

test.each<Post>(['builder', 'frame'])('the address of the %s is shown as it says', async (post) => {
  const { inside, frame } = await read(post)
  expect(await frame.getAttribute('src')).toContain(`${worker.origin}/embed/haley-2018?view=count&lang=fr#`)
  expect(await inside.locator('[part=count]').textContent()).toBe('18 organisations')
  expect(await inside.locator('html').getAttribute('lang')).toBe('fr')
})

test('without scripts there is a link to the letter', async () => {
  const { page } = await read('block', { javaScriptEnabled: false })
  const link = page.getByRole('link', { name: haley.translations[0].title })
  expect(await link.isVisible()).toBe(true)
  expect(await link.getAttribute('href')).toBe(`${worker.origin}/letters/haley-2018`)
})
