/** What `src/publishing/deployed.ts` makes of what a server answers, right and wrong. */
import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { fetchJson, fetchLetter, fetchSlugs } from '../../src/publishing/deployed.ts'
import { DeploymentError } from '../../src/publishing/errors.ts'
import { listen } from '../listen.ts'

const REVISION = 'a'.repeat(64)
const SIGNATURE = { key: 'k'.repeat(43), value: 'v'.repeat(86) }

let close: () => void
let origin: string
let answers: Record<string, (response: ServerResponse) => void>
let asked: { url: string; cacheControl: string | undefined }[]

beforeAll(async () => {
  const served = await listen((request, response) => {
    const { url = '', headers } = request
    asked.push({ url, cacheControl: headers['cache-control'] })
    const answer = answers[url]
    if (answer) answer(response)
    else response.writeHead(404).end()
  })
  origin = served.base
  close = served.close
})
beforeEach(() => {
  asked = []
  answers = {}
})
afterAll(() => close())

const json = (value: unknown) => (response: ServerResponse) => {
  response.end(JSON.stringify(value))
}

const words = { language: 'en', title: 'A', addressee: 'B', text: 'Dear B,' }
const letter = {
  ...words,
  context: 'C',
  date: '2020-02-29',
  translations: [{ ...words, language: 'fr' }],
  signatories: { count: 2 },
  revision: REVISION,
  signature: null as object | null,
}
const one = { position: 1, id: 'a', type: 'organisation', name: 'A', printed_as: 'A', links: {} }
const two = { position: 2, id: 'b', type: 'person', name: 'B', country: null, printed_as: 'Dr B' }
const gone = { position: 3, id: 'c', type: 'person', name: 'C', withdrawn: '2021-01-01' }
const page = (signatories: object[], next: string | null = null) => ({
  revision: REVISION,
  signatories,
  links: { next },
})
const LETTER = '/v1/letters/a-letter'
const LIST = `${LETTER}/signatories?status=all`

/** What a letter is that a server with these answers gives. */
const fetchFrom = (pages: Record<string, unknown>, of: object = letter) => {
  answers[LETTER] = json(of)
  for (const [url, value] of Object.entries(pages)) answers[url] = json(value)
  return fetchLetter(origin, 'a-letter')
}

describe('a letter', () => {
  it('is read page by page, all of one revision and in the letter’s order, asking no cache', async () => {
    const more = `${LETTER}/signatories?status=all&cursor=x`
    const served = await fetchFrom({
      [LIST]: page([two], more),
      [more]: page([one, gone]),
    })
    const [a, b, c] = [
      { id: 'a', type: 'organisation', name: 'A' },
      { id: 'b', type: 'person', name: 'B', printed_as: 'Dr B' },
      { id: 'c', type: 'person', name: 'C', withdrawn: '2021-01-01' },
    ]
    expect(served).toEqual({
      revision: REVISION,
      count: 2,
      date: '2020-02-29',
      translations: [
        { ...words, context: 'C' },
        { ...words, language: 'fr' },
      ],
      signatories: [a, b],
      withdrawn: [c],
      everyone: [a, b, c],
    })
    expect(asked.map(({ url }) => url)).toEqual([LETTER, LIST, more])
    expect(new Set(asked.map(({ cacheControl }) => cacheControl))).toEqual(new Set(['no-cache']))
  })

  it('has its signature, where there is one', async () => {
    expect(await fetchFrom({ [LIST]: page([one]) }, { ...letter, signature: SIGNATURE })).toMatchObject({
      signature: SIGNATURE,
    })
  })

  it('that is not served is none', async () => {
    expect(await fetchLetter(origin, 'a-letter')).toBeUndefined()
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['whose list is of another revision', { [LIST]: { ...page([]), revision: 'b'.repeat(64) } }, LIST],
    ['whose list is not there', {}, LIST],
  ])('%s is one of which a publish is spreading', async (_, pages, url) => {
    await expect(fetchFrom(pages)).rejects.toThrow(
      new DeploymentError(
        `${origin}${url}`,
        `is not of revision ${REVISION}: a publish is just spreading; try again in two minutes`,
      ),
    )
  })

  it.each<[string, object, string]>([
    ['a position twice', page([one, { ...two, position: 1 }]), 'has position 1 again'],
    [
      'more people than the letter says',
      page([one, two, { ...two, position: 3, id: 'd' }]),
      'lists more people than the 2 of the letter',
    ],
    ['a page without people that leads on', page([], '?x'), 'leads on and on: its list does not end'],
    ['a next page that is no address', page([one], 'http://['), 'leads on to http://[, which is no address'],
    ['what is no signatory', page([{ ...one, id: 'A b' }]), 'holds a signatory that is none: ✖'],
    ['what is no page', { revision: REVISION }, 'did not answer as expected: ✖'],
    ['a person without a position', page([{ id: 'a' }]), 'did not answer as expected: ✖'],
  ])('that lists %s is a problem with its address', async (_, value, said) => {
    const error = await fetchFrom({ [LIST]: value }).catch((thrown: Error) => thrown)
    expect(error).toBeInstanceOf(DeploymentError)
    expect((error as DeploymentError).url).toBe(`${origin}${LIST}`)
    expect((error as Error).message.startsWith(`${origin}${LIST} ${said}`), String(error)).toBe(true)
  })

  it('may list as many as it says, and those who withdrew beside them', async () => {
    const all = page([one, two, gone])
    expect(await fetchFrom({ [LIST]: all })).toMatchObject({ count: 2, everyone: { length: 3 } })
  })

  it.each([
    ['title', { title: undefined }],
    ['language', { translations: [{ ...words, language: 1 }] }],
    ['number', { signatories: { count: '2' } }],
    ['date', { date: '29 February' }],
    ['revision', { revision: 'a' }],
    ['signature', { signature: { key: 'k' } }],
    ['context', { context: 1 }],
  ])('without a right %s is not one', async (_, wrong) => {
    await expect(fetchFrom({ [LIST]: page([one]) }, { ...letter, ...wrong })).rejects.toThrow(
      `${origin}${LETTER} did not answer as expected`,
    )
  })
})

describe('an answer', () => {
  const Anything = z.unknown()
  const get = () => fetchJson(`${origin}/x`, Anything)
  const messageOf = async () => {
    const error = await get().catch((thrown: Error) => thrown)
    expect(error).toBeInstanceOf(DeploymentError)
    return (error as Error).message
  }

  it('is its JSON, and nothing where there is none', async () => {
    answers['/x'] = json({ a: ['é'] })
    expect(await get()).toEqual({ a: ['é'] })
    answers = {}
    expect(await get()).toBeUndefined()
  })

  it('that fails, is no JSON, or never comes is a problem with its address', async () => {
    answers['/x'] = (response) => response.writeHead(503, 'Service Unavailable').end()
    expect(await messageOf()).toBe(`${origin}/x answered 503 Service Unavailable`)
    answers['/x'] = (response) => response.writeHead(304).end()
    expect(await messageOf()).toBe(`${origin}/x answered 304 Not Modified`)
    answers['/x'] = (response) => response.end('<html>')
    expect(await fetchJson(`${origin}/x`, z.string()).catch(String)).toContain('did not answer as expected')
    answers['/x'] = (response) => response.destroy()
    expect(await messageOf()).toBe(`${origin}/x cannot be reached: other side closed`)
    const silent = await listen(() => {})
    silent.close()
    await expect(fetchJson(`${silent.base}/x`, z.string())).rejects.toThrow(
      `${silent.base}/x cannot be reached: nothing answers there; see whether the address is right`,
    )
    await expect(fetchJson('http://letters.invalid/x', z.string())).rejects.toThrow(
      /^http:\/\/letters.invalid\/x cannot be reached: (?:no host of that name is known|the name of the host)/,
    )
  })

  it('that leads elsewhere is not followed', async () => {
    answers['/x'] = (response) => response.writeHead(302, { Location: `${origin}/y` }).end()
    answers['/y'] = json(1)
    expect(await messageOf()).toBe(
      `${origin}/x leads to ${origin}/y: if that is the deployment, give its address to --url`,
    )
    expect(asked.map(({ url }) => url)).toEqual(['/x'])
  })

  it('that is made, and leads elsewhere all the same, is an answer', async () => {
    answers['/x'] = (response) => response.writeHead(201, { Location: `${origin}/y` }).end('1')
    expect(await get()).toBe(1)
  })

  it('may be of 32 MiB and no more', async () => {
    const MOST = 32 * 1024 * 1024
    answers['/x'] = (response) => response.end('1'.padEnd(MOST))
    expect(await get()).toBe(1)
    answers['/x'] = (response) => response.end('1'.padEnd(MOST + 1))
    expect(await messageOf()).toBe(`${origin}/x answers more than 32 MiB, as no letter does`)
  })
})

it('the letters of a deployment are those that it lists', async () => {
  answers['/v1/letters'] = json({ letters: [{ slug: 'a' }, { slug: 'b' }] })
  expect(await fetchSlugs(origin)).toEqual(['a', 'b'])
  answers = {}
  expect(await fetchSlugs(origin)).toEqual([])
})
