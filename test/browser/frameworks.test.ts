/** The widget in pages that frameworks build: the component that docs/widget.md shows for each, and the one line. */
import { readFile } from 'node:fs/promises'
import { createContext, runInNewContext } from 'node:vm'
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { haley } from '../fixtures/signed.ts'
import { appPage, bundle, COMPONENTS, inline, ONE_LINE, packaged, SLUG, source } from './frameworks/pages.ts'
import { useSite } from './site.ts'

const site = useSite([haley, { ...haley, slug: SLUG }])

const visit = async (html: string) => {
  const page = await site.browser.newPage()
  onTestFinished(() => page.close())
  const said: string[] = []
  const complaints: string[] = []
  page.on('console', (message) => {
    said.push(message.text())
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(site.partner.page({ html }))
  return { page, said, complaints }
}

const widgets = (page: Page): Promise<number> => page.locator('signatory-list').count()

const shows18 = async (page: Page): Promise<void> => {
  await page.locator('signatory-list [part=item]').nth(17).waitFor()
  expect(await widgets(page)).toBe(1)
}

const show = (page: Page, view?: string): Promise<void> =>
  page.evaluate((next) => (globalThis as unknown as { show: (view?: string) => void }).show(next), view)

const goesAndComesTwice = async (page: Page): Promise<void> => {
  for (let time = 0; time < 2; time++) {
    await show(page)
    await expect.poll(() => widgets(page)).toBe(0)
    await show(page, 'list')
    await shows18(page)
  }
}

describe.each(COMPONENTS)('in %s, the component of the documentation', (framework, component) => {
  test('shows the names once, hears the event, follows its state, and comes again', async () => {
    const { page, complaints } = await visit(await appPage(framework, component, site.worker.origin))
    await shows18(page)
    await page.locator('output', { hasText: '18' }).waitFor()
    await show(page, 'count')
    await page.locator('signatory-list .box.count').waitFor()
    expect(await widgets(page)).toBe(1)
    await goesAndComesTwice(page)
    expect(complaints).toEqual([])
  })
})

test('the documentation shows the code that is tested here', async () => {
  const page = await readFile('docs/widget.md', 'utf8')
  const [, room] = /padding-bottom:(clamp[^"]+)"/.exec(page) ?? []
  for (const [, component] of [...COMPONENTS, ...ONE_LINE]) {
    const code = await source(component)
    expect(page).toContain(`\n${code}\`\`\``)
    expect(code).toContain(`${room}`)
  }
})

test.each(ONE_LINE)(
  'in %s, the one line shows the names once, goes, and comes again',
  async (framework, component) => {
    const { page, complaints } = await visit(await appPage(framework, component, site.worker.origin, ''))
    await shows18(page)
    await goesAndComesTwice(page)
    expect(complaints).toEqual([])
  },
)

test('React takes over what a server has rendered, also where the widget came before it', async () => {
  const server: { html?: string } = {}
  runInNewContext(
    await bundle(
      `import { renderToString } from 'react-dom/server.browser'
       import { Signatories } from 'component'
       html = renderToString(<Signatories view="list" />)`,
      'Signatories.jsx',
    ),
    createContext(Object.assign(server, { MessageChannel, TextEncoder, setTimeout })),
  )
  const script = await bundle(
    `import { StrictMode, useEffect } from 'react'
     import { hydrateRoot } from 'react-dom/client'
     import { Signatories } from 'component'
     const App = () => {
       useEffect(() => { document.title = 'taken over' })
       return <StrictMode><Signatories view="list" /></StrictMode>
     }
     globalThis.hydrate = () => hydrateRoot(document.querySelector('#app'), <App />)`,
    'Signatories.jsx',
  )
  const letter = `<script src="${site.worker.origin}/widget/${SLUG}.js"></script>`
  const { page, complaints } = await visit(
    `<!doctype html><html lang="en"><title>React</title>${letter}<div id="app">${server.html}</div>${inline(script)}</html>`,
  )
  await shows18(page)
  const element = await page.locator('signatory-list').elementHandle()
  await page.evaluate(() => (globalThis as unknown as { hydrate: () => void }).hydrate())
  await page.waitForLoadState('networkidle')
  await expect.poll(() => page.title()).toBe('taken over')
  expect(complaints).toEqual([])
  expect(await element?.evaluate((one) => one.isConnected)).toBe(true)
  await shows18(page)
})

/** A page whose only content a React component is, in strict mode. */
const reactPage = async (component: string): Promise<string> => {
  const script = await bundle(`
    import { createElement as h, Fragment, StrictMode } from 'react'
    import { createRoot } from 'react-dom/client'
    createRoot(document.querySelector('#app')).render(h(StrictMode, null, ${component}))`)
  return `<!doctype html><html lang="en"><title>React</title><div id="app"></div>${inline(script)}</html>`
}

const reactScript = () => `h('script', { async: true, src: '${site.worker.origin}/widget/haley-2018.js' })`

test('in React, the element and the script show the names once', async () => {
  const { page } = await visit(
    await reactPage(`h(Fragment, null, h('signatory-list', { letter: 'haley-2018' }), ${reactScript()})`),
  )
  await page.locator('signatory-list [part=item]').nth(17).waitFor()
  expect(await widgets(page)).toBe(1)
})

test('in React, which hoists a script alone into the head, the console says what to write', async () => {
  const { page, said } = await visit(await reactPage(`h('div', null, ${reactScript()})`))
  await expect
    .poll(() => said, { timeout: 15_000 })
    .toContainEqual('Write <signatory-list letter="…"></signatory-list> where the list goes')
  expect(await widgets(page)).toBe(0)
})

test.each([
  ['/widget/haley-2018.js', 'async'],
  ['/widget.js', 'async type="module" data-letter="haley-2018"'],
])(
  'where Turbo brings a page back, %s shows one widget, not one more each time',
  async (path, attributes) => {
    const turbo = await packaged('@hotwired/turbo/dist/turbo.es2017-umd.js')
    const turboPage = (body: string) =>
      `<!doctype html><html lang="en"><head><title>Turbo</title>${inline(turbo)}</head><body>${body}</body></html>`
    const next = site.partner.page({ html: turboPage('<p id="other">Other</p>') })
    const { page } = await visit(
      turboPage(
        `<p id="first">First</p><script src="${site.worker.origin}${path}" ${attributes}></script><a href="${next}">Next</a>`,
      ),
    )
    for (let time = 0; time < 2; time++) {
      await page.locator('signatory-list [part=item]').nth(17).waitFor()
      expect(await widgets(page)).toBe(1)
      await page.getByText('Next').click()
      await page.locator('#other').waitFor()
      await page.goBack()
      await page.locator('#first').waitFor()
    }
    await page.locator('signatory-list [part=item]').nth(17).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await widgets(page)).toBe(1)
  },
)

describe('in htmx', () => {
  const htmxPage = async (body: string, head = '') =>
    `<!doctype html><html lang="en"><head><title>htmx</title>${head}${inline(await packaged('htmx.org/dist/htmx.js'))}</head><body>${body}</body></html>`

  test('a fragment with the one line shows the names once, however often it is swapped in', async () => {
    const line = `<p>Who signed</p><script async src="${site.worker.origin}/widget/${SLUG}.js"></script>`
    const fragment = new URL(site.partner.page({ html: line })).pathname
    const other = new URL(site.partner.page({ html: '<p>Other</p>' })).pathname
    const { page, complaints } = await visit(
      await htmxPage(
        `<a hx-get="${fragment}" hx-target="#place" hx-push-url="/a">Show</a> <a hx-get="${other}" hx-target="#place" hx-push-url="/b">Hide</a><div id="place"></div>`,
      ),
    )
    await page.getByText('Show', { exact: true }).click()
    await shows18(page)
    await page.getByText('Show', { exact: true }).click()
    await page.waitForLoadState('networkidle')
    await shows18(page)
    await page.getByText('Hide').click()
    await page.getByText('Other').waitFor()
    expect(await widgets(page)).toBe(0)
    await page.goBack()
    await page.locator('#place p', { hasText: 'Who signed' }).waitFor()
    await page.waitForLoadState('networkidle')
    await shows18(page)
    expect(complaints).toEqual([])
  })

  test('the element is heard, follows a changed attribute and comes again', async () => {
    const element = (view: string) =>
      `<signatory-list id="who" letter="${SLUG}" view="${view}"></signatory-list>`
    const [list, count] = ['list', 'count'].map(
      (view) => new URL(site.partner.page({ html: element(view) })).pathname,
    )
    const { page, complaints } = await visit(
      await htmxPage(
        `<a hx-get="${list}" hx-target="#place">List</a> <a hx-get="${count}" hx-target="#place">Count</a><div id="place" hx-on:signatories-load="document.title = event.detail.count"></div>`,
        `<script async src="${site.worker.origin}/widget/${SLUG}.js"></script>`,
      ),
    )
    await page.waitForLoadState('networkidle')
    await page.getByText('List', { exact: true }).click()
    await shows18(page)
    await expect.poll(() => page.title()).toBe('18')
    await page.getByText('Count').click()
    await page.locator('signatory-list .box.count').waitFor()
    await page.getByText('List', { exact: true }).click()
    await shows18(page)
    expect(complaints).toEqual([])
  })
})
