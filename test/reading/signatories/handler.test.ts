import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { emptyKv } from '../../kv.ts'
import { letterSignedBy } from '../../letters.ts'
import { publish, startWorker } from '../../worker.ts'

type Page = {
  revision: string
  count: number
  signatories: { id: string; position: number }[]
  links: { self: string; next: string | null }
}

const START = '/v1/letters/a-letter/signatories'

beforeEach(emptyKv)

/** Follows `next` from the first page to the last; `between` happens after each page. */
const walk = async (limit: number, between: () => Promise<unknown> = async () => {}): Promise<Page[]> => {
  const pages: Page[] = []
  for (let at: string | null = `${START}?limit=${limit}`; at !== null; ) {
    const response = await startWorker().follow(at)
    expect(response.status).toBe(200)
    const page: Page = await response.json()
    pages.push(page)
    at = page.links.next
    await between()
  }
  return pages
}

describe('paging', () => {
  it('yields everyone of one revision exactly once, whatever the page size and whatever is published meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1500 }),
        fc.integer({ min: 100, max: 500 }),
        fc.array(fc.integer({ min: 1, max: 1500 }), { maxLength: 3 }),
        async (count, limit, meanwhile) => {
          await emptyKv()
          await publish(letterSignedBy(count))
          const pages = await walk(limit, async () => {
            const other = meanwhile.pop()
            if (other !== undefined) await publish(letterSignedBy(other))
          })
          const everyone = pages.flatMap(({ signatories }) => signatories)
          expect(everyone.map(({ id }) => id)).toEqual(letterSignedBy(count).signatories.map(({ id }) => id))
          expect(everyone.map(({ position }) => position)).toEqual(everyone.map((_, index) => index + 1))
          expect(new Set(pages.map(({ revision }) => revision)).size).toBe(1)
        },
      ),
      { numRuns: 15 },
    )
  })

  it('gives up to 500 at once when nobody says how many', async () => {
    await publish(letterSignedBy(501))
    const page: Page = await (await startWorker().fetch(START)).json()
    expect(page.signatories).toHaveLength(500)
    expect(page.links.next).toMatch(/\?cursor=[0-9a-f]{64}\.500$/)
  })

  it('lets a page that names its revision be kept', async () => {
    await publish(letterSignedBy(3))
    const { links }: Page = await (await startWorker().fetch(`${START}?limit=2`)).json()
    const next = await startWorker().fetch(links.next ?? '')
    expect(next.headers.get('Cache-Control')).toBe('public, max-age=39600, s-maxage=39600, immutable')
    expect(await next.json()).toMatchObject({
      signatories: [{ id: 'org-3', position: 3 }],
      links: { next: null },
    })
  })

  it('says where to start again when a cursor names a revision that is not held', async () => {
    await publish(letterSignedBy(3))
    const response = await startWorker().fetch(`${START}?cursor=${'0'.repeat(64)}.2`)
    expect(response.status).toBe(410)
    expect(await response.json()).toMatchObject({
      detail: expect.stringContaining(
        'Start again at https://letters.example/v1/letters/a-letter/signatories',
      ),
    })
  })
})
