/** The `undersigned` command: what it can do, in the order in which an editor comes to need it. */
import { Command } from 'commander'
import { exitOf } from './exit.ts'
import { visibleLines } from './terminal.ts'

/** Each is loaded when it is called, or when help lists them all: what one does not need takes most of a second. */
const commands: Record<string, () => Promise<Command>> = {
  // In data/
  new: async () => (await import('./commands/new.ts')).create,
  import: async () => (await import('./commands/import.ts')).importList,
  add: async () => (await import('./commands/add.ts')).add,
  rename: async () => (await import('./commands/rename.ts')).rename,
  move: async () => (await import('./commands/move.ts')).move,
  merge: async () => (await import('./commands/merge.ts')).merge,
  pull: async () => (await import('./commands/pull.ts')).pull,
  withdraw: async () => (await import('./commands/withdraw.ts')).withdraw,
  validate: async () => (await import('./commands/validate.ts')).validate,
  // From data/ to readers
  diff: async () => (await import('./commands/diff.ts')).diff,
  review: async () => (await import('./commands/review.ts')).review,
  publish: async () => (await import('./commands/publish.ts')).publish,
  history: async () => (await import('./commands/history.ts')).history,
  rollback: async () => (await import('./commands/rollback.ts')).rollback,
  verify: async () => (await import('./commands/verify.ts')).verify,
  // From the public
  signons: async () => (await import('./commands/signons.ts')).signons,
  // Now and then
  keygen: async () => (await import('./commands/keygen.ts')).keygen,
  keys: async () => (await import('./commands/keys.ts')).keys,
  erase: async () => (await import('./commands/erase.ts')).erase,
  retire: async () => (await import('./commands/retire.ts')).retire,
  'rename-letter': async () => (await import('./commands/rename-letter.ts')).renameLetter,
  prune: async () => (await import('./commands/prune.ts')).prune,
  backup: async () => (await import('./commands/backup.ts')).backup,
  restore: async () => (await import('./commands/restore.ts')).restore,
  build: async () => (await import('./commands/build.ts')).build,
  start: async () => (await import('./commands/start.ts')).start,
  deploy: async () => (await import('./commands/deploy.ts')).deploy,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  'keep-widget': async () => (await import('./commands/keep-widget.ts')).keepWidget,
  upgrade: async () => (await import('./commands/upgrade.ts')).upgrade,
}

/** What follows on a fault in its arguments: which it takes, and where that is shown. */
const helpOf = (command: Command): string =>
  `(undersigned ${command.name()} ${command.usage()}; see undersigned ${command.name()} --help)`

/** With the one command that is named, or with all where none is. */
const createProgram = async (name: string): Promise<Command> => {
  const program = new Command('undersigned')
    .description('Open letters: write them in data/, look at what would change, publish, undo.')
    .exitOverride()
    .showHelpAfterError('(see undersigned --help)')
  const isKnown = Object.hasOwn(commands, name)
  for (const [each, load] of Object.entries(commands)) {
    if (isKnown && each !== name) continue
    const command = await load()
    program.addCommand(command.copyInheritedSettings(program).showHelpAfterError(helpOf(command)))
  }
  return program
}

/** Runs the command that the arguments name, says what failed on standard error, and gives the exit code. */
export const runCommand = async (args: readonly string[]): Promise<number> => {
  const program = await createProgram(args[0] ?? '')
  try {
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    const { code, message } = exitOf(error)
    if (message !== '') console.error(visibleLines(message))
    return code
  }
}
