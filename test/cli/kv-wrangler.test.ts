/** The real Wrangler, on local KV. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe } from 'vitest'
import { createWranglerKv } from '../../src/cli/kv-wrangler.ts'
import { itKeepsTheContract } from '../publishing/kv-contract.ts'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

describe('a store through Wrangler', () => {
  itKeepsTheContract(async () => {
    const persistTo = await mkdtemp(join(tmpdir(), 'undersigned-kv-'))
    folders.push(persistTo)
    return createWranglerKv({ remote: false, persistTo })
  }, 120_000)
})
