import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { LetterFolder } from './read-letter.ts'

/** The slugs of the letters in `data`: its folders, in order. Hidden ones, as editors leave behind, are none. */
export const listLetters = async (data = 'data'): Promise<string[]> => {
  const entries = await readdir(data, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort()
}

/** One letter's folder, its files yet unread. Throws ENOENT if there is none. */
export const letterFolder = async (slug: string, data = 'data'): Promise<LetterFolder> => {
  const path = join(data, slug)
  const names = (await readdir(path)).filter((name) => !name.startsWith('.'))
  return {
    slug,
    path,
    files: names.map((name) => ({ name, chunks: () => createReadStream(join(path, name)) })),
  }
}
