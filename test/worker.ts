/** The Worker with a real (local) KV that a test can watch and break. Runs inside workerd. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { SignedLetter } from '../src/letter/schema.ts'
import type { Origins } from '../src/page/site.ts'
import { compileWhole } from '../src/publishing/compile.ts'
import { catalogueEntry, nextHead } from '../src/publishing/head.ts'
import { createApp } from '../src/reading/app.ts'
import type { Snapshot } from '../src/reading/store/immutable-reader.ts'
import { catalogueKey, headKey } from '../src/revision/keys.ts'
import { Head } from '../src/revision/layout.ts'
import { breachOf } from './contract.ts'
import { pixels } from './fixtures/drawn.ts'

export const ORIGIN = 'https://letters.example'

/** What a test puts between the Worker and KV: gets the key, the real read, and the `cacheTtl` in seconds. */
export type Interference = (
  key: string,
  read: () => Promise<string | null>,
  cacheTtl: number,
) => Promise<string | null>

const honest: Interference = (_, read) => read()

/**
 * A fresh isolate's worth of the Worker, whose every answer must be as the OpenAPI document says.
 *
 * @param bindings in place of those of wrangler.toml
 * @param origins in place of those of site.yaml
 */
export const startWorker = (
  snapshot: Snapshot = {},
  bindings: { SEARCH_LIMIT?: RateLimit | undefined } = {},
  origins: Origins = {},
) => {
  const app = createApp(snapshot, { origin: ORIGIN, ...origins })
  const worker = {
    interfere: honest,
    /** Where the files beside the Worker are read. */
    assets: env.ASSETS as Pick<Fetcher, 'fetch'>,
    /** Operations of KV that read, and rounds: reads that were under way together count as one. */
    reads: 0,
    rounds: 0,
    async fetch(path: string, init?: RequestInit): Promise<Response> {
      const ctx = createExecutionContext()
      const bound = { ...env, ...bindings, LETTERS: kv, ASSETS: worker.assets as Fetcher }
      const response = await app.fetch(new Request(new URL(path, ORIGIN), init), bound, ctx)
      // The body is read before the context ends, as a client would.
      const body = response.body === null ? null : await response.arrayBuffer()
      await waitOnExecutionContext(ctx)
      const breach = breachOf(
        init?.method ?? 'GET',
        new URL(path, ORIGIN).pathname,
        response,
        body === null ? '' : new TextDecoder().decode(body),
      )
      if (breach !== undefined) throw new Error(`${path} is not as the OpenAPI document says: ${breach}`)
      return new Response(body, response)
    },
    /** As a browser does, goes on to the canonical address where this is another spelling of it. */
    async follow(path: string, init?: RequestInit): Promise<Response> {
      const response = await worker.fetch(path, init)
      const location = response.status === 308 ? response.headers.get('Location') : null
      return location === null ? response : worker.fetch(location, init)
    },
  }
  let pending = 0
  const kv = {
    get: async (keys: string | string[], options: { cacheTtl: number }) => {
      worker.reads++
      if (pending++ === 0) worker.rounds++
      const read = (key: string) =>
        worker.interfere(key, () => env.LETTERS.get(key, { ...options, type: 'text' }), options.cacheTtl)
      try {
        if (!Array.isArray(keys)) return await read(keys)
        return new Map(await Promise.all(keys.map(async (key) => [key, await read(key)] as const)))
      } finally {
        pending--
      }
    },
  } as unknown as KVNamespace
  return worker
}

/** Writes a letter to the local KV as a publish does. */
export const publish = async (signed: SignedLetter, published = '2020-03-01T12:00:00.000Z') => {
  const { pairs, compiled } = await compileWhole(signed)
  const { pictures, parts } = await pixels(compiled)
  for (const { key, value } of [...pairs, ...parts]) await env.LETTERS.put(key, value)
  const before = await env.LETTERS.get(headKey(signed.slug))
  const history = before === null ? undefined : Head.parse(JSON.parse(before))
  const head = nextHead(compiled, published, history, {}, pictures)
  await env.LETTERS.put(headKey(signed.slug), JSON.stringify(head))
  const entries = JSON.parse((await env.LETTERS.get(catalogueKey)) ?? '[]') as { slug: string }[]
  const catalogue = [
    ...entries.filter(({ slug }) => slug !== signed.slug),
    catalogueEntry(compiled, { published }),
  ]
  await env.LETTERS.put(catalogueKey, JSON.stringify(catalogue))
  return { pairs, compiled, head }
}
