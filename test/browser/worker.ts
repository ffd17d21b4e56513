import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getPlatformProxy } from 'wrangler'
import type { SignedLetter } from '../../src/letter/schema.ts'
import { compileWhole } from '../../src/publishing/compile.ts'
import { catalogueEntry, nextHead } from '../../src/publishing/head.ts'
import { catalogueKey, headKey } from '../../src/revision/keys.ts'
import type { Catalogue } from '../../src/revision/layout.ts'

const root = join(import.meta.dirname, '../..')

/** Writes letters, as a publish does, to the KV that `wrangler dev --persist-to` reads. */
const publishTo = async (folder: string, letters: SignedLetter[]): Promise<void> => {
  const { env, dispose } = await getPlatformProxy<{
    LETTERS: { put: (key: string, value: string) => Promise<void> }
  }>({ configPath: join(root, 'wrangler.toml'), persist: { path: join(folder, 'v3') } })
  try {
    const published = '2026-03-01T12:00:00.000Z'
    const catalogue: Catalogue = []
    for (const signed of letters) {
      const { pairs, compiled } = await compileWhole(signed)
      for (const { key, value } of pairs) await env.LETTERS.put(key, value)
      await env.LETTERS.put(headKey(signed.slug), JSON.stringify(nextHead(compiled, published)))
      catalogue.push(catalogueEntry(compiled, published))
    }
    await env.LETTERS.put(catalogueKey, JSON.stringify(catalogue))
  } finally {
    await dispose()
  }
}

/**
 * Starts the real Worker, as `wrangler dev` runs it, over a KV of its own that holds these letters.
 * @returns its origin, and how to stop it and forget its KV
 */
export const startWorker = async (
  letters: SignedLetter[],
): Promise<{ origin: string; stop: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-worker-'))
  await publishTo(folder, letters)
  const wrangler = spawn(
    join(root, 'node_modules/.bin/node'),
    [
      join(root, 'node_modules/wrangler/bin/wrangler.js'),
      ...['dev', '--ip', '127.0.0.1', '--port', '0', '--inspector-port', '0', '--persist-to', folder],
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, CI: '1' } },
  )
  let said = ''
  const origin = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? []
      if (found) resolve(found)
    }
    wrangler.stdout.on('data', listen)
    wrangler.stderr.on('data', listen)
    wrangler.once('exit', () => reject(new Error(`wrangler dev stopped:\n${said}`)))
  })
  return {
    origin,
    async stop() {
      const gone = once(wrangler, 'exit')
      wrangler.kill('SIGTERM')
      await gone
      await rm(folder, { recursive: true, maxRetries: 3 })
    },
  }
}

type PartnerPage = {
  html: string
  headers?: Record<string, string>
  /** Sent this many milliseconds after the rest, to see what happens before `<body>` is complete. */
  later?: { html: string; after: number }
}

/** Another organisation's site: a server on another origin, whose pages a test makes up. */
export const startPartner = async (): Promise<{
  origin: string
  /** Puts up a page, at an address of its own. */
  page: (page: PartnerPage) => string
  stop: () => void
}> => {
  const pages: PartnerPage[] = []
  const answer = (page: PartnerPage, response: ServerResponse): void => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...page.headers })
    response.write(page.html)
    if (page.later) setTimeout(() => response.end(page.later?.html), page.later.after)
    else response.end()
  }
  const server = createServer((request, response) => {
    const page = pages[Number(request.url?.slice(1) || Number.NaN)]
    if (page) return answer(page, response)
    response.writeHead(204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    page: (page) => `${origin}/${pages.push(page) - 1}`,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
