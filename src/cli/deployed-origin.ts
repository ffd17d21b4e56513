/** The origin that `wrangler.toml` gives to a deployment: the variable ORIGIN, which src/reading/origin.ts reads. */
import { readFile } from 'node:fs/promises'
import { parse } from 'smol-toml'
import * as z from 'zod/mini'

const Vars = z.optional(z.looseObject({ ORIGIN: z.optional(z.unknown()) }))
const Config = z.looseObject({
  vars: Vars,
  env: z.optional(z.record(z.string(), z.looseObject({ vars: Vars }))),
})

/**
 * What is wrong with the origin of a deployment, with what to do, in one line; undefined where nothing is.
 *
 * @param environment of `wrangler.toml`; production where it is undefined or empty. Variables are not inherited.
 */
export const originAdvice = (toml: string, environment?: string): string | undefined => {
  const { vars, env = {} } = z.parse(Config, parse(toml))
  const isProduction = environment === undefined || environment === ''
  const table = isProduction ? 'vars' : `env.${environment}.vars`
  const origin = (isProduction ? vars : env[environment]?.vars)?.ORIGIN
  const url = typeof origin === 'string' ? URL.parse(origin) : null
  if (url !== null && /^https?:$/.test(url.protocol)) return undefined
  const what =
    origin === undefined ? `no ORIGIN in [${table}]` : `ORIGIN in [${table}] is “${origin}”, no web address`
  return `wrangler.toml: warning: ${what}, so no shared cache keeps an answer; write the address that readers use, such as ORIGIN = "https://letters.example" (docs/operating.md)`
}

/** Says on standard error what is wrong with the origin of a deployment, if anything is. */
export const warnOfOrigin = async (environment?: string): Promise<void> => {
  const advice = originAdvice(await readFile('wrangler.toml', 'utf8'), environment)
  if (advice !== undefined) console.error(advice)
}
