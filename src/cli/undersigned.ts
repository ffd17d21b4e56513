#!/usr/bin/env node
/** The `undersigned` command: what it can do, in the order in which an editor comes to need it. */
import { Command, CommanderError } from 'commander'
import { WrongUsage } from './command.ts'
import { build } from './commands/build.ts'
import { diff } from './commands/diff.ts'
import { history } from './commands/history.ts'
import { keygen } from './commands/keygen.ts'
import { prune } from './commands/prune.ts'
import { publish } from './commands/publish.ts'
import { rollback } from './commands/rollback.ts'
import { validate } from './commands/validate.ts'
import { verify } from './commands/verify.ts'

const program = new Command('undersigned')
  .description('Open letters: write them in data/, look at what would change, publish, undo.')
  .exitOverride()
  .showHelpAfterError('(see undersigned --help)')

for (const command of [validate, diff, publish, history, rollback, verify, keygen, prune, build]) {
  program.addCommand(command.copyInheritedSettings(program))
}

const exitCodeOf = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const message = error instanceof Error ? error.message : String(error)
  if (message !== '') console.error(message)
  return error instanceof WrongUsage ? 2 : 1
}

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = exitCodeOf(error)
}
