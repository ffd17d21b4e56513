import { readArchive } from '../../publishing/archive.ts'
import { ArchiveError } from '../../publishing/errors.ts'
import { assertNotOpen, readLive } from '../../publishing/live.ts'
import { assertUnlocked } from '../../publishing/lock.ts'
import {
  planRestore,
  type RestorePlan,
  readRestorable,
  restore as restorePlan,
} from '../../publishing/restore.ts'
import { whyUnreadable } from '../../publishing/why-unreadable.ts'
import type { HeadOrMoved } from '../../revision/layout.ts'
import { StoreError } from '../../revision/store-error.ts'
import { readArchiveFile } from '../archive-file.ts'
import { type EditorOptions, readLockOptions, withEditor } from '../by.ts'
import { CheckFailed, command, type KvOptions, openKv, printJson, WrongUsage, withKv } from '../command.ts'
import { openSpool } from '../spool.ts'
import { confirm, counted, signatories, visible, withProgress } from '../terminal.ts'

type Options = KvOptions & EditorOptions & { json?: true; yes?: true; dryRun?: true; replace?: true }

const STANDINGS = {
  new: 'is not there yet',
  same: 'is there as it was',
  ahead: 'is there as it was before; the backup goes on from it',
  behind: 'was published again after the backup',
  apart: 'has another history there',
} as const

/** Reads an archive to its end, for until then it cannot be trusted. @throws CheckFailed */
const readFile = async (file: string, keep: Parameters<typeof readRestorable>[1]) => {
  try {
    const { header, pairs } = await readArchive(readArchiveFile(file))
    return { header, found: await readRestorable(pairs, keep) }
  } catch (error) {
    if (error instanceof ArchiveError || error instanceof StoreError)
      throw new CheckFailed(
        `${file} ${error instanceof StoreError ? 'holds ' : ''}${error.message}. Nothing was written.`,
      )
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    throw new WrongUsage(`The backup cannot be read: ${whyUnreadable(file, error)}`)
  }
}

const whatIs = (head: HeadOrMoved): string =>
  'moved_to' in head
    ? `renamed to ${head.moved_to}`
    : `${signatories(head.revision.count)}${head.retired ? ', retired' : ''}`

const reportOf = ({ letters, keys }: RestorePlan) => ({
  letters: letters.map(({ head, standing }) => ({
    slug: head.slug,
    standing,
    ...('moved_to' in head
      ? { moved_to: head.moved_to }
      : {
          published: head.published,
          revision: head.revision.id,
          count: head.revision.count,
          retired: head.retired?.since ?? null,
        }),
  })),
  pairs: keys.length,
})

export const restore = withEditor(
  withKv(
    command('restore', 'put what a backup holds into KV: an empty one, or another account’s', [
      'restore backups/undersigned-2026-11-29T140000Z.jsonl.gz --remote',
      'restore backup.jsonl.gz --dry-run',
    ]),
  ),
)
  .argument('<file>', 'what undersigned backup wrote')
  .option('-y, --yes', 'do not ask')
  .option('--dry-run', 'show what would be done, and write nothing')
  .option(
    '--replace',
    'also take the place of what was published after the backup, or has another history; that is lost',
  )
  .action(async (file: string, { json, yes, dryRun, replace, ...options }: Options) => {
    const editor = await readLockOptions(options)
    using spool = openSpool()
    const { header, found } = await withProgress((doing) => {
      doing(`Reading ${file}`)
      return readFile(file, spool.add)
    })
    await using kv = await openKv(options)
    const live = await readLive(
      kv,
      found.heads.map(({ slug }) => slug),
    )
    assertNotOpen(live)
    const plan = await withProgress((doing) =>
      planRestore(kv, live, found, spool, (count) =>
        doing(`Comparing: ${count.toLocaleString('en')} of ${counted(found.keys.length, 'pair')}`),
      ),
    )
    const report = (state: 'unchanged' | 'dry-run' | 'refused' | 'restored'): void => {
      if (json) printJson({ state, created: header.created, ...reportOf(plan) })
    }
    const say = json ? console.error : console.log
    if (!json) {
      console.log(`${file}: a backup of ${header.created.slice(0, 16).replace('T', ' ')} UTC`)
      for (const { head, standing } of plan.letters)
        console.log(visible(`  ${head.slug}: ${whatIs(head)}; ${STANDINGS[standing]}`))
    }
    const lost = plan.letters.filter(({ standing }) => standing === 'behind' || standing === 'apart')
    if (lost.length > 0 && !replace) {
      report('refused')
      throw new CheckFailed(
        `What is there would be lost (${lost.map(({ head }) => head.slug).join(', ')}): say --replace if that is meant. Who was erased since the backup would be there again. Nothing was written.`,
      )
    }
    if (plan.isThere) {
      if (!json) console.log('All of it is there already.')
      return report('unchanged')
    }
    if (dryRun) {
      if (!json) say(`Would write ${counted(plan.keys.length, 'pair')}. Nothing was written.`)
      return report('dry-run')
    }
    await assertUnlocked(kv, live, editor)
    if (!(await confirm(`Restore this${options.remote ? ' for everybody' : ' in the local KV'}?`, yes))) {
      if (!json) say('Nothing was written.')
      return report('refused')
    }
    await withProgress((doing) =>
      restorePlan(kv, live, plan, spool, {
        ...editor,
        onProgress: (written) =>
          doing(`Writing: ${written.toLocaleString('en')} of ${counted(plan.keys.length + 1, 'pair')}`),
      }),
    )
    if (!json)
      console.log(`Restored ${counted(plan.letters.length, 'letter')}. Look with undersigned verify.`)
    report('restored')
  })
