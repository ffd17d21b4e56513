/** Backups as files: an archive's text, compressed with gzip (RFC 1952). */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { ArchiveError } from '../publishing/errors.ts'
import { WrongUsage } from './command.ts'

const statIfThere = (path: string) => stat(path).catch(() => undefined)

/**
 * Where a backup of this moment is written: the file itself, or in a folder a file named by its time. A folder that is not
 * there yet is one by the slash at its end, and is made.
 */
export const archivePath = async (to: string, now = new Date()): Promise<string> => {
  if (/[/\\]$/.test(to)) await mkdir(to, { recursive: true })
  const found = await statIfThere(to)
  if (found?.isFile()) throw new WrongUsage(`${to} is there already; name another file, or a folder`)
  if (!found && !(await statIfThere(dirname(to)))?.isDirectory())
    throw new WrongUsage(`There is no folder ${dirname(to)}; make it, or name another`)
  const time = now
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '')
  return found?.isDirectory() ? join(to, `undersigned-${time}.jsonl.gz`) : to
}

/** Writes where only its owner can read it, and under its name only when it is whole. */
export const writeArchiveFile = async (path: string, text: AsyncIterable<string>): Promise<void> => {
  const unfinished = `${path}.unfinished`
  try {
    await pipeline(text, createGzip(), createWriteStream(unfinished, { mode: 0o600 }))
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** The lines of a backup, without their ends. @throws ArchiveError, and Error where the file cannot be opened */
export async function* readArchiveFile(path: string): AsyncGenerator<string> {
  const file = createReadStream(path)
  const text = file.pipe(createGunzip()).setEncoding('utf8')
  file.on('error', (error) => text.destroy(error))
  let begun: string[] = []
  try {
    for await (const chunk of text as AsyncIterable<string>) {
      const lines = chunk.split('\n')
      const last = lines.pop() ?? ''
      for (const line of lines) {
        yield [...begun, line].join('')
        begun = []
      }
      begun.push(last)
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'Z_BUF_ERROR') throw new ArchiveError('ends too early: copy it again')
    if (code?.startsWith('Z_')) throw new ArchiveError('is not compressed with gzip, or damaged')
    throw error
  }
}
