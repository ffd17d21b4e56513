/** The reading Worker's own routes as a server in Node, with the files of the build: for what asks a deployment. */
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { createApp } from '../src/reading/app.ts'
import { listen } from './listen.ts'

// From wherever the command works meanwhile.
const FILES = resolve('build/assets')

const ASSETS = {
  fetch: async (address: string | URL) =>
    new Response(await readFile(join(FILES, new URL(address).pathname))),
}

/**
 * @param appFor what answers the next request
 * @param change what a deployment that is not to be trusted does to an answer
 */
export const serveRoutes = async (
  kv: unknown,
  appFor: () => ReturnType<typeof createApp> | Promise<ReturnType<typeof createApp>>,
  change: (path: string, answer: Response) => Response | Promise<Response>,
) => {
  const env = { LETTERS: kv, ASSETS } as unknown as Env
  const context = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext
  const served = await listen(async ({ url = '' }, response) => {
    const app = await appFor()
    const answer = await change(url, await app.fetch(new Request(new URL(url, served.base)), env, context))
    answer.headers.delete('Content-Length')
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  return served
}
