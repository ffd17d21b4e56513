/** What `wrangler.toml` says of the Worker and its KV, without Wrangler, which takes two seconds to load. */
import { readFile } from 'node:fs/promises'
import { parse, TomlError } from 'smol-toml'
import * as z from 'zod/mini'

export const BINDING = 'LETTERS'

const Target = z.object({
  name: z.optional(z.string()),
  account_id: z.optional(z.string()),
  kv_namespaces: z.optional(z.array(z.object({ binding: z.string(), id: z.optional(z.string()) }))),
})
const Config = z.extend(Target, { env: z.optional(z.record(z.string(), Target)) })

/** The Worker of an environment, as Wrangler understands the file. */
export type WorkerTarget = {
  /** Undefined for the file's own. */
  environment: string | undefined
  name: string | undefined
  accountId: string | undefined
  /** Of the KV of letters; undefined where Wrangler finds it by the deployed Worker, or locally by the binding's name. */
  namespaceId: string | undefined
}

/** @throws Error where it is not there, or no TOML */
export const readConfig = async (): Promise<z.infer<typeof Config>> => {
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
 * @param environment as Wrangler takes it, from CLOUDFLARE_ENV where it is undefined; bindings are not inherited
 * @throws Error where there is no such environment, or no KV for letters in it
 */
export const readTarget = async (environment = process.env.CLOUDFLARE_ENV): Promise<WorkerTarget> => {
  const config = await readConfig()
  const target = environment ? config.env?.[environment] : config
  if (target === undefined) {
    const names = Object.keys(config.env ?? {}).map((name) => `“${name}”`)
    throw new Error(
      `wrangler.toml has no environment “${environment}”; it has ${names.join(', ') || 'no [env.<name>] at all'}`,
    )
  }
  const namespace = target.kv_namespaces?.find(({ binding }) => binding === BINDING)
  if (namespace === undefined) {
    const table = environment ? `[[env.${environment}.kv_namespaces]]` : '[[kv_namespaces]]'
    throw new Error(`wrangler.toml has no ${table} with binding = "${BINDING}"`)
  }
  const ofEnvironment =
    environment && config.name !== undefined ? `${config.name}-${environment}` : config.name
  return {
    environment: environment || undefined,
    name: process.env.WRANGLER_CI_OVERRIDE_NAME ?? target.name ?? ofEnvironment,
    accountId: target.account_id ?? config.account_id,
    namespaceId: namespace.id,
  }
}
