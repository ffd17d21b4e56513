/** The `undersigned` command: what it can do, in the order in which an editor comes to need it. */
import { Command } from 'commander'
import { add } from './commands/add.ts'
import { backup } from './commands/backup.ts'
import { build } from './commands/build.ts'
import { deploy } from './commands/deploy.ts'
import { diff } from './commands/diff.ts'
import { erase } from './commands/erase.ts'
import { history } from './commands/history.ts'
import { importList } from './commands/import.ts'
import { keepWidget } from './commands/keep-widget.ts'
import { keygen } from './commands/keygen.ts'
import { keys } from './commands/keys.ts'
import { merge } from './commands/merge.ts'
import { move } from './commands/move.ts'
import { create } from './commands/new.ts'
import { prune } from './commands/prune.ts'
import { publish } from './commands/publish.ts'
import { rename } from './commands/rename.ts'
import { renameLetter } from './commands/rename-letter.ts'
import { restore } from './commands/restore.ts'
import { retire } from './commands/retire.ts'
import { review } from './commands/review.ts'
import { rollback } from './commands/rollback.ts'
import { validate } from './commands/validate.ts'
import { verify } from './commands/verify.ts'
import { withdraw } from './commands/withdraw.ts'
import { exitOf } from './exit.ts'
import { visibleLines } from './terminal.ts'

const program = new Command('undersigned')
  .description('Open letters: write them in data/, look at what would change, publish, undo.')
  .exitOverride()
  .showHelpAfterError('(see undersigned --help)')

const commands = [
  // In data/
  create,
  importList,
  add,
  rename,
  move,
  merge,
  withdraw,
  validate,
  // From data/ to readers
  diff,
  review,
  publish,
  history,
  rollback,
  verify,
  // Now and then
  keygen,
  keys,
  erase,
  retire,
  renameLetter,
  prune,
  backup,
  restore,
  build,
  deploy,
  keepWidget,
]
for (const command of commands) {
  program.addCommand(command.copyInheritedSettings(program))
}

// Whoever reads no further, such as `head`, has enough; what was begun is done all the same.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

try {
  await program.parseAsync()
} catch (error) {
  const { code, message } = exitOf(error)
  if (message !== '') console.error(visibleLines(message))
  process.exitCode = code
}
