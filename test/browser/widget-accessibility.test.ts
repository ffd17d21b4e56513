import type { BrowserContextOptions } from 'playwright-core'
import { expect, test } from 'vitest'
import { arabic, haley, signedByMany } from '../fixtures/signed.ts'
import { overflow, violations } from './checks.ts'
import { open } from './partner.ts'
import { useSite } from './site.ts'

const site = useSite([haley, arabic, signedByMany(60, 'sixty')])

const VIEWS = ['list', 'compact', 'count']

/** Every view, and a list that is searched; alone on a page with one h1. */
const inTheme = (theme: string): string[] =>
  [
    ...VIEWS.map((view) => `letter="council" view="${view}"`),
    'letter="sixty" limit="5" view="list"',
    'letter="sixty" limit="5" sort="name"',
  ].map(
    (attributes) => `<signatory-list ${attributes} theme="${theme}" heading="2">A letter</signatory-list>`,
  )
const elements = ['light', 'dark', 'auto'].flatMap(inTheme)
const everything = elements.join('')
const last = elements.length - 1

// Colours are the same in every language, and so is all but the words: languages.test.ts looks at these.
test.each(['en', 'ur'])(
  'no view has an accessibility violation in %s, in English in no theme',
  async (lang) => {
    const shown = lang === 'en' ? elements : inTheme('auto')
    const { page, close } = await open(site, { lang, body: shown.join('') })
    await page
      .locator('.box')
      .nth(shown.length - 1)
      .waitFor()
    expect(await violations(page)).toEqual([])
    await close()
  },
)

test('nor has it on a dark page, at 240 px, in forced colours, with more contrast', async () => {
  for (const [what, context] of [
    ['colours', { colorScheme: 'dark' }],
    ['structure', { viewport: { width: 240, height: 600 } }],
    ['colours', { forcedColors: 'active' }],
    ['colours', { contrast: 'more' }],
  ] as const satisfies [Parameters<typeof violations>[1], BrowserContextOptions][]) {
    const { page, close } = await open(site, {
      head: '<meta name="color-scheme" content="light dark"><script async type="module" src="HOST/widget.js"></script>',
      body: everything,
      context,
    })
    await page.locator('.box').nth(last).waitFor()
    // Of forced colours axe reads those that the page has chosen; the next test looks at those that are painted.
    const found = await violations(page, what)
    const isForced = 'forcedColors' in context
    expect(found.filter((line) => !(isForced && line.startsWith('color-contrast')))).toEqual([])
    expect(await overflow(page)).toBe(0)
    await close()
  }
})

test('in forced colours links look like links, and the count shows, whatever colours the page has chosen', async () => {
  const { page, close } = await open(site, {
    policy: "style-src 'unsafe-inline'",
    head: '<style>:root { --signatories-color: #fff; --signatories-accent: #fff; --signatories-background: #fff }</style><script async type="module" src="HOST/widget.js"></script>',
    body: everything,
    context: { forcedColors: 'active' },
  })
  await page.locator('.box').nth(last).waitFor()
  const looks = await page.locator('.box').evaluateAll((boxes) => {
    const colourOf = (colour: string): string => {
      const probe = document.createElement('p')
      probe.style.color = colour
      document.body.append(probe)
      const { color } = getComputedStyle(probe)
      probe.remove()
      return color
    }
    const [ground, ink, link] = ['Canvas', 'CanvasText', 'LinkText'].map(colourOf)
    return boxes.map((box) => ({
      ground: getComputedStyle(box).backgroundColor === ground && ground !== ink,
      links: Array.from(box.querySelectorAll('a'), (each) => {
        const { color, textDecorationLine } = getComputedStyle(each)
        return color === link && textDecorationLine === 'underline'
      }).every(Boolean),
      counts: Array.from(box.querySelectorAll('[part=count], [part=number]'), (each) =>
        [ink, link].includes(getComputedStyle(each).color),
      ),
    }))
  })
  expect(looks).toHaveLength(elements.length)
  for (const { ground, links, counts } of looks) {
    expect([ground, links]).toEqual([true, true])
    expect(counts.length).toBeGreaterThan(0)
    expect(counts.every(Boolean)).toBe(true)
  }
  await close()
})

test('nor while it is searched, in Arabic', async () => {
  const { page, close } = await open(site, {
    lang: 'ar',
    body: '<signatory-list letter="sixty" limit="5" heading="2"></signatory-list>',
  })
  const search = page.getByRole('searchbox', { name: 'البحث في الأسماء' })
  await search.fill('nairobi')
  await expect.poll(() => page.getByRole('status').textContent()).toBe('عُثر على 8 أسماء')
  await page.getByRole('button', { name: 'عرض المزيد من الأسماء' }).click()
  expect(await violations(page)).toEqual([])
  await close()
})

test('every target is at least 24 px high, or stands in a line of text', async () => {
  const { page, close } = await open(site, { body: everything })
  await page.locator('.box').nth(last).waitFor()
  for (const control of await page.locator('.box').locator('button:visible, input').all()) {
    expect((await control.boundingBox())?.height).toBeGreaterThanOrEqual(24)
  }
  await close()
})

test.each(['en', 'ur'])('the iframe’s page has none either, in %s', async (lang) => {
  const page = await site.browser.newPage({ viewport: { width: 375, height: 600 } })
  for (const view of VIEWS) {
    for (const theme of lang === 'en' ? ['light', 'dark'] : ['light']) {
      await page.goto(`${site.worker.origin}/embed/council?view=${view}&theme=${theme}&lang=${lang}&limit=9`)
      expect(await violations(page), `${view} ${theme}`).toEqual([])
      expect(await overflow(page)).toBe(0)
    }
  }
  await page.close()
})
