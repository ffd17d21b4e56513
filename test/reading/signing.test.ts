/** What readers see of a letter that the public can sign. */
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Signing } from '../../src/letter/signing.ts'
import { catalogueKey, headKey } from '../../src/revision/keys.ts'
import { emptyKv } from '../kv.ts'
import { letterSignedBy } from '../letters.ts'
import { translated } from '../translated.ts'
import { ORIGIN, publish, startWorker } from '../worker.ts'

const SLUG = 'a-letter'
const FORM = `${ORIGIN}/sign/${SLUG}`
const SIGNING: Signing = { who: 'both', closes: '2027-06-01', goal: 2000, moderation: 'before', fields: [] }

const open = async (signing: Signing) => {
  const key = headKey(SLUG)
  const head = JSON.parse((await env.LETTERS.get(key)) ?? '')
  await env.LETTERS.put(key, JSON.stringify({ ...head, signing }))
  const [line] = JSON.parse((await env.LETTERS.get(catalogueKey)) ?? '')
  await env.LETTERS.put(catalogueKey, JSON.stringify([{ ...line, signing: true }]))
}

/** All that leads to the form. */
const ADDRESSES = [
  `/letters/${SLUG}`,
  `/embed/${SLUG}`,
  `/widget/${SLUG}.js`,
  `/v1/letters/${SLUG}`,
  `/v1/letters/${SLUG}/signatories?widget=en`,
  `/letters/${SLUG}/embed`,
  `/embed/${SLUG}?view=compact`,
  `/embed/${SLUG}?view=count`,
  `/letters/${SLUG}/feed.atom`,
  `/letters/${SLUG}/feed.json`,
]

beforeEach(async () => {
  await emptyKv()
  await publish(letterSignedBy(3))
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a letter that the public can sign', () => {
  it.each(ADDRESSES)('leads to the form: %s', async (address) => {
    const before = await (await startWorker().fetch(address)).text()
    expect(before).not.toContain('/sign/')
    await open(SIGNING)
    const { fetch } = startWorker()
    const response = await fetch(address)
    expect(await response.text()).toContain(FORM)
  })

  it.each(ADDRESSES)(
    'leads there no more once its last day is over, with another entity tag: %s',
    async (address) => {
      await open(SIGNING)
      vi.useFakeTimers({ now: Date.parse('2027-06-02T11:59:00Z'), toFake: ['Date'] })
      const { fetch } = startWorker()
      const before = await fetch(address)
      const tag = before.headers.get('ETag') ?? ''
      expect(await before.text()).toContain(FORM)
      vi.setSystemTime(Date.parse('2027-06-02T12:00:00Z'))
      const after = await fetch(address, { headers: { 'If-None-Match': tag } })
      expect(after.status).toBe(200)
      expect(await after.text()).not.toContain(FORM)
    },
  )

  it('says the goal in words, and as a bar', async () => {
    await open(SIGNING)
    const page = await (await startWorker().fetch(`/letters/${SLUG}`)).text()
    expect(page).toContain('Goal: 2,000 <progress max="2000" value="3"></progress>')
    // Above the letter, and after it, for whoever has read it.
    expect(page).toMatch(
      new RegExp(`<a href="${FORM}">.*<div class="text">.*</div><p.*<a href="${FORM}">`, 's'),
    )
    expect(page.match(/Goal:/g)).toHaveLength(1)
    await open({ who: 'both', moderation: 'before', fields: [] })
    const other = await (await startWorker().fetch(`/letters/${SLUG}`)).text()
    expect(other).toContain(FORM)
    expect(other).not.toContain('<progress')
  })

  it.each([
    ['', 'Open for signing until <time datetime="2027-06-01">1 June 2027</time>'],
    ['/ar', 'التوقيع متاح حتى <time datetime="2027-06-01">1 يونيو 2027</time>'],
  ])(
    'says beside each link to the form until when, for as long as there is a link: %s',
    async (path, words) => {
      await publish(translated(3), '2020-03-02T12:00:00.000Z')
      await open(SIGNING)
      vi.useFakeTimers({ now: Date.parse('2027-06-02T11:59:59Z'), toFake: ['Date'] })
      const { fetch } = startWorker()
      const address = `/letters/${SLUG}${path}`
      const response = await fetch(address)
      const page = await response.text()
      expect(page.split(`</a><span>${words}</span>`)).toHaveLength(3)
      // No cache has it much longer than this, but where the Worker fails.
      expect(response.headers.get('Cache-Control')).toMatch(/^public, max-age=15, stale-while-revalidate=5,/)
      vi.setSystemTime(Date.parse('2027-06-02T12:00:00Z'))
      expect(await (await fetch(address)).text()).not.toContain('2027-06-01')
      await open({ who: 'both', moderation: 'before', fields: [] })
      const endless = await (await startWorker().fetch(address)).text()
      expect(endless).toContain(FORM)
      expect(endless).not.toContain(words.split('<')[0])
    },
  )

  it('leads from a translation to the form in its language, and from the original to that of the browser', async () => {
    await publish(translated(3), '2020-03-02T12:00:00.000Z')
    await open(SIGNING)
    const { fetch } = startWorker()
    const links = async (path: string) =>
      Array.from(
        (await (await fetch(`/letters/${SLUG}${path}`)).text()).matchAll(/<a href="([^"]*\/sign\/[^"]*)"/g),
        ([, href]) => href,
      )
    expect(await links('')).toEqual([FORM, FORM])
    expect(await links('/pt-BR')).toEqual([`${FORM}?lang=pt-BR`, `${FORM}?lang=pt-BR`])
  })

  it('says so in English where the letter’s language is none that we speak', async () => {
    const { translations, ...letter } = translated(3)
    const dutch = { ...translations[0], language: 'nl' }
    await publish({ ...letter, translations: [dutch] }, '2020-03-02T12:00:00.000Z')
    await open(SIGNING)
    expect(await (await startWorker().fetch(`/letters/${SLUG}`)).text()).toContain(
      '<bdi lang="en">Open for signing until <time datetime="2027-06-01">1 June 2027</time></bdi>',
    )
  })

  it('says how many signed which earlier text, and leads to each; where all signed this one, nothing', async () => {
    const key = headKey(SLUG)
    const plain = await (await startWorker().fetch(`/letters/${SLUG}`)).text()
    expect(plain).not.toContain('signed an earlier text')
    const earlier_texts = [
      { revision: 'a'.repeat(64), count: 1204 },
      { revision: 'b'.repeat(64), count: 1 },
    ]
    const head = JSON.parse((await env.LETTERS.get(key)) ?? '')
    await env.LETTERS.put(key, JSON.stringify({ ...head, earlier_texts }))
    const page = await (await startWorker().fetch(`/letters/${SLUG}`)).text()
    const at = `${ORIGIN}/letters/${SLUG}/revisions`
    expect(page).toContain(`<a href="${at}/${'a'.repeat(64)}">1,204 signed an earlier text</a>`)
    expect(page).toContain(`<a href="${at}/${'b'.repeat(64)}">1 signed an earlier text</a>`)
  })

  it('says in JSON who can sign, and where', async () => {
    await open(SIGNING)
    const { fetch } = startWorker()
    expect(await (await fetch(`/v1/letters/${SLUG}`)).json()).toMatchObject({
      signing: { ...SIGNING, form: FORM },
    })
    vi.useFakeTimers({ now: Date.parse('2028-01-01'), toFake: ['Date'] })
    const later = await (await startWorker().fetch(`/v1/letters/${SLUG}`)).json()
    expect(later).toMatchObject({ signing: { ...SIGNING, form: null } })
  })

  it('is in the list of letters as open, and on the home page without a number', async () => {
    await open(SIGNING)
    const { fetch } = startWorker()
    expect(await (await fetch('/v1/letters')).json()).toMatchObject({ letters: [{ signing: true }] })
    const home = await (await fetch('/')).text()
    expect(home).toContain('<dt>Signatures</dt><dd>open for signing</dd>')
    expect(home).not.toContain('3 signatories')
  })

  it('leads to another host where the operator names one', async () => {
    await open(SIGNING)
    const { fetch } = startWorker({}, {}, { sign_origin: 'https://sign.example' })
    expect(await (await fetch(`/letters/${SLUG}`)).text()).toContain(`https://sign.example/sign/${SLUG}`)
  })

  it('does not lead there from a revision, which stays as it is', async () => {
    await open(SIGNING)
    const { fetch } = startWorker()
    const { revision } = (await (await fetch(`/v1/letters/${SLUG}`)).json()) as { revision: string }
    expect(await (await fetch(`/letters/${SLUG}/revisions/${revision}`)).text()).not.toContain('/sign/')
  })
})
