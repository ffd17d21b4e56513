/** What matters most to a partner's site, in Firefox. All of it is tested in Chromium, in test/browser. */
import type { Page } from 'puppeteer-core'
import { describe, expect, test } from 'vitest'
import { printedName } from '../../src/letter/schema.ts'
import { codesFor } from '../browser/codes.ts'
import { appPage, COMPONENTS, inline, ONE_LINE, packaged, SLUG } from '../browser/frameworks/pages.ts'
import { arabic, haley, signedByMany } from '../fixtures/signed.ts'
import { useSite } from './firefox.ts'

const many = signedByMany(1200, 'many')

// The reader has a dark system, which a page follows that says so.
const { site, visit } = useSite([haley, arabic, many, { ...haley, slug: SLUG }], {
  'layout.css.prefers-color-scheme.content-override': 0,
})

const pageWith = (body: string, head = '', lang = 'en'): string =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Partner</title>${head}</head><body>${body}</body></html>`

const line = (slug = 'haley-2018'): string =>
  `<script async src="${site.worker.origin}/widget/${slug}.js"></script>`

const widgets = (page: Page): Promise<number> => page.$$eval('signatory-list', ({ length }) => length)

/** The names that are shown; a list has more, for the browser's own search to find. */
const names = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    Array.from(document.querySelectorAll('signatory-list'))
      .flatMap(({ shadowRoot }) => Array.from(shadowRoot?.querySelectorAll('[part=item]') ?? []))
      .filter((item) => item.checkVisibility())
      .map(({ textContent }) => textContent),
  )

const shows18 = async (page: Page): Promise<void> => {
  await expect.poll(() => names(page)).toHaveLength(18)
  expect(await widgets(page)).toBe(1)
}

const widgetJs = (): string => `<script async type="module" src="${site.worker.origin}/widget.js"></script>`

describe('the one line', () => {
  test('shows who signed in one request, under the strictest policy and without a word', async () => {
    const { page, complaints, requests } = await visit(pageWith(line()), {
      headers: {
        'Content-Security-Policy': `default-src 'none'; require-trusted-types-for 'script'; script-src ${site.worker.origin}; connect-src ${site.worker.origin}`,
      },
    })
    await shows18(page)
    expect(await names(page)).toEqual(haley.signatories.map(printedName))
    expect(requests).toEqual(['/widget/haley-2018.js'])
    expect(complaints).toEqual([])
  })

  test.each([375, 1280])('keeps room at %d px: nothing moves when the names come late', async (width) => {
    const codes = (['list', 'compact', 'count'] as const).map(
      (view) => codesFor(site.worker.origin, haley, view).tag,
    )
    const { page } = await visit(
      pageWith(
        codes.map((code) => `<p>Before</p>${code}<p>After</p>`).join(''),
        `<style>body{margin:1rem auto;max-width:40rem;font:16px/1.5 sans-serif}</style>
<script>
const tops = new Set()
const note = () => {
  tops.add(Array.from(document.querySelectorAll('p'), (each) => each.offsetTop).join())
  requestAnimationFrame(note)
}
addEventListener('DOMContentLoaded', note)
</script>`,
      ),
      { width, delay: 400 },
    )
    await expect.poll(() => page.$$eval('>>> .box', ({ length }) => length)).toBe(3)
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)))
    expect(await page.evaluate('[...tops].length')).toBe(1)
  })

  test('reads from right to left on a page in Arabic', async () => {
    const { page } = await visit(pageWith(line('council'), '', 'ar'))
    await page.waitForSelector('>>> .box')
    expect(await page.$eval('>>> .box', (box) => getComputedStyle(box).direction)).toBe('rtl')
    const [name, list] = await Promise.all(
      ['>>> [part=name]', '>>> [part=list]'].map((part) =>
        page.$eval(part, (each) => each.getBoundingClientRect().right),
      ),
    )
    expect(Number(list) - Number(name)).toBeLessThan(80)
  })

  test.each([
    ['dark where the page follows a dark system', 'light dark', 'rgb(23, 21, 18)'],
    ['light where it does not', 'normal', 'rgb(255, 255, 255)'],
  ])('is %s', async (_, scheme, ground) => {
    const { page } = await visit(pageWith(line(), `<style>:root{color-scheme:${scheme}}</style>`))
    await page.waitForSelector('>>> .box')
    expect(await page.$eval('>>> .box', (box) => getComputedStyle(box).backgroundColor)).toBe(ground)
  })
})

describe('the element', () => {
  test('shows more names and finds one', async () => {
    const { page, complaints } = await visit(
      pageWith('<signatory-list letter="many"></signatory-list>', widgetJs()),
    )
    await expect.poll(() => names(page)).toHaveLength(50)
    await page.click('>>> [part=more]')
    await expect.poll(() => names(page)).toEqual(many.signatories.slice(0, 100).map(printedName))
    await page.type('>>> [part=search]', '1167')
    await expect.poll(() => names(page)).toEqual(['Reykjavík Legal Aid Centre 1167'])
    expect(complaints).toEqual([])
  })

  test('shows what stands inside it while the API is down, and says so', async () => {
    const { page, complaints } = await visit(
      pageWith(
        '<signatory-list letter="haley-2018" origin="http://127.0.0.1:9"><a href="https://example.org">The letter</a></signatory-list>',
        `<script>addEventListener('signatories-error', ({ detail }) => { document.title = detail.letter })</script>${widgetJs()}`,
      ),
    )
    await expect.poll(() => page.title()).toBe('haley-2018')
    expect(
      await page.$eval('signatory-list a', (link) => link.getBoundingClientRect().height),
    ).toBeGreaterThan(10)
    expect(complaints.join()).toContain('<signatory-list> haley-2018')
  })
})

test('a frame gets the height of what is in it once it is seen', async () => {
  const { page } = await visit(
    pageWith(
      `<details><summary>Who</summary><iframe title="Who signed" width="600" height="150" style="border:0" src="${site.worker.origin}/embed/haley-2018"></iframe></details>`,
      `<script>const heard = []; addEventListener('message', ({ data }) => heard.push(data.height))</script>${widgetJs()}`,
    ),
  )
  expect(await page.evaluate('heard')).toEqual([])
  await page.click('summary')
  const height = () => page.$eval('iframe', (frame) => frame.getBoundingClientRect().height)
  await expect.poll(height).toBeGreaterThan(400)
  const inside = await (await page.$('iframe'))?.contentFrame()
  const content = () => inside?.$eval('body', (body) => Math.ceil(body.getBoundingClientRect().height))
  await expect.poll(async () => (await height()) === (await content())).toBe(true)
})

test.each(COMPONENTS)('in %s, the component of the documentation shows the names once', async (...app) => {
  const { page, complaints } = await visit(await appPage(...app, site.worker.origin))
  await shows18(page)
  await expect.poll(() => page.$eval('output', (output) => output.textContent)).toBe('18')
  const show = (view: string) => page.evaluate(`show(${view})`)
  await show('"count"')
  await page.waitForSelector('>>> .box.count')
  await show('undefined')
  await expect.poll(() => widgets(page)).toBe(0)
  await show('"list"')
  await shows18(page)
  expect(complaints).toEqual([])
})

test.each(ONE_LINE)('in %s, the one line of the documentation shows the names once', async (...app) => {
  const { page, complaints } = await visit(await appPage(...app, site.worker.origin, ''))
  await shows18(page)
  expect(complaints).toEqual([])
})

test('htmx swaps the one line in, and there is one widget', async () => {
  const htmx = inline(await packaged('htmx.org/dist/htmx.js'))
  const fragment = new URL(site.partner.page({ html: line() })).pathname
  const { page, complaints } = await visit(
    pageWith(`<a hx-get="${fragment}" hx-target="#place">Show</a><div id="place"></div>`, htmx),
  )
  await page.click('a')
  await shows18(page)
  expect(complaints).toEqual([])
})

test('where Turbo brings a page back, there is one widget', async () => {
  const turbo = inline(await packaged('@hotwired/turbo/dist/turbo.es2017-umd.js'))
  const other = site.partner.page({ html: pageWith('<p id="other">Other</p>', turbo) })
  const { page } = await visit(pageWith(`<p id="first">First</p>${line()}<a href="${other}">Next</a>`, turbo))
  await shows18(page)
  await page.click('a')
  await page.waitForSelector('#other')
  await page.goBack()
  await page.waitForSelector('#first')
  await shows18(page)
})
