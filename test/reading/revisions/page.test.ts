/** A letter's history as a page. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { makeRoom } from '../../../src/publishing/history.ts'
import { headKey, PART_NAME, partKey, revisionKey } from '../../../src/revision/keys.ts'
import type { Head, Publication } from '../../../src/revision/layout.ts'
import { emptyKv } from '../../kv.ts'
import { letterSignedBy } from '../../letters.ts'
import { ORIGIN, publish, startWorker } from '../../worker.ts'

const PATH = '/letters/a-letter/revisions'
let head: Head
let first: string

beforeEach(async () => {
  await emptyKv()
  first = (await publish(letterSignedBy(3), '2020-03-01T12:00:00.000Z')).head.revision.id
  head = (await publish(letterSignedBy(5), '2020-04-01T12:00:00.000Z')).head
})

const store = async (history: Publication[]) => {
  const room = await makeRoom('a-letter', { history })
  for (const { key, value } of room.parts) await env.LETTERS.put(key, value)
  await env.LETTERS.put(headKey('a-letter'), JSON.stringify({ ...head, ...room.history }))
}

const textOf = async (path: string) => {
  const response = await startWorker().fetch(path)
  expect(response.status).toBe(200)
  return response.text()
}

describe('a letter’s history as a page', () => {
  it('shows of each publication when, why, by whom and how many, what changed, and what was erased', async () => {
    const [second, oldest] = head.history as [Publication, Publication]
    await store([
      { ...second, note: 'Two <more>', by: 'Ada & Bo' },
      { ...oldest, as_published: { revision: 'e'.repeat(64), count: 4 } },
    ])
    const html = await textOf(PATH)
    expect(html).toContain('<time datetime="2020-04-01T12:00:00.000Z">')
    expect(html).toContain('Two &lt;more&gt;')
    expect(html).toContain('Ada &amp; Bo')
    expect(html).toContain('5 signatories<bdi> (+2)</bdi>')
    expect(html).toContain(`href="${ORIGIN}/v1/letters/a-letter/compare/${first}...${second.revision}"`)
    expect(html).toContain(`href="${ORIGIN}${PATH}/${first}"`)
    expect(html.match(/Somebody has been erased/g)).toHaveLength(1)
    expect(html).not.toContain('rel="next"')
  })

  it('names who joined, who left and who is called otherwise, and marks the words that came and went', async () => {
    const letter = letterSignedBy(30, 'a-letter', 'A <better> letter')
    const [one, , ...rest] = letter.signatories
    const [translation] = letter.translations
    if (!one || !translation) expect.fail()
    const french = { ...translation, language: 'fr' }
    await publish(
      {
        ...letter,
        date: '2020-03-02',
        translations: [translation, french],
        signatories: [{ ...one, name: 'One & all' }, ...rest],
      },
      '2020-05-01T12:00:00.000Z',
    )
    const worker = startWorker()
    const html = await (await worker.fetch(PATH)).text()
    // The head, the revisions, and what differs between them.
    expect(worker.rounds).toBeLessThanOrEqual(4)
    const [newest = '', second = '', oldest = ''] = html.split('<h2>').slice(1)
    const name = (text: string) => `<bdi translate="no">${text}</bdi>`
    expect(newest).toContain(
      `<dt>Joined</dt><dd>${name('Organisation 6')}\u00a0· ${name('Organisation 7')}\u00a0· `,
    )
    expect(newest).toContain('\u00a0· 5 others</dd>')
    expect(newest).toContain(`<dt>Left</dt><dd>${name('Organisation 2')}</dd>`)
    expect(newest).toContain(
      `<dt>Changed</dt><dd>${name('<del>Organisation 1</del> <ins>One &amp; all</ins>')}</dd>`,
    )
    expect(newest).toContain('<del>29 February 2020</del> <ins>2 March 2020</ins>')
    expect(newest).toContain('<ins><bdi lang="fr">français</bdi> </ins>')
    expect(newest).toContain(
      '<dt><bdi lang="en">English</bdi></dt><dd class="words" lang="en" dir="ltr">A <ins>&lt;better&gt; </ins>letter</dd>',
    )
    expect(second).toContain(
      `<dt>Joined</dt><dd>${name('Organisation 4')}\u00a0· ${name('Organisation 5')}</dd>`,
    )
    expect(second).not.toContain('<dt>Left</dt>')
    expect(oldest).not.toContain('<dt>Joined</dt>')
  })

  it('says by its count alone what cannot be read just now, under another validator, and all of it later', async () => {
    const [second] = head.history as [Publication]
    const key = partKey('a-letter', head.revision.signatories.names.slice(0, PART_NAME))
    const json = await env.LETTERS.get(key)
    await env.LETTERS.delete(key)
    const broken = await startWorker().fetch(PATH)
    const html = await broken.text()
    expect(html).toContain('5 signatories<bdi> (+2)</bdi>')
    expect(html).toContain(`${first}...${second.revision}`)
    expect(html).not.toContain('Joined')
    await env.LETTERS.put(key, json ?? '')
    const whole = await startWorker().fetch(PATH)
    expect(await whole.text()).toContain('Joined')
    expect(whole.headers.get('ETag')).not.toBe(broken.headers.get('ETag'))
  })

  it('says nothing of what changed since a revision that is gone', async () => {
    await env.LETTERS.delete(revisionKey('a-letter', first))
    const html = await textOf(PATH)
    expect(html).toContain('5 signatories<bdi> (+2)</bdi>')
    expect(html).not.toContain('...')
  })

  it('is linked from the letter', async () => {
    expect(await textOf('/letters/a-letter')).toContain(`href="${ORIGIN}${PATH}"`)
  })

  it('comes in pages that lead from one to the other, over a history longer than its head', async () => {
    const [newest] = head.history as [Publication]
    const total = 251
    await store(
      Array.from({ length: total }, (_, n) => ({
        ...newest,
        published: new Date(Date.UTC(2021, 0, 300 - n)).toISOString(),
        note: `No. ${total - n}.`,
      })),
    )
    const seen: string[] = []
    for (let path: string | undefined = PATH; path !== undefined; ) {
      const html = await textOf(path)
      seen.push(...(html.match(/No\. \d+\./g) ?? []))
      const [, next] = /<a href="([^"]+)" rel="next"/.exec(html) ?? []
      path = next?.slice(ORIGIN.length)
    }
    expect(seen).toEqual(Array.from({ length: total }, (_, n) => `No. ${total - n}.`))
    const second = await textOf(`${PATH}?cursor=231`)
    expect(second).toContain(`<a href="${ORIGIN}${PATH}" rel="prev"`)
  })

  it('has no other addresses: unknown parameters are dropped, and a place that is not there is a 404', async () => {
    const worker = startWorker()
    const dropped = await worker.fetch(`${PATH}?utm_source=x`)
    expect(dropped.headers.get('Location')).toBe(ORIGIN + PATH)
    for (const [cursor, status] of [
      ['0', 404],
      ['3', 404],
      ['x', 400],
    ] as const)
      expect((await worker.fetch(`${PATH}?cursor=${cursor}`)).status, cursor).toBe(status)
    expect((await worker.fetch('/letters/none/revisions')).status).toBe(404)
  })
})
