/** How the command ends. Exit codes: 0 done, 1 what was found is not right, 2 wrong usage. */
import { tmpdir } from 'node:os'
import { CommanderError } from 'commander'
import {
  LetterExists,
  LetterRenamed,
  NotPublished,
  NotShown,
  PublishConflict,
  PublishLocked,
  UnclearRevision,
} from '../publishing/errors.ts'
import { WrongUsage } from './command.ts'

/** What goes on from an error's message, where there is a command that helps. */
const adviceOn = (error: unknown): string => {
  if (error instanceof PublishConflict)
    return ' See what is live now with undersigned diff, then publish again if it is still needed.'
  if (error instanceof PublishLocked) return ' Where you know that it was, --take-over goes on at once.'
  if (error instanceof NotShown)
    return ' Look in a minute with undersigned verify, and do it again where it is not there.'
  const { code = '' } = (error ?? {}) as NodeJS.ErrnoException
  if (['EACCES', 'EBUSY', 'EPERM', 'EROFS'].includes(code))
    return '. Where another program has the file open, such as a spreadsheet, close it there; else see whether you may write it'
  if (code === 'ENOSPC')
    return `. The disk is full: make room in ${tmpdir()}, or set TMPDIR to a folder that has some`
  if (error instanceof NotPublished && error.slug === undefined)
    return ' undersigned publish does that. Without --remote it is this machine alone that is looked at.'
  if (error instanceof UnclearRevision) return `; see undersigned history ${error.slug}`
  return ''
}

const isWrongUsage = (error: unknown): boolean =>
  error instanceof WrongUsage ||
  error instanceof UnclearRevision ||
  error instanceof LetterExists ||
  error instanceof LetterRenamed ||
  (error instanceof NotPublished && error.slug !== undefined)

/** The exit code for what a command threw, and what to say of it; nothing where all has been said already. */
export const exitOf = (error: unknown): { code: number; message: string } => {
  // Commander says for itself what is wrong with the arguments.
  if (error instanceof CommanderError) return { code: error.exitCode === 0 ? 0 : 2, message: '' }
  const message = error instanceof Error ? error.message : String(error)
  return { code: isWrongUsage(error) ? 2 : 1, message: message && message + adviceOn(error) }
}
