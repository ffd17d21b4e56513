/**
 * What the last imports gave, so that the next one knows a signatory again after a rename, and a hand edit from a
 * change in the source. Nothing of it can be read back: it is made of keyed hashes (HMAC-SHA-256, shortened).
 */
import { randomBytes } from 'node:crypto'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import * as z from 'zod/mini'
import { COLUMNS, type Column } from '../../letter/columns.ts'
import type { Signatory } from '../../letter/schema.ts'

/** What one row of a source gave: hashes of who it was, of the key that the editor named, and of each value. */
export type Trace = { identity: string; key?: string; values: Partial<Record<Column, string>> }

/** A row of a source may stand for a signatory together with others, after two were merged. */
export type ImportMemory = {
  /** 32 random bytes in base64url. Whoever has them can try whether an address is a key, so they stay on this machine. */
  salt: string
  /** Whether an import made it: then it knows everybody who came from a source. */
  hasImport: boolean
  traces: ReadonlyMap<Signatory['id'], readonly Trace[]>
}

export const emptyMemory = (): ImportMemory => ({
  salt: randomBytes(32).toString('base64url'),
  hasImport: false,
  traces: new Map(),
})

/** Bytes of a hash that are kept: ten base64url digits, 60 bits of which tell a million rows apart. */
const BYTES = 8
const DIGITS = 10

/** What is hashed: the editor's key, who a row is about, or a value of its column. */
export type Hash = (purpose: 'key' | 'identity' | Column, text: string) => string

/** Values of these repeat, and are hashed once. */
const REPEATED: readonly string[] = ['country', 'signed', 'affiliation', 'role']

export const hasher = ({ salt }: ImportMemory): Hash => {
  // Keyed once and cloned for each: many times as fast as a new one of node:crypto.
  const keyed = hmac.create(sha256, Buffer.from(salt, 'base64url'))
  const seen = new Map<string, string>()
  return (purpose, text) => {
    const input = `${purpose}\0${text}`
    const known = seen.get(input)
    if (known !== undefined) return known
    const digest = keyed.clone().update(Buffer.from(input)).digest()
    const hash = Buffer.from(digest.buffer, digest.byteOffset, BYTES).toString('base64url').slice(0, DIGITS)
    if (REPEATED.includes(purpose)) seen.set(input, hash)
    return hash
  }
}

/** `ADA@example.org ` and `ada@example.org` are one key. */
export const hashKey = (hash: Hash, key: string): string =>
  hash('key', key.trim().toLowerCase().normalize('NFC'))

const Stored = z.strictObject({
  version: z.literal(1),
  salt: z.string().check(z.regex(/^[\w-]{43}$/)),
  hasImport: z.boolean(),
  /** What the values of a trace are, in order. */
  columns: z.array(z.string()),
  /** By id: of each trace the identity, the key, and the values, empty where there is none. */
  traces: z.record(z.string(), z.array(z.array(z.string()))),
})

export const printMemory = ({ salt, hasImport, traces }: ImportMemory): string => {
  const rows = Array.from(traces, ([id, each]) => {
    const lists = each.map(({ identity, key = '', values }) => [
      identity,
      key,
      ...COLUMNS.map((column) => values[column] ?? ''),
    ])
    return `${JSON.stringify(id)}: ${JSON.stringify(lists)}`
  })
  const head = [
    '"version": 1',
    `"salt": ${JSON.stringify(salt)}`,
    `"hasImport": ${hasImport}`,
    `"columns": ${JSON.stringify(COLUMNS)}`,
  ].join(',\n')
  return `{\n${head},\n"traces": {\n${rows.join(',\n')}\n}\n}\n`
}

/** @throws SyntaxError or a zod error where the text is not what `printMemory` gives */
export const parseMemory = (text: string): ImportMemory => {
  const { salt, hasImport, columns, traces } = Stored.parse(JSON.parse(text))
  const known: readonly string[] = COLUMNS
  return {
    salt,
    hasImport,
    traces: new Map(
      Object.entries(traces).map(([id, lists]) => [
        id,
        lists.map(([identity = '', key, ...hashes]) => ({
          identity,
          ...(key && { key }),
          values: Object.fromEntries(
            columns.flatMap((column, index) =>
              hashes[index] && known.includes(column) ? [[column, hashes[index]]] : [],
            ),
          ),
        })),
      ]),
    ),
  }
}
