import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { headKey, partKey } from '../../../src/revision/keys.ts'
import { emptyKv } from '../../kv.ts'
import { letterSignedBy } from '../../letters.ts'
import { publish, startWorker } from '../../worker.ts'

const PATH = '/v1/dump.jsonl'

beforeEach(async () => {
  await emptyKv()
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => void vi.restoreAllMocks())

const textOf = async (answer: Response): Promise<string> =>
  new TextDecoder().decode(await answer.arrayBuffer())

const slugsIn = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).slug)

it('knows its tag after two rounds of KV, and reads the words of 25 letters in each round after', async () => {
  const slugs = Array.from({ length: 26 }, (_, number) => `letter-${100 + number}`)
  for (const slug of slugs) await publish(letterSignedBy(1, slug))
  const worker = startWorker()
  const head = await worker.fetch(PATH, { method: 'HEAD' })
  expect([worker.rounds, worker.reads]).toEqual([2, 2])
  const answer = await worker.fetch(PATH)
  expect(slugsIn(await textOf(answer))).toEqual(slugs)
  expect([worker.rounds, worker.reads]).toEqual([4, 4])
  expect(answer.headers.get('ETag')).toBe(head.headers.get('ETag'))
})

it('is a 304 until any letter is published', async () => {
  await publish(letterSignedBy(1, 'one'))
  await publish(letterSignedBy(1, 'two'))
  const first = await startWorker().fetch(PATH)
  const known = { headers: { 'If-None-Match': first.headers.get('ETag') ?? '' } }
  expect((await startWorker().fetch(PATH, known)).status).toBe(304)
  await publish(letterSignedBy(2, 'two'), '2020-03-02T12:00:00.000Z')
  const second = await startWorker().fetch(PATH, known)
  expect(second.status).toBe(200)
  expect((await textOf(second)).match(/"count":\d/g)).toEqual(['"count":1', '"count":2'])
})

it('has no line for a letter that was retired since the list of letters was read', async () => {
  await publish(letterSignedBy(1, 'one'))
  const { head } = await publish(letterSignedBy(1, 'two'))
  const retired = { since: '2020-03-02T12:00:00.000Z', revisions: true }
  await env.LETTERS.put(headKey('two'), JSON.stringify({ ...head, retired }))
  expect(slugsIn(await textOf(await startWorker().fetch(PATH)))).toEqual(['one'])
})

it('is a 503 where a letter cannot be found, and breaks off where its words cannot be read', async () => {
  await publish(letterSignedBy(1, 'one'))
  const { head } = await publish(letterSignedBy(1, 'two'))
  const worker = startWorker()
  worker.interfere = (key, read) => (key === headKey('two') ? Promise.reject(new Error('down')) : read())
  expect((await worker.fetch(PATH)).status).toBe(503)
  await env.LETTERS.delete(partKey('two', head.revision.letter))
  await expect(startWorker().fetch(PATH)).rejects.toThrow('missing')
})

it('is empty where there is no letter', async () => {
  const answer = await startWorker().fetch(PATH)
  expect([answer.status, await textOf(answer)]).toEqual([200, ''])
})
