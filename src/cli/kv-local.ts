/** The KV of `wrangler dev` on this machine, through Miniflare, which is Wrangler's own simulator of it, in this process. */
import { join } from 'node:path'
import type { Kv } from '../publishing/kv.ts'
import { createBindingKv } from '../publishing/kv-binding.ts'
import { withPatience } from '../publishing/retry.ts'
import { BINDING, readTarget } from './wrangler-config.ts'

const STATE = '.wrangler/state'

/** Where it is kept, and of which environment of wrangler.toml it is. */
export type LocalPlace = { persistTo?: string | undefined; env?: string | undefined }

/** The least of a KV that is there until it is let go. */
export type OpenKv = Kv & AsyncDisposable

/** @throws Error where wrangler.toml has no such environment, or no KV for letters in it */
export const openLocalKv = async ({ persistTo = STATE, env }: LocalPlace): Promise<OpenKv> => {
  const { namespaceId: id = BINDING } = await readTarget(env)
  // Only here: it takes half a second to load, which a command without KV need not wait for. Wrangler takes two.
  const { Miniflare } = await import('miniflare')
  const miniflare = new Miniflare({
    resourcePersistencePath: join(persistTo, 'v3'),
    // Else in the machine's temporary folder, where it stays after a kill.
    resourceTmpPath: '.wrangler/tmp',
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
  try {
    const { LETTERS } = await miniflare.getBindings<Pick<Cloudflare.Env, typeof BINDING>>()
    return {
      ...createBindingKv(LETTERS, withPatience),
      consistent: true,
      [Symbol.asyncDispose]: () => miniflare.dispose(),
    }
  } catch (error) {
    await miniflare.dispose()
    throw error
  }
}
