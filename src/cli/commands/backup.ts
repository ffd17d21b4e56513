import { writeArchive } from '../../publishing/archive.ts'
import { backupPairs, planBackup } from '../../publishing/backup.ts'
import { archivePath, writeArchiveFile } from '../archive-file.ts'
import { CheckFailed, command, type KvOptions, openKv, printJson, withKv } from '../command.ts'
import { counted, visible, withProgress } from '../terminal.ts'

type Options = KvOptions & { json?: true; to: string }

export const backup = withKv(
  command('backup', 'write all that KV holds of the letters into one file: revisions, history, signatures', [
    'backup --to backups/ --remote',
    'backup our-letter-2026 --to our-letter-2026.jsonl.gz',
  ]),
)
  .argument('[slug...]', 'the letters; all of them and the kept widgets when left out')
  .requiredOption('--to <file|folder>', 'the file; in a folder, one named by the time')
  .action(async (slugs: string[], { json, to, ...options }: Options) => {
    const created = new Date()
    const path = await archivePath(to, created)
    await using kv = await openKv(options)
    let count = 0
    const { letters, open, faults } = await withProgress(async (doing) => {
      doing('Listing what there is')
      const plan = await planBackup(kv, slugs)
      const total = plan.keys.length + plan.mutable.length
      async function* pairs() {
        for await (const pair of backupPairs(kv, plan, (fault) => plan.faults.push(fault))) {
          yield pair
          doing(`Reading: ${(++count).toLocaleString('en')} of ${counted(total, 'pair')}`)
        }
      }
      const header = { created: created.toISOString(), letters: plan.letters }
      await writeArchiveFile(path, writeArchive(header, pairs()))
      return plan
    })
    const unique = [...new Set(faults)]
    if (json)
      printJson({
        state: unique.length === 0 ? 'written' : 'not-whole',
        file: path,
        letters,
        open,
        pairs: count,
        faults: unique,
      })
    else {
      for (const fault of unique) console.error(visible(`warning: ${fault}`))
      if (open.length > 0)
        console.error(
          visible(
            `warning: ${open.join(', ')}: open for signing. Who is not live yet, and every e-mail address, is in the sign-on Worker alone, and in no backup`,
          ),
        )
      console.log(`${path}: ${counted(letters.length, 'letter')}, ${counted(count, 'pair')}`)
    }
    if (unique.length > 0)
      throw new CheckFailed(
        'The backup is written as KV is, and KV is not whole; see undersigned verify, and publish --rewrite.',
      )
  })
