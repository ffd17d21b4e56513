import type { Page, Route } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { printedName } from '../../src/letter/schema.ts'
import { arabic, haley, signedByMany } from '../fixtures/signed.ts'
import { overflow } from './checks.ts'
import { addScript, events, listen, open, type PartnerOptions, SCRIPT } from './partner.ts'
import { useSite } from './site.ts'

const printed = haley.signatories.map(printedName)
const sixty = signedByMany(60, 'sixty')
const sixtyNames = sixty.signatories.map(printedName)
const many = signedByMany(1200, 'many')
/** What takes a moment where the machine is busy. */
const LATER = { timeout: 20_000 }
const [TITLE, SIXTY, MANY] = [haley, sixty, many].map(({ translations: [{ title }] }) => title)
/** Ten in no section, twenty organisations, thirty individuals. */
const parted = {
  ...sixty,
  slug: 'parted',
  signatories: sixty.signatories.map((each, index) =>
    index < 10 ? each : { ...each, section: index < 30 ? 'Organisations' : 'الأفراد' },
  ),
}

const site = useSite([haley, arabic, sixty, many, parted])

const visit = (options: PartnerOptions) => open(site, options)

const FALLBACK = '<a href="HOST/letters/haley-2018">The letter and who signed it</a>'
const element = (attributes = '') =>
  `<signatory-list letter="haley-2018" ${attributes}>${FALLBACK}</signatory-list>`

const list = (page: Page, nth = 0) => page.locator('signatory-list').nth(nth)
/** Waits until the widgets, so many, have drawn. */
const drawn = async (page: Page, count = 1): Promise<void> => {
  for (let nth = 0; nth < count; nth++) await list(page, nth).locator('.box').waitFor()
}

const json = (body: unknown) => ({
  contentType: 'application/json',
  headers: { 'Access-Control-Allow-Origin': '*' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

describe('one line on another site', () => {
  test('shows who signed, in the letter’s order, under the strictest policy, in two requests and without a word', async () => {
    const { page, complaints, requests, names, close } = await visit({ body: element(), before: listen })
    await drawn(page)
    expect(await names()).toEqual(printed)
    await page.waitForLoadState('networkidle')
    expect(requests).toEqual(['/widget.js', '/v1/letters/haley-2018/signatories?widget=en'])
    expect(complaints).toEqual([])
    expect(await list(page).locator('h3').textContent()).toBe('18 organisations')
    expect(await list(page).locator('[part=title]').textContent()).toBe(
      'Letter to Ambassador Haley on the Human Rights Council',
    )
    expect(await list(page).locator('[part=letter]').getAttribute('href')).toBe(
      `${site.worker.origin}/letters/haley-2018`,
    )
    expect(await list(page).locator('[part=date]').textContent()).toBe('22 June 2018')
    expect(await page.locator('signatory-list > a').isVisible()).toBe(false)
    await close()
  })

  test('takes the names that the page has asked for ahead of it, and does not ask again', async () => {
    const ahead = '/v1/letters/haley-2018/signatories?widget=en'
    const { page, complaints, requests, names, close } = await visit({
      head: `${SCRIPT}<link rel="preload" as="fetch" crossorigin referrerpolicy="no-referrer" href="HOST${ahead}">`,
      body: element(),
    })
    await drawn(page)
    await page.waitForLoadState('networkidle')
    expect(await names()).toEqual(printed)
    expect(requests.toSorted()).toEqual([ahead, '/widget.js'])
    expect(complaints).toEqual([])
    await close()
  })

  // The first of a kind takes 10 ms on a fast machine, in one task with the drawing: it loads what it is for each language.
  test('makes no format of numbers, dates or lists', async () => {
    const { page, close } = await visit({
      body: element(),
      before: (page) =>
        page.addInitScript(() => {
          const made: string[] = []
          Object.defineProperty(document, 'made', { value: made })
          for (const name of ['NumberFormat', 'DateTimeFormat', 'ListFormat', 'PluralRules'] as const) {
            const construct = (target: new () => object, given: [], as: new () => object) => {
              made.push(name)
              return Reflect.construct(target, given, as)
            }
            Object.defineProperty(Intl, name, { value: new Proxy(Intl[name] as never, { construct }) })
          }
        }),
    })
    await drawn(page)
    const made = await page.evaluate(() => (document as unknown as { made: string[] }).made)
    expect(new Set(made)).toEqual(new Set(['PluralRules']))
    await close()
  })

  test('links the names that have an address, and gives the page they lead to no hold on this one', async () => {
    const { page, close } = await visit({ body: element() })
    await drawn(page)
    const links = await list(page)
      .locator('[part=item] a')
      .evaluateAll((all) => all.map((a) => [a.getAttribute('href'), a.getAttribute('rel')]))
    expect(links).toEqual(
      haley.signatories.flatMap(({ url }) => (url === undefined ? [] : [[url, 'noopener']])),
    )
    expect(links.length).toBeGreaterThan(5)
    await close()
  })

  test('works before the body is complete', async () => {
    const { page, close } = await visit({
      body: element(),
      later: { html: '<p id="end">The end</p>', after: 10_000 },
    })
    await drawn(page)
    expect(await page.evaluate(() => document.readyState)).toBe('loading')
    expect(await page.locator('#end').count()).toBe(0)
    await close()
  })

  test('runs with its integrity pinned', async () => {
    const { detail } = await (await fetch(`${site.worker.origin}/widget/0000000000000000.js`)).json()
    const [, address, integrity] = /is (\S+) with integrity="([^"]+)"/.exec(detail) ?? []
    const pinned = `<script type="module" src="${address}" integrity="${integrity}" crossorigin></script>`
    const good = await visit({ body: element(), head: pinned })
    await drawn(good.page)
    expect(good.complaints).toEqual([])
    await good.close()
    const bad = await visit({ body: element(), head: pinned.replace('sha384-', 'sha384-A') })
    await bad.page.waitForLoadState('networkidle')
    expect(await bad.page.getByText('The letter and who signed it').isVisible()).toBe(true)
    await bad.close()
  })
})

describe('what stands inside the element', () => {
  const link = (page: Page) => page.getByText('The letter and who signed it')

  test('shows with script off', async () => {
    const { page, close } = await visit({ body: element(), context: { javaScriptEnabled: false } })
    expect(await link(page).isVisible()).toBe(true)
    await close()
  })

  test('shows when the script does not come', async () => {
    const { page, close } = await visit({
      body: element(),
      before: (page) => page.route('**/widget.js', (route) => route.abort()),
    })
    await page.waitForLoadState('networkidle')
    expect(await link(page).isVisible()).toBe(true)
    await close()
  })

  test('shows until the names are there', async () => {
    const held = Promise.withResolvers<Route>()
    const { page, close } = await visit({
      body: element(),
      before: (page) => page.route('**/v1/**', (route) => held.resolve(route)),
    })
    const route = await held.promise
    expect(await link(page).isVisible()).toBe(true)
    await route.continue()
    await drawn(page)
    expect(await link(page).isVisible()).toBe(false)
    await close()
  })

  const whole = {
    revision: 'r',
    count: 1,
    signatories: [{ position: 1, name: 'A', printed_as: 'A' }],
    links: { next: null },
  }
  test.each<[string, Parameters<Route['fulfill']>[0] | 'abort']>([
    ['no answer', 'abort'],
    ['a 500', { status: 500, ...json('{}') }],
    ['a 404 from the API', { status: 404, ...json({ title: 'Not found' }) }],
    ['a page', { ...json('<!doctype html><p>Welcome to the hotel network'), contentType: 'text/html' }],
    ['half an answer', json('{"letter": "haley-2018", "count": 18, "signa')],
    ['nothing', json('')],
    ['null', json('null')],
    ['an empty list', json('[]')],
    ['an empty object', json('{}')],
    ['names that are none', json({ ...whole, signatories: [null], widget: {} })],
    ['names that are objects', json({ ...whole, signatories: [{ name: {}, printed_as: {} }], widget: {} })],
    ['names without words', json(whole)],
    ['words that are none', json({ ...whole, widget: { language: 'en', words: { count: 3 } } })],
    ['a language that is none', json({ ...whole, widget: { language: '***', words: {} } })],
    ['an answer without CORS', { contentType: 'application/json', body: '{}' }],
  ])('shows again, and an event says why, when the API gives %s', async (_, answer) => {
    const { page, close } = await visit({
      body: element(),
      async before(page) {
        await listen(page)
        await page.route('**/v1/**', (route) => (answer === 'abort' ? route.abort() : route.fulfill(answer)))
      },
    })
    await expect.poll(() => events(page)).toHaveLength(1)
    expect(await events(page)).toMatchObject([
      { type: 'signatories:error', tag: 'signatory-list', letter: 'haley-2018', error: expect.any(String) },
    ])
    expect(await link(page).isVisible()).toBe(true)
    expect(await list(page).locator('.box').count()).toBe(0)
    await close()
  })

  test.each([
    ['en', 'Read the letter'],
    ['fr-CA', 'Lire la lettre'],
    ['ar', 'قراءة الرسالة'],
    ['hi', 'Read the letter'],
  ])('is a link to the letter in words where there is nothing inside: %s', async (lang, words) => {
    const { page, close } = await visit({
      lang,
      body: '<signatory-list letter="haley-2018"> </signatory-list>',
      before: (page) => page.route('**/v1/**', (route) => route.abort()),
    })
    const link = page.getByRole('link', { name: words, exact: true })
    expect(await link.getAttribute('href')).toBe(`${site.worker.origin}/letters/haley-2018`)
    await close()
  })

  test('gives way when the network is back and the element is asked again', async () => {
    let down = true
    const { page, close } = await visit({
      body: element(),
      before: (page) => page.route('**/v1/**', (route) => (down ? route.abort() : route.continue())),
    })
    await page.waitForEvent('console')
    down = false
    await list(page).evaluate((element) => element.parentElement?.append(element))
    await drawn(page)
    await close()
  })
})

describe('the script tag alone', () => {
  const tag = (data: string) => `<script async type="module" src="HOST/widget.js" ${data}></script>`

  test('puts a widget where it stands, each tag its own', async () => {
    const { page, requests, complaints, close } = await visit({
      head: '',
      body: `<p id="a">A</p>${tag('data-letter="haley-2018" data-view="compact"')}<p id="b">B</p>${tag(
        'data-letter="sixty" data-view="count"',
      )}<p id="c">C</p>`,
    })
    await drawn(page, 2)
    const order = await page.evaluate(() =>
      Array.from(document.querySelectorAll('p, signatory-list'), ({ id, localName }) => id || localName),
    )
    expect(order).toEqual(['a', 'signatory-list', 'b', 'signatory-list', 'c'])
    expect(await list(page, 1).locator('.box').textContent()).toBe(`60 organisations${SIXTY}`)
    expect(requests.filter((path) => path === '/widget.js')).toHaveLength(1)
    expect(complaints).toEqual([])
    await close()
  })

  test('does so when it comes after the module has run, from the parser and from a script', async () => {
    const { page, close } = await visit({
      head: '',
      body: tag('data-letter="haley-2018" data-view="count"'),
      later: { html: tag('data-letter="sixty" data-view="count"'), after: 1500 },
    })
    await drawn(page, 1)
    await drawn(page, 2)
    await addScript(page, site.worker.origin, { letter: 'many', view: 'count' })
    await drawn(page, 3)
    expect(await list(page).locator('.box').textContent()).toBe(`1,200 organisations${MANY}`)
    await close()
  })
})

describe('several widgets', () => {
  test('of one letter share one request, of several letters make one each', async () => {
    const { page, requests, close } = await visit({
      body: `${element()}${element('view="grid" sort="name"')}${element('view="count"')}${element(
        'view="compact"',
      )}<signatory-list letter="sixty" view="count"></signatory-list>`,
    })
    await drawn(page, 5)
    expect(requests.filter((path) => path.startsWith('/v1/'))).toEqual([
      '/v1/letters/haley-2018/signatories?widget=en',
      '/v1/letters/haley-2018/signatories?sort=name&widget=en',
      '/v1/letters/sixty/signatories?widget=en',
    ])
    await close()
  })

  test('follow their attributes, several changes at once as one', async () => {
    const { page, names, close } = await visit({ body: element(), before: listen })
    await drawn(page)
    await list(page).evaluate((element) => {
      element.setAttribute('limit', '5')
      element.setAttribute('letter', 'sixty')
      element.setAttribute('heading', '2')
    })
    await list(page).locator('h2').waitFor()
    expect(await names()).toEqual(sixty.signatories.slice(0, 5).map(printedName))
    expect(await events(page)).toMatchObject([{ letter: 'haley-2018' }, { letter: 'sixty', count: 60 }])
    await list(page).evaluate((element) => element.setAttribute('letter', 'no-such-letter'))
    await page.getByText('The letter and who signed it').waitFor()
    await close()
  })

  test('show the letter asked for last, whichever answer comes last', async () => {
    const slow = Promise.withResolvers<Route>()
    const { page, close } = await visit({
      body: '<signatory-list letter="sixty" view="count"></signatory-list>',
      before: (page) => page.route('**/letters/sixty/**', (route) => slow.resolve(route)),
    })
    const route = await slow.promise
    await list(page).evaluate((element) => element.setAttribute('letter', 'haley-2018'))
    await drawn(page)
    await route.continue()
    await page.waitForLoadState('networkidle')
    expect(await list(page).locator('.box').textContent()).toBe(`18 organisations${TITLE}`)
    await close()
  })

  test('can be removed, while loading too, put back, moved and made by script', async () => {
    const { page, complaints, close } = await visit({ body: `${element()}<div id="elsewhere"></div>` })
    await page.evaluate(() => {
      const there = document.querySelector('signatory-list')
      there?.remove()
      document.querySelector('#elsewhere')?.append(there ?? '')
      const made = document.createElement('signatory-list')
      made.setAttribute('letter', 'sixty')
      made.setAttribute('view', 'count')
      document.querySelector('#elsewhere')?.append(made)
    })
    await drawn(page, 2)
    await list(page).evaluate((element) => {
      element.remove()
      document.querySelector('main')?.prepend(element)
    })
    await drawn(page, 2)
    expect(await list(page).locator('[part=item]').count()).toBe(18)
    expect(complaints).toEqual([])
    await close()
  })

  test('load one script, however many times it is pasted and in whatever version', async () => {
    const { page, complaints, close } = await visit({
      head: `${SCRIPT}${SCRIPT}<script type="module" src="HOST/widget.js?again"></script>`,
      body: element(),
    })
    await drawn(page)
    expect(complaints).toEqual([])
    await close()
  })
})

describe('attributes', () => {
  test('view, limit, sort and heading say what is shown', async () => {
    const { page, names, close } = await visit({
      body: [
        element('view="grid" sort="name" limit="4" heading="none"'),
        element('view="compact"'),
        element('view="count"'),
        element('sort="name" heading="4"'),
        element('view="nonsense" limit="-3" heading="9" sort="x"'),
      ].join(''),
    })
    await drawn(page, 5)
    expect(await names('signatory-list >> nth=0')).toEqual(printed.slice(0, 4))
    expect(await list(page, 0).locator('h1,h2,h3,h4,h5,h6').count()).toBe(0)
    expect(await list(page, 0).locator('.names ul > li').count()).toBe(4)
    expect(await list(page, 1).locator('.box').textContent()).toBe(
      `18 organisations${TITLE}Amnesty International\u00a0· ARTICLE 19\u00a0· Asian Forum for Human Rights and Development\u00a0· 15 others`,
    )
    expect(await list(page, 2).locator('.box').textContent()).toBe(`18 organisations${TITLE}`)
    expect(await names('signatory-list >> nth=3')).toEqual(
      printed.toSorted(new Intl.Collator('en', { numeric: true }).compare),
    )
    expect(await list(page, 3).locator('h4').count()).toBe(1)
    expect(await names('signatory-list >> nth=4')).toEqual(printed)
    expect(await list(page, 4).locator('h3').count()).toBe(1)
    await close()
  })

  test('theme is light, dark or what the page around it is', async () => {
    const { page, close } = await visit({
      policy: "style-src 'unsafe-inline'",
      head: `${SCRIPT}<style>.dark { color-scheme: dark }</style>`,
      body: `${element('theme="light"')}${element('theme="dark"')}${element()}<div class="dark">${element()}${element('theme="light"')}</div>`,
    })
    await drawn(page, 5)
    const grounds = await Promise.all(
      [0, 1, 2, 3, 4].map((nth) =>
        list(page, nth)
          .locator('.box')
          .evaluate((box) => getComputedStyle(box).backgroundColor),
      ),
    )
    const [light, dark] = ['rgb(255, 255, 255)', 'rgb(23, 21, 18)']
    expect(grounds).toEqual([light, dark, light, dark, light])
    await close()
  })

  test('lang is the element’s, else that of what it stands in, else the page’s', async () => {
    const { page, requests, close } = await visit({
      lang: 'de-CH',
      body: `${element('lang="fr"')}<div lang="es">${element()}</div>${element()}${element('lang="tlh"')}`,
    })
    await drawn(page, 4)
    const headings = await page.locator('signatory-list').locator('h3').allTextContents()
    expect(headings).toEqual([
      '18 organisations',
      '18 organizaciones',
      '18 Organisationen',
      '18 organisations',
    ])
    expect(await list(page, 3).locator('.box').getAttribute('lang')).toBe('en')
    expect(requests.filter((path) => path.includes('widget=')).map((path) => path.split('=')[1])).toEqual([
      'fr',
      'es',
      'de-CH',
      'tlh',
    ])
    await close()
  })

  test('origin is where the letters come from', async () => {
    const { page, close } = await visit({
      connect: 'https://letters.example',
      body: element('origin="https://letters.example"'),
      before: (page) =>
        page.route('https://letters.example/**', async (route) => {
          const response = await fetch(
            route.request().url().replace('https://letters.example', site.worker.origin),
          )
          await route.fulfill(json(await response.text()))
        }),
    })
    await drawn(page)
    expect(await list(page).locator('[part=item]').count()).toBe(18)
    await close()
  })

  test('properties and parts give it the page’s looks', async () => {
    const { page, close } = await visit({
      policy: "style-src 'unsafe-inline'",
      head: `${SCRIPT}<style>
        body { font-family: Georgia }
        signatory-list { --signatories-color: rgb(1, 2, 3); --signatories-background: rgb(250, 251, 252);
          --signatories-accent: rgb(9, 8, 7); --signatories-radius: 0px; --signatories-space: 7px }
        signatory-list::part(title) { text-transform: uppercase }
        #own { --signatories-font: Courier }
      </style>`,
      body: `${element()}${element('id="own"')}`,
    })
    await drawn(page, 2)
    const styles = await list(page)
      .locator('.box')
      .evaluate((box) => {
        const { color, backgroundColor, borderRadius, paddingTop, fontFamily } = getComputedStyle(box)
        const number = box.querySelector('[part=number]')
        const title = box.querySelector('[part=title]')
        return {
          styles: [color, backgroundColor, borderRadius, paddingTop, fontFamily],
          accent: number && getComputedStyle(number).color,
          title: title && getComputedStyle(title).textTransform,
        }
      })
    expect(styles).toEqual({
      styles: ['rgb(1, 2, 3)', 'rgb(250, 251, 252)', '0px', '7px', 'Georgia'],
      accent: 'rgb(9, 8, 7)',
      title: 'uppercase',
    })
    expect(
      await list(page, 1)
        .locator('.box')
        .evaluate((box) => getComputedStyle(box).fontFamily),
    ).toBe('Courier')
    await close()
  })
})

describe('a long list', () => {
  const status = (page: Page) => list(page).getByRole('status')
  const more = (page: Page) => list(page).getByRole('button', { name: 'Show more names' })
  const search = (page: Page) => list(page).getByRole('searchbox', { name: 'Search the names' })

  test('shows more with the keyboard, says how many, and the keyboard goes on where the new names begin', async () => {
    const { page, names, requests, close } = await visit({
      body: '<signatory-list letter="sixty" limit="25"></signatory-list>',
    })
    await drawn(page)
    expect(await status(page).textContent()).toBe('25 of 60 names')
    await more(page).focus()
    await page.keyboard.press('Enter')
    expect(await status(page).textContent()).toBe('50 of 60 names')
    const focused = () => list(page).evaluate((list) => list.shadowRoot?.activeElement?.textContent)
    expect(await focused()).toBe(sixtyNames[25])
    await more(page).focus()
    await page.keyboard.press('Space')
    expect(await names()).toEqual(sixty.signatories.map(printedName))
    expect(await more(page).count()).toBe(0)
    expect(await focused()).toBe(sixtyNames[50])
    expect(requests.filter((path) => path.startsWith('/v1/'))).toHaveLength(1)
    await close()
  })

  test('has all its names for the browser’s own search, and prints them, whatever it shows', async () => {
    const { page, names, close } = await visit({
      body: '<signatory-list letter="parted" limit="25"></signatory-list>',
    })
    await drawn(page)
    const rest = list(page).locator('[hidden=until-found]')
    await expect.poll(() => rest.locator('li').allTextContents()).toEqual(sixtyNames.slice(25))
    expect(await rest.evaluate((rest) => rest.getBoundingClientRect().height)).toBe(0)
    expect(await rest.locator('[part=section]').allTextContents()).toEqual(['Organisations', 'الأفراد'])
    expect(await list(page).locator('.names li').allTextContents()).toEqual(sixtyNames.slice(0, 25))

    await page.emulateMedia({ media: 'print' })
    expect(
      await list(page)
        .getByText(sixtyNames[59] ?? '')
        .evaluate((li) => li.getBoundingClientRect().height),
    ).toBeGreaterThan(9)
    expect(await more(page).count()).toBe(0)
    expect(await status(page).count()).toBe(0)
    await page.emulateMedia({ media: 'screen' })

    // What the browser does once its search comes by such a name (https://html.spec.whatwg.org/#ancestor-revealing-algorithm).
    await rest.evaluate((rest) => {
      rest.dispatchEvent(new Event('beforematch', { bubbles: true }))
      rest.removeAttribute('hidden')
    })
    await expect.poll(() => rest.count()).toBe(0)
    expect(
      await list(page)
        .getByText(sixtyNames[57] ?? '')
        .isVisible(),
    ).toBe(true)
    expect(await names()).toEqual(sixtyNames)
    expect(await more(page).count()).toBe(0)
    expect(await status(page).textContent()).toBe('')

    await search(page).fill('ZURICH legal')
    await expect.poll(() => status(page).textContent(), LATER).toContain('names found')
    await search(page).fill('')
    await expect.poll(() => status(page).textContent(), LATER).toBe('25 of 60 names')
    expect(await rest.locator('li').count()).toBe(35)
    await close()
  })

  test('has its sections under headings, also where more is shown, and none where it is searched or sorted', async () => {
    const { page, names, close } = await visit({
      body: '<signatory-list letter="parted" limit="25" heading="2"></signatory-list>',
    })
    await drawn(page)
    const parts = () =>
      list(page)
        .locator('.names')
        .evaluate((box) =>
          Array.from(box.children, (each) =>
            each.localName === 'ol' ? each.children.length : `${each.localName} ${each.textContent}`,
          ),
        )
    const focused = () => list(page).evaluate((list) => list.shadowRoot?.activeElement?.textContent)
    expect(await parts()).toEqual([10, 'h3 Organisations', 15])
    await more(page).click()
    expect(await parts()).toEqual([10, 'h3 Organisations', 20, 'h3 الأفراد', 20])
    expect(await focused()).toBe(sixtyNames[25])
    await more(page).click()
    expect(await parts()).toEqual([10, 'h3 Organisations', 20, 'h3 الأفراد', 30])
    expect(await names()).toEqual(sixtyNames)
    await search(page).fill('ZURICH legal')
    await expect.poll(() => status(page).textContent()).toContain('names found')
    expect(await parts()).toEqual([(await names()).length])
    await search(page).fill('')
    await expect.poll(() => status(page).textContent()).toBe('25 of 60 names')
    expect(await parts()).toEqual([10, 'h3 Organisations', 15])
    await list(page).evaluate((element) => element.setAttribute('sort', 'name'))
    await expect.poll(() => list(page).locator('[part=section]').count()).toBe(0)
    expect(await names()).toHaveLength(25)
    await close()
  })

  test('is searched by the API when all of it is there, too: without case, without accents, asked once for each text', async () => {
    const { page, names, requests, close } = await visit({
      body: '<signatory-list letter="sixty" limit="10"></signatory-list>',
    })
    await drawn(page)
    const found = sixty.signatories.map(printedName).filter((name) => name.startsWith('Zürich Legal'))
    expect(found.length).toBeGreaterThan(1)
    const searches = () => requests.filter((path) => path.includes('?q='))
    for (const typed of ['ZURICH legal', 'legal zurich', 'ZURICH legal']) {
      await search(page).fill('')
      await expect.poll(() => status(page).textContent()).toBe('10 of 60 names')
      await search(page).fill(typed)
      await expect.poll(() => status(page).textContent()).toBe(`${found.length} names found`)
      expect((await names()).sort()).toEqual(found.toSorted())
    }
    expect(searches()).toHaveLength(2)
    for (const [typed, name] of [
      ['da nang', 'Đà Nẵng'],
      ["WOMEN'S", 'Women’s'],
      ['kraków  youth', 'Kraków Youth'],
    ] as const) {
      await search(page).fill(typed)
      await expect.poll(async () => (await names())[0]).toContain(name)
    }
    await search(page).fill('nobody at all')
    await expect.poll(() => status(page).textContent()).toBe('No name found')
    await search(page).fill('')
    await expect.poll(() => status(page).textContent()).toBe('10 of 60 names')
    expect(await names()).toEqual(sixty.signatories.slice(0, 10).map(printedName))
    expect(searches()).toHaveLength(6)
    await close()
  })

  test('is paged through the API in the revision that it began with', async () => {
    const { page, names, requests, close } = await visit({
      body: '<signatory-list letter="many" limit="400"></signatory-list>',
    })
    await drawn(page)
    for (const shown of ['800', '1,200']) {
      await more(page).click()
      await expect
        .poll(() => status(page).textContent(), LATER)
        .toBe(shown === '800' ? '800 of 1,200 names' : '')
    }
    expect(await names()).toEqual(many.signatories.map(printedName))
    expect(await more(page).count()).toBe(0)
    const [, ...pages] = requests.filter((path) => path.startsWith('/v1/'))
    expect(pages.map((path) => path.replace(/[0-9a-f]{64}/, 'R'))).toEqual([
      '/v1/letters/many/signatories?cursor=R.500',
      '/v1/letters/many/signatories?cursor=R.1000',
    ])
    await close()
  })

  test('is searched by the API when not all of it is there, one request for what was typed', async () => {
    const asked: string[] = []
    /** As the API finds: a page may be empty though more follow, and `count` is how many have signed. */
    const found = (page: number) => ({
      revision: 'r',
      count: 1200,
      signatories:
        page === 2
          ? []
          : many.signatories
              .slice(700 + page, 701 + page)
              .map((hit) => ({ ...hit, printed_as: printedName(hit), position: 701 + page })),
      links: {
        next: page < 4 ? `${site.worker.origin}/v1/letters/many/signatories?cursor=search.${page}` : null,
      },
    })
    const { page, names, close } = await visit({
      body: '<signatory-list letter="many" limit="2"></signatory-list>',
      before: (page) =>
        page.route(/signatories\?(q|cursor=search)/, (route) => {
          asked.push(new URL(route.request().url()).search)
          return route.fulfill(json(found(asked.length)))
        }),
    })
    await drawn(page)
    await search(page).pressSequentially('Ōsaka & co')
    await expect.poll(() => status(page).textContent()).toBe('2+ names found')
    expect(asked).toEqual(['?q=%C5%8Csaka%20%26%20co', '?cursor=search.1', '?cursor=search.2'])
    const [first, third, fourth] = [701, 703, 704].map((at) => many.signatories[at]).map((one) => one?.name)
    expect(await names()).toEqual([first, third])
    await more(page).click()
    await expect.poll(() => status(page).textContent()).toBe('3 names found')
    expect(await names()).toEqual([first, third, fourth])
    expect(await more(page).count()).toBe(0)
    await search(page).fill('…')
    await expect.poll(() => status(page).textContent()).toBe('2 of 1,200 names')
    await close()
  })

  test('is read once for a button that is pressed twice', async () => {
    const { page, names, requests, close } = await visit({
      body: '<signatory-list letter="many" limit="500"></signatory-list>',
      before: (page) =>
        page.route(/cursor=/, async (route) => {
          await new Promise((resolve) => setTimeout(resolve, 300))
          await route.continue()
        }),
    })
    await drawn(page)
    await more(page).dblclick()
    await expect.poll(() => status(page).textContent(), LATER).toBe('1,000 of 1,200 names')
    expect(await names()).toEqual(many.signatories.slice(0, 1000).map(printedName))
    expect(requests.filter((path) => path.includes('cursor='))).toHaveLength(1)
    await close()
  })

  test('says when more names cannot be had, keeps those it has, and can be asked again', async () => {
    let down = true
    const { page, names, close } = await visit({
      body: '<signatory-list letter="many" limit="500"></signatory-list>',
      before: (page) => page.route(/cursor=/, (route) => (down ? route.abort() : route.continue())),
    })
    await drawn(page)
    await more(page).click()
    await expect
      .poll(() => status(page).textContent())
      .toBe('The names could not be loaded. Please try again.')
    expect(await names()).toHaveLength(500)
    down = false
    await more(page).click()
    await expect.poll(() => status(page).textContent()).toBe('1,000 of 1,200 names')
    await close()
  })

  test('is found and sorted by the API itself, not by a stand-in', async () => {
    const { page, names, requests, close } = await visit({
      body: '<signatory-list letter="many" sort="name" limit="500"></signatory-list>',
    })
    await drawn(page)
    expect(requests.at(-1)).toBe('/v1/letters/many/signatories?sort=name&widget=en')
    expect((await names()).every((name) => /^(Đà Nẵng|Kraków|Montréal|Nairobi)/.test(name))).toBe(true)
    await search(page).fill('zurich legal 1162')
    await expect.poll(() => status(page).textContent()).toBe('1 name found')
    expect(await names()).toEqual(['Zürich Legal Aid Centre 1162'])
    await close()
  })
})

describe('a host page', () => {
  test('that unsets everything and paints it red changes nothing inside', async () => {
    const { page, close } = await visit({
      policy: "style-src 'unsafe-inline'",
      head: `${SCRIPT}<style>* { all: unset !important; color: red !important; text-transform: uppercase !important; text-indent: 3em !important } head, head * { display: none !important }</style>`,
      body: element('theme="dark"'),
    })
    await drawn(page)
    const box = list(page).locator('.box')
    const looks = await box.evaluate((box) => {
      const name = box.querySelector('[part=name]')
      const item = box.querySelector('li')
      if (!name || !item) throw new Error('no names')
      const { display, backgroundColor } = getComputedStyle(box)
      return [
        display,
        backgroundColor,
        getComputedStyle(name).color,
        getComputedStyle(name).textTransform,
        getComputedStyle(item).display,
      ]
    })
    expect(looks).toEqual(['block', 'rgb(23, 21, 18)', 'rgb(236, 231, 221)', 'none', 'flex'])
    await close()
  })

  test.each(['<dialog open>', '<details open><summary>Who signed</summary>'])(
    'may put it in %s',
    async (around) => {
      const { page, names, complaints, close } = await visit({
        body: `${around}${element()}`,
      })
      await drawn(page)
      expect(await names()).toEqual(printed)
      expect(complaints).toEqual([])
      await close()
    },
  )

  test('may open it only later, as a modal dialog', async () => {
    const { page, names, close } = await visit({ body: `<dialog>${element()}</dialog>` })
    await list(page).locator('.box').waitFor({ state: 'attached' })
    expect(await list(page).isVisible()).toBe(false)
    await page.evaluate(() => document.querySelector('dialog')?.showModal())
    expect(await list(page).isVisible()).toBe(true)
    expect(await names()).toEqual(printed)
    await close()
  })

  test('hides it with the hidden attribute', async () => {
    const { page, close } = await visit({ body: element('hidden') })
    await list(page).locator('.box').waitFor({ state: 'attached' })
    expect(await list(page).isVisible()).toBe(false)
    await close()
  })

  test.each([240, 375, 768, 1440])('is never made to scroll sideways by it at %i px', async (width) => {
    const { page, close } = await visit({
      context: { viewport: { width, height: 800 } },
      body: ['list', 'compact', 'count']
        .flatMap((view) => ['en', 'ar', 'de'].map((lang) => element(`view="${view}" lang="${lang}"`)))
        .concat('<signatory-list letter="many" lang="fr"></signatory-list>')
        .join(''),
    })
    await drawn(page, 10)
    expect(await overflow(page)).toBe(0)
    const clipped = await page
      .locator('signatory-list')
      .locator('.box, .box *')
      .evaluateAll(
        (all) => all.filter((one) => one.clientWidth && one.scrollWidth > one.clientWidth + 1).length,
      )
    expect(clipped).toBe(0)
    await close()
  })

  test('that keeps room for it does not shift', async () => {
    const { page, close } = await visit({
      policy: "style-src 'unsafe-inline'",
      head: `${SCRIPT}<style>signatory-list { display: block; min-block-size: 1200px }</style>`,
      body: `${element()}<p id="after">After</p>`,
      async before(page) {
        await page.addInitScript(() => {
          const shifts: number[] = []
          Object.defineProperty(document, 'shifts', { value: shifts })
          new PerformanceObserver((entries) => {
            for (const entry of entries.getEntries())
              shifts.push((entry as unknown as { value: number }).value)
          }).observe({ type: 'layout-shift', buffered: true })
        })
        await page.route('**/v1/**', async (route) => {
          await new Promise((resolve) => setTimeout(resolve, 700))
          await route.continue()
        })
      },
    })
    await page.getByText('The letter and who signed it').waitFor()
    const before = await page.locator('#after').boundingBox()
    await drawn(page)
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    )
    expect(await page.locator('#after').boundingBox()).toEqual(before)
    expect(await page.evaluate(() => (document as unknown as { shifts: number[] }).shifts)).toEqual([])
    await close()
  })

  test('finds no global of it', async () => {
    const before = await visit({ head: '', body: '' })
    const globals = (page: Page) => page.evaluate(() => Object.getOwnPropertyNames(globalThis).sort())
    await before.page.waitForLoadState()
    const without = await globals(before.page)
    await before.close()
    const { page, close } = await visit({ body: element() })
    await drawn(page)
    expect(await globals(page)).toEqual(without)
    await close()
  })
})

describe('privacy', () => {
  test('no cookie goes along or is kept, nothing is stored, no address of the page is told', async () => {
    const sent: Record<string, string>[] = []
    const { page, close } = await visit({
      body: element(),
      async before(page) {
        await page.context().addCookies([{ name: 'secret', value: 'x', url: site.worker.origin }])
        page.on('request', async (request) => {
          if (request.url().includes('/v1/')) sent.push(await request.allHeaders())
        })
      },
    })
    await drawn(page)
    await page.waitForLoadState('networkidle')
    expect(sent).toHaveLength(1)
    expect(sent[0]).not.toHaveProperty('cookie')
    expect(sent[0]).not.toHaveProperty('referer')
    expect(sent[0]?.origin).toBe(site.partner.origin)
    const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])
    expect(kept.slice(0, 2)).toEqual([0, 0])
    expect((await page.context().cookies()).map(({ name }) => name)).toEqual(['secret'])
    await close()
  })
})

describe('events', () => {
  test('tell, across shadow roots, that the names are there: of which letter, which revision, how many', async () => {
    const { page, close } = await visit({
      body: '<div id="app"></div>',
      before: listen,
    })
    await page.waitForLoadState()
    const withHyphen = page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener('signatories-load', (event) =>
            resolve((event as CustomEvent).detail.count),
          ),
        ),
    )
    await page.evaluate(() => {
      const root = document.querySelector('#app')?.attachShadow({ mode: 'open' })
      const made = document.createElement('signatory-list')
      made.setAttribute('letter', 'haley-2018')
      root?.append(made)
    })
    await expect.poll(() => events(page)).toHaveLength(1)
    expect(await events(page)).toEqual([
      {
        type: 'signatories:load',
        composed: true,
        tag: 'div',
        letter: 'haley-2018',
        revision: expect.stringMatching(/^[0-9a-f]{64}$/),
        count: 18,
      },
    ])
    expect(await withHyphen).toBe(18)
    await close()
  })

  test('tell of an element that names no letter', async () => {
    const { page, close } = await visit({ body: '<signatory-list>…</signatory-list>', before: listen })
    await expect.poll(() => events(page)).toHaveLength(1)
    expect(await events(page)).toMatchObject([
      { type: 'signatories:error', error: 'TypeError: no letter attribute' },
    ])
    await close()
  })
})

describe('in Arabic', () => {
  test('it runs right to left, whatever the page does, and each name in its own direction', async () => {
    const { page, close } = await visit({
      body: '<signatory-list letter="council" lang="ar"></signatory-list>',
      context: { viewport: { width: 375, height: 800 } },
    })
    await drawn(page)
    expect(await list(page).locator('h3').textContent()).toBe('17 توقيعًا')
    const sides = await list(page)
      .locator('.box')
      .evaluate((box) => {
        return Array.from(box.querySelectorAll('bdi[part=name]'), (name) => {
          const column = name.closest('span')?.getBoundingClientRect()
          const starts = Math.abs(name.getBoundingClientRect().right - (column?.right ?? 0)) < 1
          return [starts, getComputedStyle(name).direction]
        })
      })
    expect(sides.every(([startsRight]) => startsRight)).toBe(true)
    expect(sides.slice(0, 3).map(([, direction]) => direction)).toEqual(['rtl', 'rtl', 'ltr'])
    expect(await list(page).locator('[part=date]').textContent()).toBe('22 يونيو 2018')
    await close()
  })
})

test('with the keyboard alone everything can be reached, in its order, and seen to be', async () => {
  const { page, close } = await visit({
    body: '<signatory-list letter="sixty" limit="6"></signatory-list><a href="/">After</a>',
  })
  await drawn(page)
  const reached: (string | undefined)[] = []
  for (let press = 0; press < 7; press++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const focused = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement
      if (!focused) return undefined
      const { outlineStyle, outlineWidth } = getComputedStyle(focused)
      const seen = document.activeElement?.shadowRoot ? `${outlineStyle} ${outlineWidth}` : ''
      return `${focused.getAttribute('part') ?? focused.textContent} ${seen}`.trim()
    })
    reached.push(at)
    if (at === 'After') break
  }
  expect(reached).toEqual([
    'search solid 3px',
    'link solid 3px',
    'link solid 3px',
    'more solid 3px',
    'letter solid 3px',
    'After',
  ])
  await close()
})
