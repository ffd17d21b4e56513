/** What readers see of a letter that the public can sign. */
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Signing } from '../../src/letter/signing.ts'
import { catalogueKey, headKey } from '../../src/revision/keys.ts'
import { emptyKv } from '../kv.ts'
import { letterSignedBy } from '../letters.ts'
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
