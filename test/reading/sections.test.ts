/** A list in sections, in every form in which it is served. */
import { beforeAll, describe, expect, it } from 'vitest'
import { emptyKv } from '../kv.ts'
import { letterSignedBy } from '../letters.ts'
import { publish, startWorker } from '../worker.ts'

const COUNT = 2_100
/** Two beyond what is read of a list at once before an answer begins. */
const ORGANISATIONS = 2_002

const worker = startWorker()
const get = async (path: string): Promise<string> => (await worker.follow(path)).text()

beforeAll(async () => {
  await emptyKv()
  const letter = letterSignedBy(COUNT)
  const signatories = letter.signatories.map((signatory, index) => {
    if (index === 0) return signatory
    return { ...signatory, section: index <= ORGANISATIONS ? 'NGOs & <others>' : 'Individuals' }
  })
  await publish({ ...letter, signatories })
})

describe('sections', () => {
  it('are headings of the page, above lists that go on counting, also where a page begins within one', async () => {
    const first = await get('/letters/a-letter')
    expect(first).toMatch(
      /<ol class="signatories" start="1"[^>]*><li id="signatory-org-1">.*?<\/li><\/ol><h3><bdi>NGOs &amp; &lt;others&gt;<\/bdi><\/h3><ol class="signatories" start="2"/,
    )
    expect(first.match(/<h3/g)).toHaveLength(1)
    const { id } = (
      await (
        await worker.fetch('/v1/letters/a-letter/revisions')
      ).json<{ revisions: { revision: string }[] }>()
    ).revisions.map(({ revision }) => ({ id: revision }))[0] ?? { id: '' }
    const later = await get(`/letters/a-letter?cursor=${id}.2000`)
    expect(later).toMatch(
      /<h3><bdi>NGOs .*?<ol class="signatories" start="2001".*?<h3><bdi>Individuals<\/bdi><\/h3><ol class="signatories" start="2004"/,
    )
  })

  it.each([
    ['md', '### NGOs \\& \\<others\\>', '### Individuals'],
    ['txt', 'NGOs & <others>', 'Individuals'],
  ])('are headings in .%s, each once and apart from the names', async (form, organisations, individuals) => {
    const text = await get(`/letters/a-letter.${form}`)
    const lines = text.split('\n')
    for (const [heading, before, after] of [
      [organisations, 'Organisation 1', 'Organisation 2'],
      [individuals, 'Organisation 2003', 'Organisation 2004'],
    ] as const) {
      const at = lines.indexOf(heading)
      expect([lines[at - 2], lines[at - 1], lines[at + 1], lines[at + 2]]).toEqual([
        expect.stringMatching(`${before}$`),
        '',
        '',
        expect.stringMatching(`${after}$`),
      ])
      expect(lines.filter((line) => line === heading)).toHaveLength(1)
    }
  })

  it('are a column of the CSV and a member of who is in one in the API', async () => {
    const rows = (await get('/letters/a-letter/signatories.csv')).split('\r\n')
    expect(rows[0]).toMatch(/,section$/)
    expect(rows[1]).toMatch(/,$/)
    expect(rows[2]).toMatch(/,NGOs & <others>$/)
    const one = async (id: string) => (await worker.fetch(`/v1/letters/a-letter/signatories/${id}`)).json()
    expect(await one('org-2')).toMatchObject({ section: 'NGOs & <others>' })
    expect(await one('org-1')).not.toHaveProperty('section')
  })

  it('are headings in the frame where the names stand in the letter’s order, one level below its own', async () => {
    expect(await get('/embed/a-letter?heading=2')).toMatch(/<h3 part="section"><bdi>NGOs/)
    expect(await get('/embed/a-letter?sort=name')).not.toContain('part="section"')
    expect(await get('/embed/a-letter?heading=none')).toMatch(/<p part="section"><bdi>NGOs/)
  })
})
