/** `/v1/letters`: all letters, or those that are asked for, a page at a time. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import type { LettersJson } from '../../../../src/api/schemas.ts'
import type { SignedLetter } from '../../../../src/letter/schema.ts'
import { createBindingKv } from '../../../../src/publishing/kv-binding.ts'
import { readLive } from '../../../../src/publishing/live.ts'
import { indexPartKeys } from '../../../../src/publishing/signatories-index/sync.ts'
import { nextWords } from '../../../../src/publishing/words.ts'
import { indexPartKey, wordsKey, wordsPartKey } from '../../../../src/revision/keys.ts'
import { emptyKv } from '../../../kv.ts'
import { letterSaying } from '../../../letters.ts'
import { indexEveryone, organisation, relist, signed } from '../../../signed-letters.ts'
import { ORIGIN, publish, startWorker } from '../../../worker.ts'

const river = letterSaying('river', 'Keep the Danube clean.', '2020-02-29', 'On the Ríver')
const roads = letterSaying('roads', '', '2020-02-29', 'On roads')
const letters: SignedLetter[] = [
  letterSaying('coal', 'No coal after 2030. 人权理事会', '2021-05-01', 'On coal'),
  {
    ...river,
    translations: [
      { ...river.translations[0], addressee: 'The Minister for Water' },
      { ...river.translations[0], language: 'pt-BR', title: 'Sobre o rio' },
    ],
  },
  {
    ...roads,
    translations: [
      {
        ...roads.translations[0],
        body: [
          {
            type: 'paragraph',
            children: [
              {
                type: 'link',
                url: 'https://hidden.example/',
                children: [{ type: 'text', value: 'Fewer cars' }],
              },
            ],
          },
        ],
      },
    ],
  },
]

/** Writes the index of words of all that is published, as a publish does. */
const indexWords = async () => {
  const kv = createBindingKv(env.LETTERS)
  const words = await nextWords(kv, undefined, (await readLive(kv, [])).catalogue)
  if (words) await kv.put([...words.parts, { key: wordsKey, value: JSON.stringify(words.index) }])
}

beforeEach(async () => {
  await emptyKv()
  for (const letter of letters) await publish(letter)
  await indexWords()
})

const ask = async (query: string, worker = startWorker()) => {
  const response = await worker.fetch(`/v1/letters${query}`)
  expect(response.status, query).toBe(200)
  return response.json<LettersJson>()
}
const slugs = ({ letters }: LettersJson) => letters.map(({ slug }) => slug)

describe('the list of letters', () => {
  it('without parameters is all of them, the newest first', async () => {
    const list = await ask('')
    expect(list).toMatchObject({ count: 3, links: { self: `${ORIGIN}/v1/letters`, next: null } })
    expect(slugs(list)).toEqual(['coal', 'river', 'roads'])
    expect(list).not.toHaveProperty('complete')
  })

  it('is had page by page, each letter once, though some come and go meanwhile', async () => {
    const first = await ask('?limit=2')
    expect(slugs(first)).toEqual(['coal', 'river'])
    expect(first.links.next).toBe(`${ORIGIN}/v1/letters?cursor=2020-02-29.river&limit=2`)
    await publish(letterSaying('newer', 'A newer one', '2022-01-01'))
    const second = await ask(new URL(first.links.next ?? '').search)
    expect(slugs(second)).toEqual(['roads'])
    expect(second).toMatchObject({ count: 4, links: { next: null } })
  })

  it('has what each parameter asks for', async () => {
    const worker = startWorker()
    for (const [query, found] of [
      ['?q=danube', ['river']],
      ['?q=DANU+clea', ['river']],
      ['?q=river', ['river']],
      ['?q=sobre+danube', ['river']],
      ['?q=on', ['coal', 'river', 'roads']],
      ['?q=理事', ['coal']],
      ['?q=事权', []],
      ['?q=hidden', []],
      ['?q=fewer', ['roads']],
      ['?q=danube+coal', []],
      ['?language=pt', ['river']],
      ['?language=pt-BR', ['river']],
      ['?since=2020-03-01', ['coal']],
      ['?since=2020-02-29&until=2020-02-29', ['river', 'roads']],
      ['?until=2019-12-31', []],
      ['?addressee=minist', ['river']],
      ['?addressee=water+minister', ['river']],
      ['?addressee=somebody&q=on&since=2021-01-01', ['coal']],
    ] as const) {
      const list = await (await worker.follow(`/v1/letters${query}`)).json<LettersJson>()
      expect(slugs(list), query).toEqual(found)
      expect(list.count).toBe(found.length)
      expect(list.complete).toBe(query.includes('q=') ? true : undefined)
    }
  })

  it('keeps what is asked for from page to page', async () => {
    const first = await ask('?addressee=somebody&limit=1&q=on')
    expect(first).toMatchObject({ count: 2, complete: true })
    expect(slugs(first)).toEqual(['coal'])
    const second = await ask(new URL(first.links.next ?? '').search)
    expect(slugs(second)).toEqual(['roads'])
    expect(second.links.next).toBeNull()
  })

  it('says of a wrong parameter what would be right', async () => {
    const worker = startWorker()
    for (const [query, detail] of [
      ['q=%21', 'q has no letter or digit to look for.'],
      ['cursor=3', 'cursor is not a cursor that this API gave out.'],
      ['language=English', 'language is not a language tag such as en, pt-BR or zh-Hans.'],
      ['since=2020-02-30', 'since is not a date of the calendar, written YYYY-MM-DD.'],
      ['signed_by=%21', 'signed_by has no letter or digit to look for.'],
      ['limit=501', 'limit is more than 500.'],
      [
        'since=2021-01-01&until=2020-01-01',
        'since is after until, so no letter is of both: did you mean since=2020-01-01 and until=2021-01-01?',
      ],
      ['langage=fr', 'langage is not a parameter here: did you mean language?'],
    ] as const) {
      const response = await worker.fetch(`/v1/letters?${query}`)
      expect(response.status).toBe(400)
      expect((await response.json<{ detail: string }>()).detail).toContain(detail)
    }
  })

  it('is found in two rounds of KV, and a 304 costs one', async () => {
    const worker = startWorker()
    const response = await worker.fetch('/v1/letters?q=danube')
    expect(worker.rounds).toBe(2)
    const tag = response.headers.get('ETag') ?? ''
    const cold = startWorker()
    const again = await cold.fetch('/v1/letters?q=danube', { headers: { 'If-None-Match': tag } })
    expect([again.status, cold.rounds]).toEqual([304, 1])
    await publish(letterSaying('danube', 'The Danube again'))
    await indexWords()
    const changed = await startWorker().fetch('/v1/letters?q=danube', { headers: { 'If-None-Match': tag } })
    expect(slugs(await changed.json<LettersJson>())).toEqual(['danube', 'river'])
  })

  it('says where the texts of some letters could not be looked through yet', async () => {
    await env.LETTERS.delete(wordsKey)
    const before = await startWorker().fetch('/v1/letters?q=danube')
    expect(await before.json()).toMatchObject({ count: 0, complete: false })
    expect(slugs(await ask('?q=river'))).toEqual(['river'])
    await indexWords()
    const tag = before.headers.get('ETag') ?? ''
    const after = await startWorker().fetch('/v1/letters?q=danube', { headers: { 'If-None-Match': tag } })
    expect(await after.json()).toMatchObject({ count: 1, complete: true })
    await publish(letterSaying('late', 'A text of the Danube', '2023-01-01', 'Late'))
    expect(await ask('?q=late')).toMatchObject({ count: 1, complete: false })
  })

  it('is a 503, and not a shorter list, while the index cannot be read; without words it is there', async () => {
    const worker = startWorker()
    worker.interfere = async (key, read) => (key.startsWith(wordsPartKey('')) ? '[]' : read())
    expect((await worker.fetch('/v1/letters?q=danube')).status).toBe(503)
    expect((await worker.fetch('/v1/letters?since=2021-01-01')).status).toBe(200)
  })

  it('counts who searches it', async () => {
    const SEARCH_LIMIT = { limit: async () => ({ success: false }) }
    const worker = startWorker({}, { SEARCH_LIMIT })
    const init = { headers: { 'CF-Connecting-IP': '192.0.2.1' } }
    expect((await worker.fetch('/v1/letters?q=danube', init)).status).toBe(429)
    expect((await worker.fetch('/?q=danube', init)).status).toBe(429)
    expect((await worker.fetch('/v1/letters?signed_by=amnesty', init)).status).toBe(429)
    expect((await worker.fetch('/v1/letters?addressee=minister', init)).status).toBe(200)
  })
})

describe('the letters that somebody signed', () => {
  const amnesty = organisation('Amnesty International', { acronym: 'AI' })
  const four = async () => {
    await emptyKv()
    await publish({ ...signed('a', organisation('ARTICLE 19'), amnesty), date: '2019-01-01' })
    await publish(signed('b', organisation('Kenya Amnesty', { alias: 'International Kenya' })))
    await publish(
      signed(
        'c',
        { id: 'bo', type: 'person', name: 'Bo', affiliation: 'Amnesty International' },
        organisation('Amnesty Left', { withdrawn: '2021-01-01' }),
      ),
    )
    await publish({ ...letterSaying('d', 'Keep the Danube clean.'), signatories: [amnesty] })
    await indexWords()
    return indexEveryone()
  }

  it('are those that have all words in one of its names, the newest first, in two rounds of KV with all else', async () => {
    await four()
    const ask = async (query: string) => {
      const worker = startWorker()
      const list = await (await worker.follow(`/v1/letters?${query}`)).json<LettersJson>()
      expect(worker.rounds, query).toBeLessThanOrEqual(2)
      return list
    }
    for (const [query, found] of [
      ['signed_by=amnesty', ['b', 'd', 'a']],
      ['signed_by=INTERN+amn', ['b', 'd', 'a']],
      ['signed_by=amnesty+international', ['b', 'd', 'a']],
      ['signed_by=ai', ['d', 'a']],
      ['signed_by=bo', ['c']],
      ['signed_by=left', []],
      ['signed_by=nobody', []],
      ['q=danube&signed_by=amnesty', ['d']],
      ['signed_by=amnesty&until=2019-12-31', ['a']],
    ] as const) {
      const list = await ask(query)
      expect(slugs(list), query).toEqual(found)
      expect(list).toMatchObject({ count: found.length, incomplete: [] })
    }
    expect(await ask('since=2019-01-01')).not.toHaveProperty('incomplete')
    const first = await ask('limit=2&signed_by=amnesty')
    expect(slugs(first)).toEqual(['b', 'd'])
    expect(slugs(await ask(new URL(first.links.next ?? '').search.slice(1)))).toEqual(['a'])
  })

  it('are told from those of which the index may lack somebody, of the letters that are asked for', async () => {
    await four()
    await relist((line) => (/[cd]/.test(line.slug) ? { ...line, signing: true } : line))
    await publish({ ...signed('a', organisation('ARTICLE 19')), date: '2019-01-01' })
    const list = await ask('?signed_by=art')
    expect(slugs(list)).toEqual(['a'])
    expect(list.incomplete).toEqual(
      ['c', 'd'].map((slug) => ({
        slug,
        title: slug === 'c' ? 'Letter C' : 'A letter',
        links: { signatories: `${ORIGIN}/v1/letters/${slug}/signatories?q=art` },
      })),
    )
    const bo = await ask('?limit=1&signed_by=bo')
    expect([slugs(bo), bo.incomplete?.map(({ slug }) => slug)]).toEqual([['c'], ['d', 'a']])
    expect(await ask('?signed_by=kenya&until=2019-12-31')).toMatchObject({
      count: 0,
      incomplete: [{ slug: 'a' }],
    })
  })

  it('are looked for in four parts of the index at most: where more have such a name, it says of which letters it is not known', async () => {
    await emptyKv()
    const many = Array.from({ length: 300 }, (_, n) =>
      organisation(`Common ${n}`, { alias: `Common ${n} ${'x'.repeat(900)}` }),
    )
    await publish(signed('a', organisation('Common First'), organisation('Zoe')))
    await publish(signed('b', ...many))
    await publish(signed('z', organisation('Common Last')))
    expect(indexPartKeys(await indexEveryone()).length).toBeGreaterThan(8)
    const worker = startWorker()
    const read = new Set<string>()
    worker.interfere = async (key, readValue) => {
      if (key.startsWith(indexPartKey(''))) read.add(key)
      return readValue()
    }
    const list = await (await worker.fetch('/v1/letters?signed_by=common')).json<LettersJson>()
    expect([read.size, worker.rounds]).toEqual([4, 2])
    expect(slugs(list)).toEqual(['b'])
    expect(list.incomplete?.map(({ slug }) => slug)).toEqual(['a', 'z'])
    expect(await ask('?signed_by=common+last')).toMatchObject({ letters: [{ slug: 'z' }], incomplete: [] })
  })

  it('are known by a tag that changes with the index, and are a 503 while that cannot be read', async () => {
    await four()
    const { headers } = await startWorker().fetch('/v1/letters?signed_by=amnesty')
    const init = { headers: { 'If-None-Match': headers.get('ETag') ?? '' } }
    const cold = startWorker()
    expect([(await cold.fetch('/v1/letters?signed_by=amnesty', init)).status, cold.rounds]).toEqual([304, 1])
    // Another index of the same list of letters: as one that was late.
    await publish(signed('c', organisation('Amnesty Late')))
    const late = await startWorker().fetch('/v1/letters?signed_by=amnesty')
    expect(slugs(await late.json<LettersJson>())).toEqual(['b', 'd', 'a'])
    await indexEveryone()
    const next = { headers: { 'If-None-Match': late.headers.get('ETag') ?? '' } }
    const now = await startWorker().fetch('/v1/letters?signed_by=amnesty', next)
    expect(slugs(await now.json<LettersJson>())).toEqual(['b', 'c', 'd', 'a'])
    const worker = startWorker()
    worker.interfere = async (key, read) => (key.startsWith(indexPartKey('')) ? '[]' : read())
    expect((await worker.fetch('/v1/letters?signed_by=amnesty')).status).toBe(503)
  })
})
