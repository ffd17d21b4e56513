/** The pictures that a publish drew, as the Worker serves them. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { headKey } from '../../../src/revision/keys.ts'
import { PIXEL } from '../../fixtures/drawn.ts'
import { emptyKv } from '../../kv.ts'
import { translated } from '../../translated.ts'
import { ORIGIN, publish, startWorker } from '../../worker.ts'

let head: Awaited<ReturnType<typeof publish>>['head']
beforeEach(async () => {
  await emptyKv()
  head = (await publish(translated(2))).head
})

const previewName = () => head.pictures?.drawn[0]?.preview ?? ''
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer()).toBase64()

describe('the preview', () => {
  const path = () => `/letters/a-letter/preview/${previewName()}.png`

  it('is the PNG that was drawn, and may be kept as what names its content may', async () => {
    const worker = startWorker()
    const response = await worker.fetch(path())
    expect(response.headers.get('Content-Type')).toBe('image/png')
    expect(response.headers.get('Cache-Control')).toContain('immutable')
    expect(Number(response.headers.get('Content-Length'))).toBe(Uint8Array.fromBase64(PIXEL).length)
    expect(await bytesOf(response)).toBe(PIXEL)
    expect(worker.rounds).toBe(2)
    const again = await worker.fetch(path(), {
      headers: { 'If-None-Match': response.headers.get('ETag') ?? '' },
    })
    expect(again.status).toBe(304)
  })

  it('is none of a name that the head does not give, were it that of another part', async () => {
    for (const name of [head.revision.letter, head.pictures?.drawn[0]?.badge, 'A'.repeat(22)])
      expect((await startWorker().fetch(`/letters/a-letter/preview/${name}.png`)).status, name).toBe(404)
  })

  it('is named by the letter’s page in each of its languages, with its size and in words', async () => {
    for (const page of ['/letters/a-letter', '/letters/a-letter/fr']) {
      const text = await (await startWorker().fetch(page)).text()
      expect(text).toContain(`<meta property="og:image" content="${ORIGIN}${path()}"`)
      expect(text).toMatch(/og:image:width" content="1200".*height" content="630".*image:alt" content="[^"]/)
      expect(text).toContain('<meta name="twitter:card" content="summary_large_image"')
      expect(text).toContain(`"image":{"@type":"ImageObject","url":"${ORIGIN}${path()}"`)
    }
    const jsonLd = (await (await startWorker().fetch('/letters/a-letter.jsonld')).json()) as Record<
      string,
      object
    >
    expect(jsonLd.image).toMatchObject({ url: ORIGIN + path(), width: 1200, height: 630 })
  })

  it('is named by no page of a letter that was published without', async () => {
    const { pictures: _, ...without } = head
    await env.LETTERS.put(headKey('a-letter'), JSON.stringify(without))
    const text = await (await startWorker().fetch('/letters/a-letter')).text()
    expect(text).not.toContain('og:image')
    expect(text).toContain('<meta name="twitter:card" content="summary"')
  })

  it('changes the page’s validator when it is drawn anew', async () => {
    const before = await startWorker().fetch('/letters/a-letter')
    const pictures = { ...head.pictures, made_of: 'B'.repeat(22) }
    await env.LETTERS.put(headKey('a-letter'), JSON.stringify({ ...head, pictures }))
    const after = await startWorker().fetch('/letters/a-letter')
    expect(after.headers.get('ETag')).not.toBe(before.headers.get('ETag'))
  })
})

describe('the badge for e-mail', () => {
  it('is the PNG that was drawn in the letter’s language, or in the one asked for', async () => {
    for (const path of ['/letters/a-letter/badge.png', '/letters/a-letter/badge.png?lang=fr']) {
      const response = await startWorker().fetch(path)
      expect(response.headers.get('Content-Type'), path).toBe('image/png')
      expect(response.headers.get('Cache-Control')).toContain('max-age=60')
      expect(await bytesOf(response)).not.toBe(PIXEL)
    }
  })

  it('is not there in a language that the letter has not', async () => {
    expect((await startWorker().fetch('/letters/a-letter/badge.png?lang=ru')).status).toBe(404)
  })

  it('passes over what others add to an image’s address', async () => {
    expect((await startWorker().fetch('/letters/a-letter/badge.png?v=2')).status).toBe(200)
  })
})
