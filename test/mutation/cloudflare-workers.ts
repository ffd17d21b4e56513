/** In place of `cloudflare:workers`: a KV in memory, and the files of the build. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const pairs = new Map<string, { value: string; metadata?: unknown }>()

const LETTERS = {
  get: async (keys: string | string[]) => {
    const read = (key: string) => pairs.get(key)?.value ?? null
    return Array.isArray(keys) ? new Map(keys.map((key) => [key, read(key)])) : read(keys)
  },
  put: async (key: string, value: string, options: { metadata?: unknown } = {}) => {
    pairs.set(key, { value, metadata: options.metadata })
  },
  delete: async (key: string) => {
    pairs.delete(key)
  },
  list: async ({ prefix = '' } = {}) => ({
    keys: [...pairs]
      .filter(([name]) => name.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { metadata }]) => ({ name, metadata })),
    list_complete: true,
  }),
}

const ASSETS = {
  fetch: async (input: RequestInfo | URL) => {
    const { pathname } = new URL(new Request(input).url)
    return readFile(join('build/assets', pathname)).then(
      (file) => new Response(file),
      () => new Response(null, { status: 404 }),
    )
  },
}

let searches = 0
const SEARCH_LIMIT = { limit: async () => ({ success: ++searches <= 60 }) }

export const env = { LETTERS, ASSETS, SEARCH_LIMIT, FUZZ_RUNS: '300' }
