/** `fields` and `lang`: of a list, a signatory, a letter and a revision, what was asked for alone. */
import { beforeEach, describe, expect, it } from 'vitest'
import { emptyKv } from '../../kv.ts'
import { letterSignedBy } from '../../letters.ts'
import { ORIGIN, publish, startWorker } from '../../worker.ts'

const LETTER = '/v1/letters/a-letter'
let revision: string

beforeEach(async () => {
  await emptyKv()
  const letter = letterSignedBy(3)
  const [first, ...others] = letter.signatories
  if (!first) throw new Error('three signed')
  const { head } = await publish({ ...letter, signatories: [{ ...first, country: 'DE' }, ...others] })
  revision = head.revision.id
})

const get = async (path: string) => {
  const response = await startWorker().fetch(path)
  expect(response.status, path).toBe(200)
  return { response, json: (await response.json()) as Record<string, unknown> & { links: { next: string } } }
}

describe('fields', () => {
  it('of a list are each signatory’s, from page to page', async () => {
    const { json } = await get(
      `${LETTER}/signatories?fields=country%2Cid&limit=2`.replace('country%2Cid', 'id,country'),
    )
    expect(json).toMatchObject({
      count: 3,
      signatories: [{ id: 'org-1', country: 'DE' }, { id: 'org-2' }],
    })
    expect((json.signatories as object[])[1]).toEqual({ id: 'org-2' })
    const next = await get(json.links.next.slice(ORIGIN.length))
    expect(next.json.signatories).toEqual([{ id: 'org-3' }])
  })

  it.each([
    [`${LETTER}/signatories/org-1?fields=name,country`, { name: 'Organisation 1', country: 'DE' }],
    [`${LETTER}?fields=date,title`, { date: '2020-02-29', title: 'A letter' }],
    [`${LETTER}/revisions/:id?fields=date`, { date: '2020-02-29' }],
  ])('%s', async (path, expected) => {
    expect((await get(path.replace(':id', revision))).json).toEqual(expected)
  })

  it('have one spelling, and one entity tag each', async () => {
    const response = await startWorker().fetch(`${LETTER}/signatories?fields=country,id,id`)
    expect(response.status).toBe(308)
    expect(response.headers.get('Location')).toBe(`${ORIGIN}${LETTER}/signatories?fields=id%2Ccountry`)
    const paths = ['', '?fields=id', '?fields=name', '?lang=de', '?lang=fr'].flatMap((query) => [
      `${LETTER}/signatories${query}`,
      `${LETTER}/signatories/org-1${query}`,
    ])
    const tags = await Promise.all(
      [...paths, LETTER, `${LETTER}?fields=date`].map(async (path) =>
        (await get(path)).response.headers.get('ETag'),
      ),
    )
    expect(new Set(tags).size).toBe(tags.length)
  })

  it.each([
    [`${LETTER}/signatories?fields=id,nam`, 'fields cannot be nam: did you mean name?'],
    [`${LETTER}?fields=titel`, 'fields cannot be titel: did you mean title?'],
    [`${LETTER}/signatories/org-1?fields=id,`, 'fields cannot be : '],
    [`${LETTER}?fields=${'x,'.repeat(200)}`, 'fields is longer than 300 characters'],
    [`${LETTER}/signatories?fields=country_name`, 'add its language, such as lang=en'],
  ])('%s is a 400 that says what would be right', async (path, detail) => {
    const response = await startWorker().fetch(path)
    expect(response.status).toBe(400)
    expect(((await response.json()) as { detail: string }).detail).toContain(detail)
  })
})

describe('lang', () => {
  it.each([
    ['de', 'Deutschland', 'de'],
    ['fr', 'Allemagne', 'fr'],
    ['ar', 'ألمانيا', 'ar'],
  ])('%s gives countries their names, and says so', async (lang, name, language) => {
    const list = await get(`${LETTER}/signatories?lang=${lang}`)
    const [first, second] = list.json.signatories as { country_name?: string }[]
    expect(first?.country_name).toBe(name)
    expect(second).not.toHaveProperty('country_name')
    const one = await get(`${LETTER}/signatories/org-1?fields=country_name&lang=${lang}`)
    expect(one.json).toEqual({ country_name: name })
    for (const { response } of [list, one]) {
      expect(response.headers.get('Content-Language')).toBe(language)
      expect(response.headers.get('Vary')).toBe(null)
    }
  })

  it('has one spelling: that of the language whose names these are', async () => {
    const response = await startWorker().fetch(`${LETTER}/signatories?lang=FR-ke`)
    expect(response.status).toBe(308)
    expect(response.headers.get('Location')).toBe(`${ORIGIN}${LETTER}/signatories?lang=fr`)
  })

  it.each(['tlh', 'e', 'no language'])('%s, in which there are none, is a 400', async (lang) => {
    const response = await startWorker().fetch(`${LETTER}/signatories?lang=${encodeURIComponent(lang)}`)
    expect(response.status).toBe(400)
  })
})
