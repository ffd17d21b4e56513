import { beforeEach, expect, it } from 'vitest'
import { contrast } from '../../../../src/embed/contrast.ts'
import { emptyKv } from '../../../kv.ts'
import { translated } from '../../../translated.ts'
import { publish, startWorker } from '../../../worker.ts'

const BADGE = '/letters/a-letter/badge.svg'

let worker: ReturnType<typeof startWorker>
beforeEach(async () => {
  await emptyKv()
  await publish(translated())
  worker = startWorker()
})

const read = async (query = '') => (await worker.fetch(BADGE + query)).text()

it('says how many organisations signed, to whoever looks and to whoever listens', async () => {
  const svg = await read()
  expect(svg).toContain('>Signed by 18 organisations</text>')
  expect(svg).toContain('role="img" aria-labelledby="title"')
  expect(svg).toContain('<title id="title">Signed by 18 organisations: A letter &amp; a half</title>')
})

it('says only the number when people signed too', async () => {
  const letter = translated(2)
  await publish({
    ...letter,
    signatories: [...letter.signatories, { id: 'a', type: 'person', name: 'A' }],
  })
  worker = startWorker()
  expect(await read()).toContain('>Signed by 3</text>')
  expect(await read('?lang=de')).toContain('>3 Unterschriften</text>')
})

it.each([
  ['ar', 'وقّعتها 18 منظمة', 'direction="rtl"'],
  ['ru', 'Подписали 18 организаций', 'direction="ltr"'],
  ['fr', 'Signée par 18 organisations', 'xml:lang="fr"'],
  ['zh-Hant', '18 個組織聯署', 'xml:lang="zh-Hant"'],
])('speaks %s', async (lang, phrase, attribute) => {
  const svg = await read(`?lang=${lang}`)
  expect(svg).toContain(`>${phrase}</text>`)
  expect(svg).toContain(attribute)
})

it('speaks the letter’s language by itself, and English where it cannot', async () => {
  const { translations, ...letter } = translated()
  const [english, arabic = english] = translations
  await publish({ ...letter, slug: 'arabic', translations: [arabic] })
  await publish({ ...letter, slug: 'yoruba', translations: [{ ...english, language: 'yo' }] })
  expect(await (await worker.fetch('/letters/arabic/badge.svg')).text()).toContain('وقّعتها')
  expect(await (await worker.fetch('/letters/yoruba/badge.svg')).text()).toContain('xml:lang="en"')
})

it('follows the reader’s scheme by itself, or is light or dark for everyone', async () => {
  expect(await read()).toContain('<style>@media(prefers-color-scheme:dark)')
  const [light, dark] = [await read('?theme=light'), await read('?theme=dark')]
  expect(light).not.toContain('<style>')
  expect(dark).not.toContain('<style>')
  expect(light).not.toBe(dark)
})

it('bears a tick above a line, which shows on its own ground in either scheme', async () => {
  for (const theme of ['light', 'dark']) {
    const svg = await read(`?theme=${theme}`)
    const [, ground = '', rule] = /<rect [^>]*fill="(#\w{6})" stroke="(#\w{6})"/.exec(svg) ?? []
    const [, tick = '', stroke = ''] = /<path d="([^"]+)" fill="none" stroke="(#\w{6})"/.exec(svg) ?? []
    const [, ink = ''] = /<text [^>]*fill="(#\w{6})"/.exec(svg) ?? []
    expect(rule).toBeDefined()
    // Down a little, up more, and a line below: no two strokes cross.
    expect(tick).toMatch(/^m\d+ 11 4 5 7-10m-13 15h14$/)
    expect(contrast(stroke, ground)).toBeGreaterThanOrEqual(3)
    expect(contrast(ink, ground)).toBeGreaterThanOrEqual(7)
  }
})

it('may be kept by proxies of images for a minute, and shown by any site', async () => {
  const response = await worker.fetch(BADGE)
  expect(response.headers.get('Content-Type')).toBe('image/svg+xml')
  expect(response.headers.get('Cache-Control')).toMatch(/^public, max-age=60, stale-while-revalidate=20\b/)
  expect(response.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
  expect(response.headers.get('Content-Security-Policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; frame-ancestors 'none'; sandbox$/,
  )
  const again = await worker.fetch(BADGE, {
    headers: { 'If-None-Match': response.headers.get('ETag') ?? '' },
  })
  expect(again.status).toBe(304)
})

it.each(['?lang=xx', '?theme=blue', '?theme=dark&theme=light'])('refuses %s exactly', async (query) => {
  const response = await worker.fetch(BADGE + query)
  expect(response.status).toBe(400)
})

it('passes over what others add to its address', async () => {
  const [plain, other] = [await worker.fetch(BADGE), await worker.fetch(`${BADGE}?v=2&utm_source=x`)]
  expect(other.status).toBe(200)
  expect(other.headers.get('ETag')).toBe(plain.headers.get('ETag'))
})

it('is not there for a letter that is not', async () => {
  expect((await worker.fetch('/letters/nothing/badge.svg')).status).toBe(404)
})
