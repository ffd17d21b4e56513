/** A KV namespace of this machine, through Miniflare, which is Wrangler's own simulator of it, in this process. */
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { BINDING } from './wrangler-config.ts'

/** Open until it is let go. */
export type LocalNamespace = AsyncDisposable & { namespace: KVNamespace }

// Required: to import a file that does not say whether it is a module has Node compile all of it twice, past its cache.
const { Miniflare }: typeof import('miniflare') = createRequire(import.meta.url)('miniflare')

/** @param folder where `wrangler dev` keeps what it simulates */
export const openLocalNamespace = async (folder: string, id: string): Promise<LocalNamespace> => {
  const miniflare = new Miniflare({
    resourcePersistencePath: resolve(folder),
    // Else in the machine's temporary folder, where it stays after a kill.
    resourceTmpPath: resolve('.wrangler/tmp'),
    enableDevRegistry: false,
    cf: false,
    workers: [
      {
        config: {
          name: 'letters',
          compatibilityDate: '2026-11-01',
          manifest: {
            mainModule: 'none.mjs',
            modules: { 'none.mjs': { type: 'esm', contents: 'export default {}' } },
          },
          env: { [BINDING]: { type: 'kv', id } },
        },
      },
    ],
  })
  const letGo = () => miniflare.dispose()
  try {
    const { LETTERS } = await miniflare.getBindings<Pick<Cloudflare.Env, typeof BINDING>>()
    return { namespace: LETTERS, [Symbol.asyncDispose]: letGo }
  } catch (error) {
    await letGo()
    throw error
  }
}
