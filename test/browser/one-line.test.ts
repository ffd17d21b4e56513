/** The line that a webmaster pastes, `/widget/{slug}.js`: one request for code, names and words, in pages of every kind. */

import { brotliCompressSync } from 'node:zlib'
import type { Page, Route } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { printedName } from '../../src/letter/schema.ts'
import { arabic, haley, signedByMany } from '../fixtures/signed.ts'
import { codesFor } from './codes.ts'
import { open, type PartnerOptions } from './partner.ts'
import { useSite } from './site.ts'

const printed = haley.signatories.map(printedName)
const many = signedByMany(1200, 'many')

const site = useSite([haley, arabic, many])

const visit = (options: PartnerOptions) => open(site, { head: '', ...options })
const line = (slug = 'haley-2018', data = '') =>
  `<script async src="HOST/widget/${slug}.js" ${data}></script>`
const list = (page: Page, nth = 0) => page.locator('signatory-list').nth(nth)
const drawn = async (page: Page, count = 1): Promise<void> => {
  for (let nth = 0; nth < count; nth++) await list(page, nth).locator('.box').waitFor()
  expect(await page.locator('signatory-list').count()).toBe(count)
}

describe('one line', () => {
  test('shows who signed in one request, under the strictest policy and without a word', async () => {
    const { page, complaints, requests, names, close } = await visit({ body: `${line()}<p>After</p>` })
    await drawn(page)
    await page.waitForLoadState('networkidle')
    expect(await names()).toEqual(printed)
    expect(requests).toEqual(['/widget/haley-2018.js'])
    expect(complaints).toEqual([])
    await close()
  })

  test('weighs at most 5.5 KiB with 18 names, as small as brotli makes it', async () => {
    const script = await (await fetch(`${site.worker.origin}/widget/haley-2018.js`)).text()
    expect(brotliCompressSync(script).length).toBeLessThanOrEqual(5.5 * 1024)
  })

  test('asks once more, for words only, where the page has another language', async () => {
    const { page, requests, close } = await visit({ lang: 'fr-CA', body: line() })
    await drawn(page)
    expect(await list(page).locator('h3').textContent()).toBe('18 organisations')
    expect(await list(page).locator('[part=item]').count()).toBe(18)
    expect(requests).toEqual([
      '/widget/haley-2018.js',
      '/v1/letters/haley-2018/signatories?limit=1&widget=fr-CA',
    ])
    await close()
  })

  test.each(['', 'data-sort="name"', 'data-limit="60"'])(
    'shows the names that it brings, in the letter’s language, while the API is down: %s',
    async (data) => {
      const { page, names, close } = await visit({
        lang: data ? 'en' : 'fr',
        body: line('many', data),
        before: (page) => page.route('**/v1/**', (route) => route.abort()),
      })
      await drawn(page)
      expect(await list(page).locator('h3').textContent()).toBe('1,200 organisations')
      expect(await names()).toEqual(many.signatories.slice(0, 50).map(printedName))
      await close()
    },
  )

  test.each(['en', 'en-US'])('asks nothing more on a page in %s', async (lang) => {
    const { page, requests, close } = await visit({ lang, body: line() })
    await drawn(page)
    await page.waitForLoadState('networkidle')
    expect(requests).toHaveLength(1)
    await close()
  })

  test('takes its options as attributes, several letters on a page and one letter twice', async () => {
    const { page, requests, close } = await visit({
      body: [
        line('haley-2018', 'data-view="compact"'),
        line('haley-2018', 'data-view="count"'),
        line('many', 'data-limit="5" data-heading="2" data-theme="dark"'),
      ].join('<p>Between</p>'),
    })
    await drawn(page, 3)
    await page.waitForLoadState('networkidle')
    expect(await list(page, 1).locator('.box.count').count()).toBe(1)
    expect(await list(page, 2).locator('.names [part=item]').count()).toBe(5)
    expect(await list(page, 2).locator('h2').textContent()).toContain('1,200')
    expect(await list(page, 2).getAttribute('theme')).toBe('dark')
    expect(requests.filter((path) => path.startsWith('/v1'))).toEqual([])
    await close()
  })

  test('asks the API where an option takes more than the first names, and goes on there', async () => {
    const { page, names, requests, close } = await visit({
      body: `${line('many')}${line('many', 'data-sort="name"')}${line('many', 'data-limit="60"')}`,
    })
    await drawn(page, 3)
    expect(await names('signatory-list >> nth=2')).toHaveLength(60)
    expect(requests.filter((path) => path.startsWith('/v1')).toSorted()).toEqual([
      '/v1/letters/many/signatories?sort=name&widget=en',
      '/v1/letters/many/signatories?widget=en',
    ])
    await list(page).getByRole('button').click()
    await expect.poll(() => names('signatory-list >> nth=0')).toHaveLength(100)
    expect(await names('signatory-list >> nth=0')).toEqual(many.signatories.slice(0, 100).map(printedName))
    await close()
  })

  test('shows them, too, where the API says nothing', async () => {
    const { page, close } = await visit({
      lang: 'fr',
      body: line(),
      async before(page) {
        await page.clock.install()
        await page.route('**/v1/**', () => {})
      },
    })
    await page.waitForRequest('**/v1/**')
    await page.clock.runFor(5_000)
    await list(page).getByText('18 organisations').waitFor({ timeout: 15_000 })
    await close()
  })

  test('keeps letters of two hosts apart, also of one name', async () => {
    const here = site.worker.origin
    const there = here.replace('127.0.0.1', 'localhost')
    const at = (host: string, html: string) => html.replaceAll('HOST', host).replace(' async', '')
    const page = await site.browser.newPage()
    await page.goto(
      site.partner.page({
        html: [
          '<body>',
          at(here, line()),
          at(there, line()),
          at(there, `<signatory-list letter="many"></signatory-list>${line('many')}`),
        ].join('<p>'),
      }),
    )
    await drawn(page, 3)
    await expect
      .poll(() => page.locator('[part=letter]').evaluateAll((all) => all.map((a) => a.getAttribute('href'))))
      .toEqual([`${here}/letters/haley-2018`, `${there}/letters/haley-2018`, `${there}/letters/many`])
    await page.close()
  })

  test('goes beside widget.js, whichever comes first', async () => {
    for (const [first, second] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const tags = ['<script type="module" src="HOST/widget.js"></script>', line().replace('async', 'defer')]
      const { page, complaints, close } = await visit({
        body: `${tags[first]}${tags[second]}<signatory-list letter="many" view="count"></signatory-list>`,
      })
      await drawn(page, 2)
      expect(complaints).toEqual([])
      await close()
    }
  })
})

/** Notes each layout shift, from before anything is drawn. */
const noteShifts = (page: Page) =>
  page.addInitScript(() => {
    const shifts: number[] = []
    Object.defineProperty(document, 'shifts', { value: shifts })
    new PerformanceObserver((entries) => {
      for (const entry of entries.getEntries()) shifts.push((entry as unknown as { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })

const late = async (route: Route): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, 400))
  await route.continue()
}

describe('the code that the builder gives keeps room', () => {
  const LETTERS = { haley, arabic, many }
  for (const width of [375, 1280])
    for (const code of ['tag', 'element'] as const)
      test.each(code === 'tag' ? (['haley', 'arabic', 'many'] as const) : (['haley'] as const))(
        `the ${code} at ${width} px, and nothing moves when the names of %s come late`,
        async (name) => {
          const body = (['list', 'compact', 'count'] as const)
            .map(
              (view) => `<p>Before</p>${codesFor(site.worker.origin, LETTERS[name], view)[code]}<p>After</p>`,
            )
            .join('')
          const { page, close } = await visit({
            policy: "style-src 'unsafe-inline'",
            lang: name === 'arabic' ? 'ar' : 'en',
            head: '<style>body{margin:0;font:16px/1.5 sans-serif}main{max-width:40rem;margin:auto;padding:1rem}</style>',
            body,
            context: { viewport: { width, height: 3000 } },
            async before(page) {
              await noteShifts(page)
              await page.route('**/widget/**', late)
              await page.route('**/v1/**', late)
            },
          })
          await page.waitForLoadState()
          await drawn(page, 3)
          await page.evaluate(
            () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
          )
          expect(await page.evaluate(() => (document as unknown as { shifts: number[] }).shifts)).toEqual([])
          await close()
        },
      )
})

describe('where the script does not stand alone in the body', () => {
  const advice = 'Write <signatory-list letter="…"></signatory-list> where the list goes'

  test.each([
    [
      'a letter’s own script',
      '/widget/haley-2018.js',
      (src: string) => `<script async src="${src}"></script>`,
    ],
    [
      'widget.js',
      '/widget.js',
      (src: string) => `<script async type="module" src="${src}" data-letter="haley-2018"></script>`,
    ],
  ] as const)('%s that is reached by a redirect works', async (_, path, tag) => {
    const { page, close } = await visit({
      body: tag(`HOST/old${path}`),
      before: (page) =>
        page.route('**/old/**', (route) =>
          route.fulfill({
            status: 301,
            headers: { Location: site.worker.origin + path, 'Access-Control-Allow-Origin': '*' },
          }),
        ),
    })
    await drawn(page)
    await close()
  })

  test('a blocked tag that a consent manager leaves beside its clone makes no second widget, and no second room', async () => {
    const room = 'style="display:block;height:0;padding-bottom:60em"'
    for (const [blocked, clone] of [
      ['src="HOST/widget.js" data-letter="haley-2018"', 'type="module"'],
      ['src="HOST/widget/haley-2018.js"', ''],
    ]) {
      const { page, close } = await visit({
        policy: "style-src 'unsafe-inline'",
        head: '<style>script { display: block !important }</style>',
        body: `<script type="text/plain" ${blocked} ${room}></script><script ${clone} ${blocked} ${room}></script><p>After</p>`,
      })
      await drawn(page)
      await page.waitForLoadState('networkidle')
      await drawn(page, 1)
      const top = await page.getByText('After').evaluate((after) => after.getBoundingClientRect().top)
      expect(top).toBeLessThan(70 * 16)
      await close()
    }
  })

  test('the room for one view is not kept for another', async () => {
    const { page, close } = await visit({
      policy: "style-src 'unsafe-inline'",
      body: line('haley-2018', 'style="display:block;height:0;padding-bottom:60em"'),
    })
    await drawn(page)
    const height = () => list(page).evaluate((element) => element.getBoundingClientRect().height)
    expect(await height()).toBe(60 * 16)
    await list(page).evaluate((element) => element.setAttribute('view', 'count'))
    await expect.poll(height).toBeLessThan(100)
    await close()
  })

  test.each([
    ['in the head', { head: line(), body: '' }],
    ['in a shadow root', { body: `<div><template shadowrootmode="open">${line()}</template></div>` }],
  ])('%s it says what to write instead', async (_, options) => {
    const { page, complaints, close } = await visit(options)
    await expect.poll(() => complaints, { timeout: 10_000 }).toEqual([advice])
    expect(await page.locator('signatory-list').count()).toBe(0)
    await close()
  })

  test('an element that the page has takes the names, wherever the script stands', async () => {
    const element = '<signatory-list letter="haley-2018"></signatory-list>'
    for (const options of [
      { head: line(), body: element },
      { body: `${element}<p>Between</p>${line()}` },
      { body: `${element.replace('>', ' origin="HOST">')}<p>Between</p>${line()}` },
      { body: `<div><template shadowrootmode="open">${element}${line()}</template></div>` },
    ]) {
      const { page, names, complaints, close } = await visit(options)
      await drawn(page)
      expect(await names()).toEqual(printed)
      await page.waitForLoadState('networkidle')
      expect(complaints).toEqual([])
      await close()
    }
  })

  test('it follows the language of the page when that changes', async () => {
    const { page, close } = await visit({ body: line() })
    await drawn(page)
    await page.evaluate(() => {
      document.documentElement.lang = 'de'
    })
    await list(page).getByText('18 Organisationen').waitFor()
    await close()
  })
})
