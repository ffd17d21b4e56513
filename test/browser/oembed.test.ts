import { extract, setProviderList } from '@extractus/oembed-extractor'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { translated } from '../translated.ts'
import { serveApp } from './app.ts'

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
