import { beforeEach, expect, it } from 'vitest'
import { partKey } from '../../../src/revision/keys.ts'
import { nameAt } from '../../../src/revision/layout.ts'
import { emptyKv } from '../../kv.ts'
import { letterSignedBy } from '../../letters.ts'
import { translated } from '../../translated.ts'
import { publish, startWorker } from '../../worker.ts'

const BUNDLE = '/letters/a-letter.bundle.zip'
const PATHS = [BUNDLE, '/letters/a-letter/signatories.jsonl', '/letters/a-letter/datapackage.json']

beforeEach(emptyKv)

it.each(PATHS)(
  '%s takes two rounds of KV, one for a 304, and has another tag once it is published anew',
  async (path) => {
    await publish(translated(3))
    const worker = startWorker()
    const answer = await worker.fetch(path)
    expect([answer.status, worker.rounds]).toEqual([200, 2])
    const known = { headers: { 'If-None-Match': answer.headers.get('ETag') ?? '' } }
    const later = startWorker()
    expect([(await later.fetch(path, known)).status, later.rounds]).toEqual([304, 1])
    await publish(translated(4), '2020-03-02T12:00:00.000Z')
    expect((await startWorker().fetch(path, known)).status).toBe(200)
  },
)

it('a bundle has the same bytes each time that it is made of the same publication', async () => {
  await publish(translated(3))
  const [first, second] = await Promise.all(
    [startWorker(), startWorker()].map(
      async (worker) => new Uint8Array(await (await worker.fetch(BUNDLE)).arrayBuffer()),
    ),
  )
  expect(first).toEqual(second)
})

it('a bundle breaks off, without the directory that would make it whole, where the list cannot be read to its end', async () => {
  const { head } = await publish(letterSignedBy(6_000))
  const { names, counts } = head.revision.signatories
  expect(counts[0]).toBeGreaterThan(2_000)
  const last = partKey('a-letter', nameAt(names, counts.length - 1))
  const worker = startWorker()
  worker.interfere = (key, read) => (key === last ? Promise.resolve(null) : read())
  await expect(worker.fetch(BUNDLE)).rejects.toThrow('missing')
})

it('no other ending of an address leads to a bundle, nor a bundle’s to another file', async () => {
  await publish(translated(1))
  for (const path of [
    '/letters/a-letter.zip',
    '/letters/a-letter.bundle.md',
    '/letters/a-letter.x.bundle.zip',
  ])
    expect((await startWorker().fetch(path)).status, path).toBe(404)
})
