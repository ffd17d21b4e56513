/** The KV of `wrangler dev` on this machine, through Miniflare, which is Wrangler's own simulator of it, in this process. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse, TomlError } from 'smol-toml'
import * as z from 'zod/mini'
import type { Kv } from '../publishing/kv.ts'
import { createBindingKv } from '../publishing/kv-binding.ts'
import { withPatience } from '../publishing/retry.ts'
import { BINDING } from './kv-wrangler.ts'

const STATE = '.wrangler/state'

/** Where it is kept, and of which environment of wrangler.toml it is. */
export type LocalPlace = { persistTo?: string | undefined; env?: string | undefined }

/** The least of a KV that is there until it is let go. */
export type OpenKv = Kv & AsyncDisposable

const Bound = z.object({
  kv_namespaces: z.optional(z.array(z.object({ binding: z.string(), id: z.optional(z.string()) }))),
})
const Config = z.extend(Bound, { env: z.optional(z.record(z.string(), Bound)) })

/** @throws Error where it is not there, or no TOML */
const readConfig = async (): Promise<z.infer<typeof Config>> => {
  try {
    return z.parse(Config, parse(await readFile('wrangler.toml', 'utf8')))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT')
      throw new Error('There is no wrangler.toml here: run this where it is, in the project’s own folder')
    if (error instanceof TomlError || error instanceof z.core.$ZodError)
      throw new Error(`wrangler.toml cannot be read: ${error.message}`)
    throw error
  }
}

/**
 * By which name Miniflare keeps the namespace: as `wrangler dev`, its id, or else its binding's name.
 *
 * @param environment as Wrangler takes it, from CLOUDFLARE_ENV where it is undefined; bindings are not inherited
 */
const namespaceId = async (environment = process.env.CLOUDFLARE_ENV): Promise<string> => {
  const config = await readConfig()
  const bound = environment ? config.env?.[environment] : config
  if (bound === undefined) {
    const names = Object.keys(config.env ?? {}).map((name) => `“${name}”`)
    throw new Error(
      `wrangler.toml has no environment “${environment}”; it has ${names.join(', ') || 'no [env.<name>] at all'}`,
    )
  }
  const namespace = bound.kv_namespaces?.find(({ binding }) => binding === BINDING)
  if (namespace === undefined) {
    const table = environment ? `[[env.${environment}.kv_namespaces]]` : '[[kv_namespaces]]'
    throw new Error(`wrangler.toml has no ${table} with binding = "${BINDING}"`)
  }
  return namespace.id ?? BINDING
}

/** @throws Error where wrangler.toml has no such environment, or no KV for letters in it */
export const openLocalKv = async ({ persistTo = STATE, env }: LocalPlace): Promise<OpenKv> => {
  const id = await namespaceId(env)
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
