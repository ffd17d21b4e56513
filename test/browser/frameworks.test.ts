/** The widget in pages that frameworks build: React, which hoists scripts into the head, and Turbo, which brings pages back. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { build } from 'esbuild'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { haley } from '../fixtures/signed.ts'
import { useSite } from './site.ts'

const site = useSite([haley])

const visit = async (html: string) => {
  const page = await site.browser.newPage()
  onTestFinished(() => page.close())
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(error.message))
  await page.goto(site.partner.page({ html }))
  return { page, said }
}

const inline = (script: string): string => `<script>${script.replaceAll('</script', '<\\/script')}</script>`

const widgets = (page: Page): Promise<number> => page.locator('signatory-list').count()

/** A page whose only content a React component is, in strict mode. */
const reactPage = async (component: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { createElement as h, Fragment, StrictMode } from 'react'
        import { createRoot } from 'react-dom/client'
        createRoot(document.querySelector('#app')).render(h(StrictMode, null, ${component}))`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    define: { 'process.env.NODE_ENV': '"development"' },
    write: false,
  })
  const script = outputFiles.map(({ text }) => text).join('')
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
    .toContainEqual('Write <signatory-list letter="…"></signatory-list> where the names are to stand')
  expect(await widgets(page)).toBe(0)
})

test.each([
  ['/widget/haley-2018.js', 'async'],
  ['/widget.js', 'async type="module" data-letter="haley-2018"'],
])(
  'where Turbo brings a page back, %s shows one widget, not one more each time',
  async (path, attributes) => {
    const turbo = await readFile(
      createRequire(import.meta.url).resolve('@hotwired/turbo/dist/turbo.es2017-umd.js'),
      'utf8',
    )
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
