/** The KV of `wrangler dev` on this machine, through Wrangler's own simulator of it, in this process. */
import { join } from 'node:path'
import type { Kv } from '../publishing/kv.ts'
import { createBindingKv } from '../publishing/kv-binding.ts'
import { withPatience } from '../publishing/retry.ts'

/** Where it is kept, and of which environment of wrangler.toml it is. */
export type LocalPlace = { persistTo?: string | undefined; env?: string | undefined }

/** The least of a KV that is there until it is let go. */
export type OpenKv = Kv & AsyncDisposable

/** @throws Error where wrangler.toml has no such environment, or no KV for letters in it */
export const openLocalKv = async ({ persistTo, env: environment }: LocalPlace): Promise<OpenKv> => {
  // Else it asks Cloudflare where this machine is, for `Request.cf`, which nobody here reads.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED ??= 'false'
  // Only here: it takes most of a second to load, which a command without KV need not wait for.
  const { getPlatformProxy } = await import('wrangler')
  const proxy = await getPlatformProxy<Partial<Pick<Cloudflare.Env, 'LETTERS'>>>({
    persist: persistTo === undefined ? true : { path: join(persistTo, 'v3') },
    remoteBindings: false,
    ...(environment !== undefined && { environment }),
  })
  const { LETTERS } = proxy.env
  if (LETTERS === undefined) {
    await proxy.dispose()
    throw new Error('wrangler.toml has no [[kv_namespaces]] with binding = "LETTERS" here')
  }
  return {
    ...createBindingKv(LETTERS, withPatience),
    consistent: true,
    [Symbol.asyncDispose]: () => proxy.dispose(),
  }
}
