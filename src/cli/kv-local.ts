/** The KV of `wrangler dev` on this machine. */
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
  // Only here: Miniflare takes half a second to load, which a command without KV need not wait for. Wrangler takes two.
  const { openLocalNamespace } = await import('./local-namespace.ts')
  const opened = await openLocalNamespace(join(persistTo, 'v3'), id)
  return {
    ...createBindingKv(opened.namespace, withPatience),
    consistent: true,
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  }
}
