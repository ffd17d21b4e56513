import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Kv } from '../../src/publishing/kv.ts'

/** A store that is a folder, with a file for each key. What is kept beside a value is not. */
export const createFileKv = (folder: string): Kv => {
  const fileOf = (key: string): string => join(folder, key.replaceAll('/', ' '))
  return {
    consistent: true,
    async *get(keys) {
      for (const key of keys)
        if (existsSync(fileOf(key))) yield { key, value: readFileSync(fileOf(key), 'utf8') }
    },
    async put(pairs, onWritten = () => {}) {
      for await (const { key, value } of pairs) {
        writeFileSync(fileOf(key), value)
        onWritten(1)
      }
    },
    async *list(prefix) {
      const keys = readdirSync(folder).map((file) => file.replaceAll(' ', '/'))
      for (const key of keys.filter((each) => each.startsWith(prefix)).sort()) yield { key }
    },
    async delete(keys) {
      for (const key of keys) rmSync(fileOf(key), { force: true })
    },
  }
}
