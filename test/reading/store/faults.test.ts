/** What is broken in KV, and what readers get all the same. */
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { snapshotOf } from '../../../src/publishing/snapshot.ts'
import { partKey, partName, revisionKey } from '../../../src/revision/keys.ts'
import { nameAt, type Revision } from '../../../src/revision/layout.ts'
import { emptyKv } from '../../kv.ts'
import { letterSignedBy } from '../../letters.ts'
import { createLocation } from '../../location.ts'
import { type Interference, publish, startWorker } from '../../worker.ts'

beforeEach(async () => {
  await emptyKv()
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000)

const LIST = '/v1/letters/a-letter/signatories'
/** Every form in which a letter's own words and names are served. */
const FORMS = [
  '/letters/a-letter',
  '/v1/letters/a-letter',
  LIST,
  '/letters/a-letter.md',
  '/letters/a-letter/signatories.csv',
  '/embed/a-letter',
  '/v1/letters/a-letter/signatories/org-1',
]

const firstOf = ({ names }: { names: string }): string => partKey('a-letter', nameAt(names, 0))
const without =
  (...missing: string[]): Interference =>
  (key, read) =>
    missing.includes(key) ? Promise.resolve(null) : read()

const countOf = async (response: Response): Promise<number> =>
  ((await response.json()) as { count: number }).count

describe('a part that is missing', () => {
  it('takes nothing with it that does not need it', async () => {
    const { compiled } = await publish(letterSignedBy(2_000))
    const worker = startWorker()
    worker.interfere = without(firstOf(compiled.revision.index))
    expect((await worker.fetch(`${LIST}?q=1`)).status).toBe(503)
    for (const route of FORMS) expect((await worker.fetch(route)).status, route).toBe(200)
    expect((await worker.fetch(`${LIST}?q=1`)).status).toBe(503)
  })

  it('of a new revision leaves readers with the one before, whatever is asked in between', async () => {
    await publish(letterSignedBy(3))
    const worker = startWorker()
    expect(await countOf(await worker.fetch(LIST))).toBe(3)
    const { compiled } = await publish(letterSignedBy(4))
    worker.interfere = without(firstOf(compiled.revision.signatories))
    later(60)
    expect(await countOf(await worker.fetch(LIST))).toBe(3)
    for (const route of ['/healthz', '/v1/letters/a-letter/revisions', '/v1/letters/a-letter', '/'])
      expect((await worker.fetch(route)).status).toBe(200)
    later(60)
    expect(await countOf(await worker.fetch(LIST))).toBe(3)
  })

  it('of a new revision gives the one before to an isolate that has never seen that', async () => {
    await publish(letterSignedBy(3))
    const { compiled } = await publish(letterSignedBy(4))
    const worker = startWorker()
    worker.interfere = without(firstOf(compiled.revision.signatories))
    const response = await worker.fetch(LIST)
    expect(response.headers.get('Cache-Control')).toContain('max-age=5')
    expect(await countOf(response)).toBe(3)
  })

  it.each([
    ['missing', () => Promise.resolve(null)],
    ['damaged', async (read: () => Promise<string | null>) => (await read())?.slice(1) ?? null],
  ])('where a location keeps that it is %s is found within half a minute', async (_, broken) => {
    const { compiled } = await publish(letterSignedBy(3))
    const part = firstOf(compiled.revision.signatories)
    let isBroken = true
    const worker = startWorker()
    worker.interfere = createLocation((key, read) => (key === part && isBroken ? broken(read) : read()))
    expect((await worker.fetch(LIST)).status).toBe(503)
    isBroken = false
    later(31)
    expect((await worker.fetch(LIST)).status).toBe(200)
  })
})

it('one read that fails is not held against KV', async () => {
  await publish(letterSignedBy(3))
  const worker = startWorker()
  let reads = 0
  worker.interfere = async (_, read) => {
    if (reads++ === 0) throw new Error('KV GET failed: 500')
    return read()
  }
  expect((await worker.fetch(LIST)).status).toBe(503)
  expect((await worker.fetch(LIST)).status).toBe(200)
})

it('a revision’s record that is another’s is not served in its place', async () => {
  const first = await publish(letterSignedBy(3))
  const second = await publish(letterSignedBy(4))
  const [one, two] = [first, second].map(({ compiled }) => compiled.revision.id) as [string, string]
  await env.LETTERS.put(
    revisionKey('a-letter', one),
    (await env.LETTERS.get(revisionKey('a-letter', two))) ?? '',
  )
  const response = await startWorker().fetch(`/v1/letters/a-letter/revisions/${one}`)
  expect(response.status).toBe(503)
})

it('a signatory that the schema refuses, in a part that matches its name, is passed over for a whole copy', async () => {
  await publish(letterSignedBy(3))
  const { compiled } = await publish(letterSignedBy(4))
  const { signatories } = compiled.revision
  const json = ((await env.LETTERS.get(firstOf(signatories))) ?? '').replace('"org-4"', '"Org 4"')
  const name = await partName(json)
  await env.LETTERS.put(partKey('a-letter', name), json)
  const worker = startWorker()
  worker.interfere = async (key, read) =>
    (await read())?.replace(key === 'letter/a-letter' ? signatories.names : '\0', name) ?? null
  expect(await countOf(await worker.fetch(LIST))).toBe(3)
})

describe('operations of KV that one request makes', () => {
  it('are far fewer than the parts of a list that is read whole', { timeout: 60_000 }, async () => {
    const { compiled } = await publish(letterSignedBy(40_000))
    const parts = compiled.revision.signatories.counts.length
    const worker = startWorker()
    const csv = await (await worker.fetch('/letters/a-letter/signatories.csv')).text()
    expect(csv.trimEnd().split('\n')).toHaveLength(40_001)
    expect(parts).toBeGreaterThan(12)
    expect(worker.reads).toBeLessThan(8)
  })

  it('are one for every hundred letters of a deployment’s health', async () => {
    const { compiled, head } = await publish(letterSignedBy(1))
    const slugs = Array.from({ length: 250 }, (_, n) => `letter-${n}`)
    await Promise.all(
      slugs.map((slug) => env.LETTERS.put(`letter/${slug}`, JSON.stringify({ ...head, slug }))),
    )
    const [entry] = JSON.parse((await env.LETTERS.get('letters')) ?? '') as object[]
    await env.LETTERS.put('letters', JSON.stringify(slugs.map((slug) => ({ ...entry, slug }))))
    const worker = startWorker()
    const health: { letters: object[] } = await (await worker.fetch('/healthz')).json()
    expect(health.letters[249]).toMatchObject({ source: 'kv', revision: compiled.revision.id })
    expect(worker.reads).toBe(4)
  })
})

it('health is not ok while a letter that is listed is not there', async () => {
  await publish(letterSignedBy(3))
  await env.LETTERS.delete('letter/a-letter')
  const response = await startWorker().fetch('/healthz')
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ letters: [{ slug: 'a-letter', source: 'none' }] })
})

describe('whatever breaks, wherever, whenever', () => {
  const SLUGS = ['a-letter', 'b-letter']
  /** What each revision of each letter says in each form. */
  const honest = async (): Promise<Map<string, string>> => {
    const worker = startWorker()
    const texts = new Map<string, string>()
    for (const slug of SLUGS) {
      for (const form of FORMS) {
        const path = form.replace('a-letter', slug)
        texts.set(path, await (await worker.fetch(path)).text())
      }
    }
    return texts
  }

  it('no answer is wrong or mixed, none is a 503 that could be given, and all is well within half a minute', {
    timeout: 120_000,
  }, async () => {
    const answers: Map<string, string>[] = []
    const revisions: Revision[] = []
    for (const count of [3, 4]) {
      for (const slug of SLUGS) {
        const { compiled } = await publish(letterSignedBy(count, slug))
        revisions.push(compiled.revision)
      }
      answers.push(await honest())
    }
    const snapshot = await snapshotOf(SLUGS.map((slug) => letterSignedBy(3, slug)))
    const keys = (await env.LETTERS.list()).keys.map(({ name }) => name)
    const faults: Record<string, Interference> = {
      missing: async () => null,
      failing: async () => {
        throw new Error('KV GET failed: 429')
      },
      truncated: async (_, read) => (await read())?.slice(0, -1) ?? null,
      another: async (key) => env.LETTERS.get(keys.find((other) => other !== key) ?? ''),
      'not JSON': async () => '<html>',
    }
    const route = fc.record({
      path: fc.tuple(fc.constantFrom(...FORMS), fc.constantFrom(...SLUGS)),
      wait: fc.constantFrom(0, 0, 1, 6, 20),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(keys, { minLength: 1 }),
        fc.constantFrom(...Object.keys(faults)),
        fc.boolean(),
        fc.array(route, { minLength: 1, maxLength: 6 }),
        async (broken, kind, warm, asked) => {
          const worker = startWorker(snapshot)
          let isBroken = !warm
          const fault = faults[kind] as Interference
          worker.interfere = createLocation((key, read, ttl) =>
            isBroken && broken.includes(key) ? fault(key, read, ttl) : read(),
          )
          const ask = async ([form, slug]: [string, string]) => {
            const path = form.replace('a-letter', slug)
            const response = await worker.fetch(path)
            return { path, status: response.status, text: await response.text() }
          }
          if (warm) for (const slug of SLUGS) await ask([FORMS[2] as string, slug])
          isBroken = true
          for (const { path, wait } of asked) {
            later(wait)
            const answer = await ask(path)
            // The snapshot holds every part of the older revision, so there is always something whole to serve.
            expect(answer.status, `${answer.path}, ${kind}`).toBe(200)
            expect(
              answers.map((known) => withoutTimesAndPictures(known.get(answer.path) ?? '')),
              `${answer.path}, ${kind}`,
            ).toContain(withoutTimesAndPictures(answer.text))
          }
          isBroken = false
          later(31)
          for (const { path } of asked) {
            await ask(path)
            later(7.5)
            expect((await ask(path)).text).toBe(answers[1]?.get((await ask(path)).path))
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

/** When a revision was published, and its pictures, are all that a copy may say otherwise: the snapshot has neither. */
const withoutTimesAndPictures = (text: string): string =>
  text
    .replace(/20\d\d-\d\d-\d\d(?:T[\d:.]+Z)?|\d{1,2} [A-Z][a-z]+ 20\d\d/g, '')
    .replace(/<meta property="og:image.*?>|"image":\{.*?\},|_large_image/g, '')
