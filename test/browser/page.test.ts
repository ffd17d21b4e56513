import { createHash } from 'node:crypto'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import copyLink from '../../build/copy-link.json' with { type: 'json' }
import docs from '../../build/docs.json' with { type: 'json' }
import { printedName } from '../../src/letter/schema.ts'
import { arabicView, haleyView, longView, printedNames } from '../fixtures/letters.ts'
import { leaveOneOfEachKind, overflow, violations } from './checks.ts'
import { launch } from './chromium.ts'
import { serve } from './server.ts'

const paths = {
  letter: '/letters/haley-2018',
  arabic: '/letters/haley-2018/ar',
  hebrew: '/letters/haley-2018/he',
  long: '/letters/long',
  blocks: '/letters/blocks',
  home: '/',
  empty: '/empty',
  imprint: '/imprint',
  missing: '/missing',
  docs: '/docs',
  problem: '/problems/bad-query',
  superseded: '/letters/haley-2018/revisions/first',
}

let browser: Browser
let server: Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  browser = await launch()
  server = await serve()
})

afterAll(async () => {
  await browser.close()
  server.close()
})

/** Opens a page and gathers what the browser complains of: a policy violated, a script, a failed load. */
const visit = async (path: string, options: BrowserContextOptions = {}, from = browser) => {
  const context = await from.newContext(options)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`))
  await page.goto(server.base + path)
  return { page, complaints, close: () => context.close() }
}

describe.each(Object.entries(paths))('the %s page', (_, path) => {
  let opened: Awaited<ReturnType<typeof visit>>
  beforeAll(async () => {
    opened = await visit(path, { colorScheme: 'light' })
  })
  afterAll(() => opened.close())

  test('loads under the strict policy with its style and without a complaint', async () => {
    const { page, complaints } = opened
    expect(await page.evaluate(() => getComputedStyle(document.body).margin)).toBe('0px')
    expect(complaints).toEqual([])
  })

  test('has one h1, and no script that runs but the one that copies a letter’s address, or the reference’s own', async () => {
    const { page } = opened
    expect(await page.locator('h1').count()).toBe(1)
    const scripts = await page.locator('script:not([type="application/ld+json"])').allInnerTexts()
    const isLetter = (await page.locator('article > header').count()) > 0
    const own = isLetter ? [copyLink.hash] : path === paths.docs ? [docs.script] : []
    expect(scripts.map((script) => `sha256-${createHash('sha256').update(script).digest('base64')}`)).toEqual(
      own,
    )
  })

  test('has no two elements with one id', async () => {
    const { page } = opened
    const ids = await page
      .locator('[id]')
      .evaluateAll((elements) => elements.map((element) => (element as { id: string }).id))
    expect(ids).toEqual([...new Set(ids)])
  })

  test('has no accessibility violation', async () => {
    const { page } = opened
    expect(await violations(page)).toEqual([])
  })

  test('nor at 320 px, and never scrolls sideways, at 375 or 2560 px either', async () => {
    const { page } = opened
    for (const width of [2560, 375, 320]) {
      await page.setViewportSize({ width, height: 640 })
      expect(await overflow(page), `${width} px`).toBe(0)
    }
    expect(await violations(page, 'structure')).toEqual([])
  })

  test.each<[string, Parameters<Page['emulateMedia']>[0]]>([
    ['in dark', { colorScheme: 'dark' }],
    ['with more contrast', { colorScheme: 'light', contrast: 'more' }],
    ['in forced colours', { contrast: 'no-preference', forcedColors: 'active' }],
  ])('nor in its colours %s', async (_, media) => {
    const { page } = opened
    await page.emulateMedia(media)
    await leaveOneOfEachKind(page)
    expect(await violations(page, 'colours')).toEqual([])
  })

  test('the first Tab reaches the skip link, and Enter moves past the header', async () => {
    const { page, close } = await visit(path)
    await page.keyboard.press('Tab')
    const skip = page.locator('.skip')
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true)
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0)
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    await close()
  })
})

test('the reference shows request, header fields and answer in its place, and copies code', async () => {
  const { page, complaints, close } = await visit(paths.docs, {
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const form = page.locator('form[data-path="/v1/letters/{slug}/signatories"]')
  await form.evaluate((element) => element.closest('details')?.setAttribute('open', ''))
  await form.getByLabel('slug', { exact: true }).fill('haley 2018')
  await form.getByLabel('sort', { exact: true }).selectOption('name')
  await form.getByLabel('limit', { exact: true }).fill('2')
  await form.getByRole('button', { name: 'Send GET' }).press('Enter')
  await form.getByText('Answered 404').waitFor()
  const shown = await form.locator('pre').textContent()
  // In alphabetical order, without what was left empty.
  expect(shown).toMatch(/^GET \/v1\/letters\/haley%202018\/signatories\?limit=2&sort=name\n\n404\n/)
  expect(shown).toContain('content-type: text/html; charset=utf-8')
  expect(complaints).toEqual([expect.stringContaining('404')])
  await page.getByRole('button', { name: 'Copy' }).first().click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('/badge.svg')
  const answer = 'form[data-path="/v1/letters/{slug}/signatories"]'
  expect(await violations(page, 'everything', answer)).toEqual([])
  await close()
})

test('the reference’s forms lead to their addresses without a script', async () => {
  const { page, close } = await visit(paths.docs, { javaScriptEnabled: false })
  const form = page.locator('form[data-path="/v1/letters/{slug}/signatories"]')
  const [details] = await page.locator('details.try', { has: form }).all()
  await details?.locator('summary').click()
  await form.locator('[name="limit"]').fill('2')
  await form.locator('[type="submit"]').click()
  await page.waitForURL(/\/v1\/letters\/[^/]+\/signatories\?limit=2&cursor=&sort=/)
  await close()
})

test('the plot of how a letter’s signatures grew begins where its language does', async () => {
  for (const [path, isMirrored] of [
    [paths.blocks, false],
    [paths.arabic, true],
  ] as const) {
    const { page, close } = await visit(path)
    const plot = page.locator('.growth svg')
    expect(await plot.evaluate((svg) => new DOMMatrix(getComputedStyle(svg).transform).a < 0)).toBe(
      isMirrored,
    )
    const [first, last] = await page
      .locator('.growth div time')
      .evaluateAll((times) => times.map((time) => time.getBoundingClientRect().x))
    expect((first ?? 0) > (last ?? 0)).toBe(isMirrored)
    await close()
  }
})

test('what audits a page may read its own site in its name, such as robots.txt, and no other', async () => {
  const { page, close } = await visit(paths.letter)
  const protocol = await page.context().newCDPSession(page)
  const { frameTree } = await protocol.send('Page.getFrameTree')
  const load = async (url: string) => {
    const options = { disableCache: true, includeCredentials: false }
    const { resource } = await protocol.send('Network.loadNetworkResource', {
      frameId: frameTree.frame.id,
      url,
      options,
    })
    return resource.httpStatusCode
  }
  expect(await load(`${server.base}/docs`)).toBe(200)
  const other = await serve()
  await expect(load(`${other.base}/docs`)).rejects.toThrow('CSP violation')
  other.close()
  await close()
})

test('with text at 200% nothing is cut off or scrolls sideways', async () => {
  const large = await launch('--blink-settings=defaultFontSize=32,defaultFixedFontSize=26')
  for (const path of Object.values(paths)) {
    const { page, close } = await visit(path, { viewport: { width: 640, height: 800 } }, large)
    const size = await page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize))
    expect(size).toBeGreaterThanOrEqual(2 * 17)
    expect(await overflow(page)).toBe(0)
    const clipped = await page
      // But for fields, which scroll what is written in them.
      .locator('main *:not(input)')
      .evaluateAll((elements) =>
        elements
          .filter(
            (element) =>
              getComputedStyle(element).overflow === 'hidden' ||
              element.scrollWidth > element.clientWidth + 1,
          )
          .map((element) => `${element.tagName} ${element.clientWidth} ${element.scrollWidth}`),
      )
    expect(clipped.filter((line) => !line.includes(' 0 '))).toEqual([])
    await close()
  }
  await large.close()
})

test('prints the letter, the names and a colophon, and nothing of the screen', async () => {
  const { page, close } = await visit(paths.long)
  await page.emulateMedia({ media: 'print' })
  for (const chrome of ['.top', '.skip', '.pages', 'footer .screen']) {
    const shown = await page
      .locator(chrome)
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).display))
    expect(shown.length, chrome).toBeGreaterThan(0)
    expect(new Set(shown), chrome).toEqual(new Set(['none']))
  }
  const colophon = await page.locator('footer').textContent()
  expect(colophon).toContain('https://letters.example/letters/haley-2018')
  expect(colophon).toContain(longView.revision.id.slice(0, 12))
  expect(colophon).toContain('25 June 2018')
  await close()
})

test('prints the addresses of links in the letter, not those of the names', async () => {
  const { page, close } = await visit(paths.blocks)
  await page.emulateMedia({ media: 'print' })
  const after = await page.locator('.text a').evaluate((link) => getComputedStyle(link, '::after').content)
  expect(after).toContain('https://www.ohchr.org/en/hr-bodies/hrc/home?a=1&b=2')
  await page.goto(server.base + paths.long)
  const names = await page
    .locator('.signatories a')
    .first()
    .evaluate((link) => getComputedStyle(link, '::after').content)
  expect(names).toBe('none')
  await close()
})

test('each name is one run of text, exactly as the letter prints it, in its order', async () => {
  const { page, close } = await visit(paths.letter)
  expect(await page.locator('.signatories > li').allTextContents()).toEqual(printedNames)
  expect(printedNames).toHaveLength(18)
  expect(haleyView.signatories.map(printedName)).toEqual(printedNames)
  await close()
})

test('the names stand in two columns where there is room, read across and then down, as in the widget', async () => {
  const { page, close } = await visit(paths.letter, { viewport: { width: 1200, height: 900 } })
  const lefts = () =>
    page
      .locator('.signatories > li')
      .evaluateAll((items) => items.map((item) => item.getBoundingClientRect().left))
  const wide = await lefts()
  expect(new Set(wide).size).toBe(2)
  expect(wide.slice(0, 4)).toEqual([wide[0], wide[1], wide[0], wide[1]])
  await page.setViewportSize({ width: 375, height: 800 })
  expect(new Set(await lefts()).size).toBe(1)
  await close()
})

test('numbers fit beside the names and go on from the page before', async () => {
  const { page, close } = await visit(paths.long, { viewport: { width: 320, height: 640 } })
  const list = page.locator('.signatories')
  expect(await list.evaluate((ol) => (ol as { start?: number }).start)).toBe(1_161)
  const [room, needed] = await list.evaluate((ol) => {
    const item = ol.lastElementChild
    if (item === null) throw new Error('no signatories')
    const probe = document.createElement('span')
    probe.textContent = '1200. '
    probe.style.cssText = 'position:absolute;font-weight:600;white-space:pre'
    item.append(probe)
    return [item.getBoundingClientRect().left, probe.getBoundingClientRect().width]
  })
  expect(room).toBeGreaterThanOrEqual(needed)
  const next = page.locator('a[rel=next]')
  expect(await next.getAttribute('href')).toBe(`${longView.next}#signatories`)
  await close()
})

test('an Arabic letter runs right to left, with Arabic words around it', async () => {
  const { page, close } = await visit(paths.arabic)
  expect(await page.evaluate(() => getComputedStyle(document.body).direction)).toBe('rtl')
  expect(await page.locator('.kind').innerHTML()).toBe('رسالة مفتوحة')
  expect(await page.locator('[lang=en]:not(.mark, :link)').count()).toBe(0)
  expect(await page.locator('header time').textContent()).toBe('22 يونيو 2018')
  const { left, right, width } = await page.locator('h1').evaluate((h1) => {
    const range = document.createRange()
    range.selectNodeContents(h1)
    const text = range.getBoundingClientRect()
    return { left: text.left, right: text.right, width: document.documentElement.clientWidth }
  })
  expect(left).toBeGreaterThan(width - right)
  expect(await page.locator('.signatories > li').allTextContents()).toEqual(
    arabicView.signatories.map(printedName),
  )
  await close()
})

test.each([320, 400, 600, 900])('at %i px, no language’s name breaks at the end of a line', async (width) => {
  const { page, close } = await visit(paths.hebrew, { viewport: { width, height: 640 } })
  const lines = await page
    .locator('a.language bdi')
    .evaluateAll((names) => names.map((name) => name.getClientRects().length))
  expect(lines.length).toBeGreaterThan(8)
  expect(new Set(lines)).toEqual(new Set([1]))
  await close()
})

test.each([
  ['hebrew', 'English, from left to right', 1],
  ['arabic', 'Arabic, from right to left', -1],
] as const)('on the %s page, what is said of a translation reads on in %s', async (name, _, step) => {
  const { page, close } = await visit(paths[name])
  const [text = 0, link = 0] = await page.locator('.note').evaluate((note) => {
    const range = document.createRange()
    range.selectNode(document.createTreeWalker(note, NodeFilter.SHOW_TEXT).nextNode() ?? note)
    const middle = ({ left, right }: DOMRect) => (left + right) / 2
    const link = note.querySelector('a') ?? note
    return [middle(range.getBoundingClientRect()), middle(link.getBoundingClientRect())]
  })
  expect(Math.sign(link - text)).toBe(step)
  await close()
})

describe('the button that copies the link', () => {
  test.each([
    ['letter', 'Copy link', 'Copied', 'https://letters.example/letters/haley-2018'],
    ['arabic', 'نسخ الرابط', 'تم النسخ', 'https://letters.example/letters/haley-2018/ar'],
  ] as const)(
    'on the %s page copies its one address by the keyboard, and says so each time',
    async (name, copy, says, address) => {
      const { page, complaints, close } = await visit(paths[name], {
        permissions: ['clipboard-read', 'clipboard-write'],
      })
      const said = page.getByRole('status')
      expect(await said.textContent()).toBe('')
      await page.evaluate(() => {
        const all: string[] = []
        Object.assign(globalThis, { all })
        const status = document.querySelector('output') as Element
        new MutationObserver(() => all.push(status.textContent)).observe(status, { childList: true })
      })
      const button = page.getByRole('button', { name: copy })
      for (const key of ['Enter', 'Space']) {
        await button.press(key)
        await said.filter({ hasText: says }).waitFor()
      }
      expect(await page.evaluate(() => (globalThis as unknown as { all: string[] }).all)).toEqual([
        says,
        '',
        says,
      ])
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address)
      expect(complaints).toEqual([])
      await close()
    },
  )

  test('gives the address to copy by hand where the browser refuses', async () => {
    const { page, complaints, close } = await visit(paths.letter)
    const protocol = await page.context().newCDPSession(page)
    await protocol.send('Browser.setPermission', {
      permission: { name: 'clipboard-write' },
      setting: 'denied',
    })
    await page.getByRole('button', { name: 'Copy link' }).click()
    await page.getByRole('status').filter({ hasText: 'https://letters.example/letters/haley-2018' }).waitFor()
    expect(complaints).toEqual([])
    await close()
  })

  test('is not there without script, where all other ways to share are', async () => {
    const { page, close } = await visit(paths.letter, { javaScriptEnabled: false })
    expect(await page.getByRole('button').count()).toBe(0)
    expect(await page.locator('button').count()).toBe(1)
    expect(await page.getByRole('link', { name: /^(?:By e-mail|Embed this list)$/ }).count()).toBe(2)
    await close()
  })
})
