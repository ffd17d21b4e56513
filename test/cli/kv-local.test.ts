/** The KV that `wrangler dev` serves from, as the commands open it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openLocalKv } from '../../src/cli/kv-local.ts'
import { getValues } from '../../src/publishing/kv.ts'
import { itKeepsTheContract } from '../publishing/kv-contract.ts'

const ends: (() => PromiseLike<void>)[] = []
const open = async (persistTo?: string) => {
  const folder = persistTo ?? (await mkdtemp(join(tmpdir(), 'undersigned-kv-')))
  const kv = await openLocalKv({ persistTo: folder })
  ends.push(async () => {
    await kv[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  })
  return { kv, folder }
}
afterAll(() => Promise.all(ends.map((end) => end())))

describe('the local KV', { timeout: 60_000 }, () => {
  itKeepsTheContract(async () => (await open()).kv, 60_000)

  it('shows at once what another who has it open wrote', async () => {
    const { kv: one, folder } = await open()
    const { kv: other } = await open(folder)
    await one.put([{ key: 'a', value: '1' }])
    expect((await getValues(other, ['a'])).get('a')).toBe('1')
    await Promise.all([one, other].map((kv) => kv.put([{ key: 'b', value: '2' }])))
    expect((await getValues(one, ['b'])).get('b')).toBe('2')
  })
})
