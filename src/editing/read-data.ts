import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type LetterFolder, UnreadableFile } from './read-letter.ts'

/** What editors and systems leave behind: hidden files, copies, locks, folders' settings. */
const LITTER = /^[.~]|~$|\.(?:bak|swp|tmp|orig)$|^(?:thumbs\.db|desktop\.ini|ehthumbs\.db|__macosx)$|^#.*#$/i

const isLitter = (name: string): boolean => LITTER.test(name)

/** Why something cannot be opened, in an editor's words. */
const REASONS: Record<string, string> = {
  EACCES: 'you are not allowed to',
  ELOOP: 'it is a link that leads back to itself',
  ENOENT: 'it is a link that leads nowhere',
  ENOTDIR: 'it is not a folder',
}

const reasonOf = (error: unknown): string => {
  const { code = '', message } = error as NodeJS.ErrnoException
  return REASONS[code] ?? message
}

/**
 * The slugs of the letters in `data`: its folders, in order; none where there is no such folder, as in a fresh clone
 * of a project without letters.
 *
 * @throws Error with the place where it is no folder that can be read
 */
export const listLetters = async (data = 'data'): Promise<string[]> => {
  const entries = await readdir(data, { withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return []
    throw new Error(
      `${data}:1:1: this cannot be read: ${reasonOf(error)}; make it a folder with one for each letter`,
    )
  })
  return entries
    .filter((entry) => entry.isDirectory() && !isLitter(entry.name))
    .map(({ name }) => name)
    .sort()
}

/** A file's bytes. A named pipe in its place would be waited for without end. @throws UnreadableFile */
async function* readFile(path: string): AsyncGenerator<Uint8Array> {
  try {
    const found = await stat(path)
    if (!found.isFile()) throw new UnreadableFile(`it is ${found.isDirectory() ? 'a folder' : 'not a file'}`)
    yield* createReadStream(path)
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile(reasonOf(error))
  }
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
