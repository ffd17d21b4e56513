/** The whole Worker over real HTTP, from a snapshot of letters, for a browser or for another program to visit. */
import { readFile } from 'node:fs/promises'
import type { SignedLetter } from '../../src/letter/schema.ts'
import { snapshotOf } from '../../src/publishing/snapshot.ts'
import { createApp } from '../../src/reading/app.ts'
import { listen } from '../listen.ts'

const emptyKv = { get: async () => null } as unknown as KVNamespace
/** What the build writes for the deployment to serve beside the Worker. */
const assets = { fetch: async ({ pathname }: URL) => new Response(await readFile(`build/assets${pathname}`)) }
const context = { waitUntil: () => {}, passThroughOnException: () => {} } as unknown as ExecutionContext

export const serveApp = async (
  letters: SignedLetter[],
  port = 0,
): Promise<{ base: string; close: () => void }> => {
  const app = createApp(await snapshotOf(letters))
  return listen(async (request, response) => {
    const { method = 'GET', url = '/', headers } = request
    const answer = await app.fetch(
      new Request(`http://${headers.host}${url}`, { method, headers: headers as Record<string, string> }),
      { LETTERS: emptyKv, ASSETS: assets },
      context,
    )
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(Buffer.from(await answer.arrayBuffer()))
  }, port)
}
