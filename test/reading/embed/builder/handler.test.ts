import { beforeEach, describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../../../src/page/languages.ts'
import { emptyKv } from '../../../kv.ts'
import { translated } from '../../../translated.ts'
import { ORIGIN, publish, startWorker } from '../../../worker.ts'

const BUILDER = '/letters/a-letter/embed'

let worker: ReturnType<typeof startWorker>
beforeEach(async () => {
  await emptyKv()
  await publish(translated())
  worker = startWorker()
})

const plain = (html: string) =>
  html.replace(
    /&(lt|gt|quot|#39|amp);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] ?? "'",
  )

/** The codes on the builder's page, as a person would copy them. */
const codesAt = async (path: string): Promise<Record<string, string>> => {
  const html = await (await worker.fetch(path)).text()
  const found = html.matchAll(/<code data-snippet="([^"]+)">([^<]*)<\/code>/g)
  return Object.fromEntries(Array.from(found, ([, name = '', code = '']) => [name, plain(code)]))
}

it('speaks the letter’s language, also to who asks for one that it does not speak', async () => {
  const { translations, ...rest } = translated()
  const [english, arabic = english, ...others] = translations
  await publish({ ...rest, translations: [arabic, english, ...others] })
  for (const [query, language] of [
    ['', 'ar'],
    ['?ui=xx', 'ar'],
    ['?ui=fr', 'fr'],
  ])
    expect((await worker.fetch(BUILDER + query)).headers.get('Content-Language')).toBe(language)
})

it('offers every way to embed the list', async () => {
  const room =
    'display:block;height:0;padding-bottom:clamp(clamp(22em,(51em - 100%)*999,28em),(34em - 100%)*999,46em)'
  expect(await codesAt(BUILDER)).toEqual({
    tag: `<script async src="${ORIGIN}/widget/a-letter.js" style="${room}"></script>`,
    element: `<signatory-list letter="a-letter" style="${room}">
  <a href="${ORIGIN}/letters/a-letter">A letter &amp; a half</a>
</signatory-list>
<script async src="${ORIGIN}/widget/a-letter.js"></script>`,
    frame: `<iframe src="${ORIGIN}/embed/a-letter" title="A letter &amp; a half" width="640" height="480" style="width:100%" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox" loading="lazy" frameborder="0"></iframe>`,
    link: `${ORIGIN}/letters/a-letter`,
    badgeHtml: `<a href="${ORIGIN}/letters/a-letter"><img src="${ORIGIN}/letters/a-letter/badge.svg" alt="A letter &amp; a half" height="28"></a>`,
    badgeMarkdown: `[![A letter \\& a half](${ORIGIN}/letters/a-letter/badge.svg)](${ORIGIN}/letters/a-letter)`,
  })
})

it('has its whole state in its address, as a form without a script sends it', async () => {
  const sent =
    '?ui=en&view=compact&theme=dark&sort=name&lang=fr&limit=5&heading=2&colours=own&accent=%23AA0000&text=%23111111&background=%23ffffff'
  const codes = await codesAt(BUILDER + sent)
  const options = 'view="compact" theme="dark" lang="fr" limit="5" sort="name" heading="2"'
  expect(codes.element).toBe(`<style>
  signatory-list {
    --signatories-accent: #aa0000;
    --signatories-color: #111111;
    --signatories-quiet: #111111;
    --signatories-background: #ffffff;
  }
</style>
<signatory-list letter="a-letter" ${options} style="display:block;height:0;padding-bottom:clamp(8em,(51em - 100%)*999,9em)">
  <a href="${ORIGIN}/letters/a-letter/fr">Une lettre</a>
</signatory-list>
<script async src="${ORIGIN}/widget/a-letter.js"></script>`)
  expect(codes.tag).toContain('data-view="compact" data-theme="dark" data-lang="fr"')
  expect(codes.frame).toContain(
    '?view=compact&amp;theme=dark&amp;lang=fr&amp;limit=5&amp;sort=name&amp;heading=2"',
  )
  expect(codes.badgeHtml).toContain('badge.svg?lang=fr&amp;theme=dark"')
  const html = await (await worker.fetch(BUILDER + sent)).text()
  for (const chosen of [
    'value="compact" checked=""',
    'value="name" checked=""',
    'value="own" checked=""',
    'value="#aa0000"',
  ])
    expect(html).toContain(chosen)
  expect(html).toMatch(/<option value="fr" lang="fr" selected="">/)
})

it('takes what makes no sense as not said', async () => {
  const nonsense =
    '?view=x&theme=&sort=1&lang=zz&limit=0&heading=9&colours=yes&accent=red&utm_source=y&view=z'
  expect(await codesAt(BUILDER + nonsense)).toEqual(await codesAt(BUILDER))
})

it('gives a link that oEmbed answers as chosen', async () => {
  for (const query of ['', '?lang=fr', '?lang=de', '?view=count&theme=light']) {
    const codes = await codesAt(BUILDER + query)
    const answer = (await (
      await worker.fetch(`/oembed?url=${encodeURIComponent(codes.link ?? '')}`)
    ).json()) as { html: string }
    const src = /src="([^"]*)"/.exec(codes.frame ?? '')?.[1]
    expect(src).toBe(`${ORIGIN}/embed/a-letter${query.replaceAll('&', '&amp;')}`)
    expect(answer.html).toContain(`src="${src}"`)
    expect((await worker.fetch(codes.link ?? '')).status).toBe(200)
  }
})

it('says so when colours cannot be read', async () => {
  const html = await (
    await worker.fetch(`${BUILDER}?colours=own&text=%23777777&background=%23ffffff&accent=%23ffffff`)
  ).text()
  expect(html).toContain('readers need 4.5 to 1: Text 4.4 and Accent 1<')
})

it('speaks the language asked for, else the letter’s', async () => {
  const arabic = await worker.fetch(`${BUILDER}?ui=ar`)
  expect(arabic.headers.get('Content-Language')).toBe('ar')
  expect(await arabic.text()).toContain('<html lang="ar" dir="rtl">')
  expect((await worker.fetch(`${BUILDER}?ui=xx`)).headers.get('Content-Language')).toBe('en')
})

it.each(LANGUAGES)('speaks %s', async (language) => {
  const response = await worker.fetch(`${BUILDER}?ui=${language}&colours=own&text=%23777777`)
  expect(response.headers.get('Content-Language')).toBe(language)
  const html = await response.text()
  expect(html).not.toMatch(/undefined|>[^<]*\{colours\}/)
  const { format } = new Intl.NumberFormat(language)
  expect(html).toMatch(new RegExp(`role="status" data-says="[^"]+">[^<]*${format(4.4)}`))
})

describe('its policy', () => {
  it('lets in nothing unsafe', async () => {
    const policy = (await worker.fetch(BUILDER)).headers.get('Content-Security-Policy') ?? ''
    expect(policy).not.toContain('unsafe')
    for (const directive of [
      "default-src 'none'",
      "script-src 'self'",
      "frame-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ])
      expect(policy.split('; ')).toContain(directive)
  })

  it('lets its script in, which has a validator', async () => {
    const script = await worker.fetch('/builder.js')
    expect(script.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8')
    const headers = { 'If-None-Match': script.headers.get('ETag') ?? '' }
    expect((await worker.fetch('/builder.js', { headers })).status).toBe(304)
  })
})

it('each state has its own validator', async () => {
  const etags = await Promise.all(
    ['', '?view=compact', '?ui=fr', '?colours=own', '?colours=own&text=%23000000'].map(async (query) =>
      (await worker.fetch(BUILDER + query)).headers.get('ETag'),
    ),
  )
  expect(new Set(etags).size).toBe(5)
})

it('is not there for a letter that is not', async () => {
  expect((await worker.fetch('/letters/nothing/embed')).status).toBe(404)
})

it('is what every page of the letter links to, in its language', async () => {
  const link = async (path: string) =>
    /<a href="([^"]*\/embed[^"]*)">/.exec(await (await worker.fetch(path)).text())?.[1]
  expect(await link('/letters/a-letter')).toBe(`${ORIGIN}/letters/a-letter/embed`)
  expect(await link('/letters/a-letter/ar')).toBe(`${ORIGIN}/letters/a-letter/embed?lang=ar&amp;ui=ar`)
  expect(await link('/letters/a-letter/pt-BR')).toBe(
    `${ORIGIN}/letters/a-letter/embed?lang=pt-BR&amp;ui=pt-BR`,
  )
})

it('a letter is passed on by mail with its title and its address, and nobody’s script', async () => {
  const html = await (await worker.fetch('/letters/a-letter/fr')).text()
  const [, href = ''] = /href="(mailto:[^"]*)"/.exec(html) ?? []
  const mail = new URL(plain(href))
  expect(mail.searchParams.get('subject')).toBe('Une lettre')
  expect(mail.searchParams.get('body')).toBe(`${ORIGIN}/letters/a-letter/fr`)
  expect(html).not.toContain('<script src')
})
