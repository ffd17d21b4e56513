import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PairStore } from '../publishing/plan.ts'

/** Compiled pairs on their way from `data/` to KV: those of a million signatories would not fit into memory. */
export type Spool = PairStore & Disposable

/** Keeps pairs in a temporary file that has no name any more, so that nothing of it stays, however the command ends. */
export const openSpool = (): Spool => {
  const folder = mkdtempSync(join(tmpdir(), 'undersigned-'))
  const file = openSync(join(folder, 'spool'), 'wx+', 0o600)
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    remove()
  } catch {} // Windows keeps the name of an open file: removed at the end.
  const places = new Map<string, { start: number; length: number }>()
  let end = 0
  return {
    add({ key, value }) {
      const bytes = Buffer.from(value)
      for (let written = 0; written < bytes.length; )
        written += writeSync(file, bytes, written, bytes.length - written, end + written)
      places.set(key, { start: end, length: bytes.length })
      end += bytes.length
    },
    async *get(keys) {
      for (const key of keys) {
        const place = places.get(key)
        if (place === undefined) continue
        const bytes = Buffer.alloc(place.length)
        for (let read = 0; read < bytes.length; ) {
          const more = readSync(file, bytes, read, bytes.length - read, place.start + read)
          if (more === 0) throw new Error('The temporary file of compiled pairs was cut short')
          read += more
        }
        yield { key, value: bytes.toString() }
      }
    },
    [Symbol.dispose]() {
      closeSync(file)
      remove()
    },
  }
}
