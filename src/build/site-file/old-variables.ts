/** Variables of earlier versions whose place is `site.yaml` now: a deploy stops at them, and says where they go. */
import { join } from 'node:path'
import { parse } from 'smol-toml'
import * as z from 'zod/mini'
import type { Diagnostic } from '../../editing/diagnostic.ts'
import { readIfThere } from '../../editing/read-if-there.ts'
import { SITE_FILE } from './read.ts'

/** By the file and the variable's name: the key that it became. */
const KEYS: Record<string, Record<string, string>> = {
  'wrangler.toml': { ORIGIN: 'origin', SIGN_ORIGIN: 'sign_origin' },
  'wrangler.signing.toml': { ORIGIN: 'origin', CONTROLLER: 'controller', CONTACT: 'contact' },
}

const Vars = z.optional(z.record(z.string(), z.unknown()))
const Config = z.looseObject({
  vars: Vars,
  env: z.optional(z.record(z.string(), z.looseObject({ vars: Vars }))),
})

/** Where a variable of a table stands: the first line of that name below the table's, or anywhere in the file. */
const lineOf = (toml: string, table: string, name: string, value: string): number => {
  const lines = toml.split('\n')
  const at = lines.findIndex((line) => line.replace(/\s/g, '').startsWith(`[${table}]`))
  const isIt = (line: string) => new RegExp(`\\b${name}\\b`).test(line) && line.includes(value)
  const found = lines.findIndex((line, index) => index >= at && isIt(line))
  return (found < 0 ? Math.max(at, 0) : found) + 1
}

const readConfig = async (root: string, file: string): Promise<Diagnostic[]> => {
  const toml = (await readIfThere(join(root, file)))?.toString()
  if (toml === undefined) return []
  const { vars, env = {} } = z.parse(Config, parse(toml))
  const tables = [
    { table: 'vars', under: '', vars },
    ...Object.entries(env).map(([name, each]) => ({
      table: `env.${name}.vars`,
      under: name === 'staging' ? 'below staging:, indented, ' : '',
      vars: each.vars,
    })),
  ]
  return tables.flatMap(({ table, under, vars = {} }) =>
    Object.entries(KEYS[file] ?? {}).flatMap(([name, key]): Diagnostic[] => {
      const value = vars[name]
      if (value === undefined || value === '') return []
      return [
        {
          file,
          line: lineOf(toml, table, name, String(value)),
          column: 1,
          message: `${name} stands in ${SITE_FILE} now`,
          hint: `write there ${under}${key}: ${value}, and delete this`,
        },
      ]
    }),
  )
}

/** @param root the project's folder */
export const oldVariables = async (root = '.'): Promise<Diagnostic[]> =>
  (await Promise.all(Object.keys(KEYS).map((file) => readConfig(root, file)))).flat()
