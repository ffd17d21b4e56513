/** Who publishes, as everybody can read it in the history. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Command } from 'commander'
import { checkText } from '../editing/check-text.ts'
import type { LockOptions } from '../publishing/lock.ts'
import { WrongUsage } from './command.ts'
import { visible } from './terminal.ts'

const MAX_LENGTH = 200

/** `by` is `false` for `--no-by`. */
export type EditorOptions = { by?: string | false; takeOver?: true }

/** The options of a command that writes to KV, of which one at a time is to. */
export const withEditor = (command: Command): Command =>
  command
    .option(
      '--by <name>',
      "who does this, for the history, which everybody can read (default: git's user.name; in GitHub Actions, who started it)",
    )
    .option('--no-by', 'do not say who does this')
    .option('--take-over', 'go on though somebody else is at it, because they were stopped')

/** Why a name cannot stand in the history. */
const faultOf = (name: string): string | undefined => {
  if (name.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`
  const advice = checkText('name', name)
  if (advice !== undefined) return `cannot be published: ${advice.message}`
  return /\p{Cc}/u.test(name) ? 'has control characters' : undefined
}

/** Nothing where there is no git, or nobody has told it a name. */
const gitUserName = async (): Promise<string> => {
  try {
    return (await promisify(execFile)('git', ['config', '--get', 'user.name'])).stdout
  } catch {
    return ''
  }
}

/** Who does it: as was said, else as GitHub Actions or git has it where that may be published. @throws WrongUsage */
export const readBy = async ({ by }: EditorOptions): Promise<string | undefined> => {
  if (by === false) return undefined
  if (by !== undefined) {
    const name = by.trim()
    const fault = faultOf(name)
    if (fault !== undefined) throw new WrongUsage(`The name given with --by ${fault}`)
    return name || undefined
  }
  const name = (process.env.GITHUB_ACTOR ?? (await gitUserName())).trim()
  return name === '' || faultOf(name) !== undefined ? undefined : name
}

/** What `lock.ts` is to know. @throws WrongUsage */
export const readLockOptions = async (options: EditorOptions): Promise<LockOptions> => ({
  by: await readBy(options),
  takeOver: options.takeOver,
  onTakeOver: ({ by = 'somebody', since }) =>
    console.error(
      visible(`Takes over from what ${by} began at ${since} and has not ended, as far as KV shows.`),
    ),
})

/** What goes on from a question, so that nobody's name is public without their knowing. */
export const inNameOf = (by: string | undefined): string =>
  by === undefined ? '' : ` in the name of ${visible(by)}`
