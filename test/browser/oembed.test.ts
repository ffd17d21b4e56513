import { extract, setProviderList } from '@extractus/oembed-extractor'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { translated } from '../translated.ts'
import { serveApp } from './app.ts'
import { launch } from './chromium.ts'
import { serveSite } from './other-site.ts'

let server: Awaited<ReturnType<typeof serveApp>>
beforeAll(async () => {
  server = await serveApp([translated()])
  // No provider is known, as none knows ours: what follows is discovered from the page.
  setProviderList([])
})
afterAll(() => server.close())

test('an oEmbed consumer that was given a link discovers the frame', async () => {
  expect(await extract(`${server.base}/letters/a-letter`)).toMatchObject({
    method: 'auto-discovery',
    type: 'rich',
    version: '1.0',
    title: 'A letter & a half',
    provider_name: 'Undersigned',
    html: expect.stringContaining(`<iframe src="${server.base}/embed/a-letter"`),
  })
})

test('and that of a translation, in the room that it has', async () => {
  expect(
    await extract(`${server.base}/letters/a-letter/ar`, { maxwidth: 300, maxheight: 200 }),
  ).toMatchObject({
    title: 'رسالة',
    width: 300,
    height: 200,
    html: expect.stringContaining(`${server.base}/embed/a-letter?lang=ar`),
  })
})

test('whoever shows its HTML as it is shows the frame, and nothing beside it', async () => {
  const answer = await extract(`${server.base}/letters/a-letter`)
  const html = 'html' in answer ? answer.html : ''
  const site = await serveSite(`<!doctype html><html lang="en"><title>Consumer</title><main>${html}</main>`)
  onTestFinished(site.close)
  const browser = await launch()
  onTestFinished(() => browser.close())
  const page = await browser.newPage()
  await page.goto(site.base)
  await page.frameLocator('iframe').getByText('Organisation 18').waitFor()
  expect(await page.getByRole('link').count()).toBe(0)
  expect(await page.locator('main').evaluate((main) => main.getBoundingClientRect().height)).toBeLessThan(500)
})
