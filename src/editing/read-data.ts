import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { LetterFolder } from './read-letter.ts'

/** What editors and systems leave behind: hidden files, copies, locks, folders' settings. */
const LITTER = /^[.~]|~$|\.(?:bak|swp|tmp|orig)$|^(?:thumbs\.db|desktop\.ini|ehthumbs\.db|__macosx)$|^#.*#$/i

const isLitter = (name: string): boolean => LITTER.test(name)

/** The slugs of the letters in `data`: its folders, in order. */
export const listLetters = async (data = 'data'): Promise<string[]> => {
  const entries = await readdir(data, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory() && !isLitter(entry.name))
    .map(({ name }) => name)
    .sort()
}

/** A file's bytes. A named pipe in its place would be waited for without end. @throws Error when it is no file */
async function* readFile(path: string): AsyncGenerator<Uint8Array> {
  if (!(await stat(path)).isFile()) throw new Error(`${path} is not a file`)
  yield* createReadStream(path)
}

/** One letter's folder, its files yet unread. Throws ENOENT if there is none. */
export const letterFolder = async (slug: string, data = 'data'): Promise<LetterFolder> => {
  const path = join(data, slug)
  const names = (await readdir(path)).filter((name) => !isLitter(name))
  return {
    slug,
    path,
    files: names.map((name) => ({ name, chunks: () => readFile(join(path, name)) })),
  }
}
