import { isAbsolute } from 'node:path'

/** Why a file could not be read, in the words of whoever named it; to be gone on with after a colon. */
export const whyUnreadable = (file: string, error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return `there is no file ${file}${isAbsolute(file) ? '' : ` in ${process.cwd()}`}`
  if (code === 'EISDIR') return `${file} is a folder; name a file in it`
  if (code === 'EACCES' || code === 'EPERM') return `you are not allowed to read ${file}`
  return message
}
