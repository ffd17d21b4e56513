import { rename as renameFolder } from 'node:fs/promises'
import { join } from 'node:path'
import { Option } from 'commander'
import { isSlug } from '../../letter/schema.ts'
import { slugOf } from '../../letter/slug.ts'
import { assertNotOpen, readLive } from '../../publishing/live.ts'
import { assertUnlocked } from '../../publishing/lock.ts'
import { planRenaming, renameLetter as renameInKv } from '../../publishing/rename-letter.ts'
import { StoreError } from '../../revision/store-error.ts'
import { openAnnouncer } from '../announcer.ts'
import { type EditorOptions, inNameOf, readLockOptions, withEditor } from '../by.ts'
import { CheckFailed, command, type KvOptions, openKv, printJson, WrongUsage, withKv } from '../command.ts'
import { hasFolder } from '../read-letters.ts'
import { assertNotUnsigned, readSigner } from '../sign.ts'
import { openSpool } from '../spool.ts'
import { confirm, counted, visible, withProgress } from '../terminal.ts'

type Options = KvOptions &
  EditorOptions & { json?: true; yes?: true; dryRun?: true; note?: string; sign?: string; unsigned?: true }

export const renameLetter = withEditor(
  withKv(
    command(
      'rename-letter',
      'give a letter another slug, in data/ and live; its old addresses lead to the new ones',
      [
        'rename-letter our-leter-2026 our-letter-2026 --remote',
        'rename-letter our-letter-2026 our-leter-2026 --remote   (undoes it)',
      ],
    ),
  ),
)
  .argument('<old>', 'the slug that the letter has')
  .argument('<new>', 'the slug that it is to have')
  .option('--note <why>', 'a line for the history, which everybody can read')
  .option('--sign <keyfile>', 'sign the revision with the private key in this file (see keygen)')
  .addOption(
    new Option('--unsigned', 'go on without a signature, though what is live is signed').conflicts('sign'),
  )
  .option('--dry-run', 'show what would be done, and write nothing')
  .option('-y, --yes', 'do not ask')
  .action(
    async (from: string, to: string, { json, yes, dryRun, note, sign, unsigned, ...options }: Options) => {
      if (!isSlug(to))
        throw new WrongUsage(`“${to}” cannot be a letter's address; write for example ${slugOf(to)}`)
      if (from === to) throw new WrongUsage(`${from} has that slug`)
      const editor = await readLockOptions(options)
      const signer = await readSigner(sign)
      await using kv = await openKv(options)
      await using announcer = openAnnouncer(options)
      using spool = openSpool()
      const say = (what: string) => {
        if (!json) console.log(visible(what))
      }
      const [isOld, isNew] = await Promise.all([hasFolder(from), hasFolder(to)])
      if (isOld && isNew)
        throw new WrongUsage(`There are both data/${from} and data/${to}; one of them must go`)
      const live = await readLive(kv, [from, to])
      assertNotOpen(live)
      const { head, moved, fault } = live.letter(from)
      if (fault !== undefined) throw new CheckFailed(`${fault}; publish to repair it, then rename.`)
      if (head === undefined && moved?.moved_to !== to && !isOld)
        throw new WrongUsage(
          `There is no live letter ${from}, and no data/${from}${moved ? `: it was renamed to ${moved.moved_to}` : ''}`,
        )
      if (head)
        assertNotUnsigned([{ slug: from, isSigned: head.history[0]?.signature !== undefined }], {
          sign,
          unsigned,
        })

      const renaming =
        head &&
        (await withProgress(async (doing) => {
          doing('Looking at what it has')
          try {
            return await planRenaming(kv, live, head, to, spool)
          } catch (error) {
            if (!(error instanceof StoreError)) throw error
            throw new CheckFailed(`${error.message}\nundersigned publish --rewrite repairs it; then rename.`)
          }
        }))
      const report = (state: 'unchanged' | 'dry-run' | 'refused' | 'renamed') => {
        if (json)
          printJson({ state, from, to, folder: isOld, revision: renaming?.compiled.revision.id ?? null })
      }
      if (!renaming && !isOld) {
        say(`${from} was renamed to ${to} already.`)
        return report('unchanged')
      }
      if (renaming) {
        const values = counted(renaming.copies.length + renaming.keys.length, 'value')
        say(`${from} becomes ${to}: ${values} to copy; every address of ${from} leads to the same of ${to}.`)
      }
      if (isOld) say(`data/${from} becomes data/${to}.`)
      if (dryRun) {
        say('Nothing was written.')
        return report('dry-run')
      }
      await assertUnlocked(kv, live, editor)
      if (!(await confirm(`Rename it${inNameOf(editor.by)}?`, yes))) {
        say('Nothing was written.')
        return report('refused')
      }
      if (renaming) {
        const signature = signer?.(renaming.compiled.revision.id)
        const made = await withProgress((doing) =>
          renameInKv(kv, live, renaming, spool, {
            ...editor,
            note: note ?? `Renamed from ${from}`,
            signature,
            onProgress: (written, total) =>
              doing(written < total ? `Copying: ${written} of ${counted(total, 'value')}` : 'Making it live'),
          }),
        )
        await announcer.announce(live, [made])
      }
      // Last, so that what is published from the folder meanwhile is turned away.
      if (isOld) await renameFolder(join('data', from), join('data', to))
      say(`${from} is ${to} now. undersigned rename-letter ${to} ${from} undoes it.`)
      report('renamed')
    },
  )
