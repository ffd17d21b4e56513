import { compare } from '../../publishing/diff/compare.ts'
import { readSide } from '../../publishing/diff/snapshots.ts'
import { readHistory } from '../../publishing/history.ts'
import { assertNotOpen, readChosen } from '../../publishing/live.ts'
import { assertUnlocked } from '../../publishing/lock.ts'
import { findPublication, findRevision, rollBack } from '../../publishing/rollback.ts'
import { StoreError } from '../../revision/store-error.ts'
import { openAnnouncer } from '../announcer.ts'
import { type EditorOptions, inNameOf, readLockOptions, withEditor } from '../by.ts'
import { command, type KvOptions, openKv, printJson, withKv } from '../command.ts'
import { createDraw } from '../draw.ts'
import { printDiff } from '../print-diff.ts'
import { openSpool } from '../spool.ts'
import { confirm, short, signatories, visible, withProgress } from '../terminal.ts'

/** What is live may be what is broken: then there is nothing to compare with. */
const onlyIfWhole = (error: unknown): undefined => {
  if (!(error instanceof StoreError)) throw error
}

type Options = KvOptions & EditorOptions & { json?: true; yes?: true; to?: string; note?: string }

export const rollback = withEditor(
  withKv(
    command('rollback', 'make an earlier revision the current one again', [
      'rollback un-human-rights-council-2018',
      'rollback un-human-rights-council-2018 --to 6efd672f7193 --remote --note "Published too early"',
    ]),
  ),
)
  .argument('<slug>', 'the letter')
  .option(
    '--to <revision>',
    'the revision to go back to, or as much of it as makes it clear; otherwise the one before',
  )
  .option('-y, --yes', 'do not ask')
  .option('--note <why>', 'a line for the history, which everybody can read')
  .action(async (slug: string, { json, yes, to, note, ...options }: Options) => {
    const editor = await readLockOptions(options)
    await using kv = await openKv(options)
    await using announcer = openAnnouncer(options)
    const say = json ? console.error : console.log
    const live = await readChosen(kv, [slug])
    assertNotOpen(live)
    for (const what of live.broken) say(visible(`${what}; rolling back writes it anew`))
    const letter = live.letter(slug)
    const { head } = letter
    const publication = await findPublication(kv, slug, await readHistory(kv, slug, letter), to)
    const { revision: id } = publication
    const from = head?.revision
    const report = (state: 'unchanged' | 'refused' | 'rolled back') => {
      if (json) printJson({ state, slug, from: from?.id ?? null, to: id })
    }
    if (from?.id === id) {
      if (!json) say(`${slug}: ${short(id)} is the current revision already`)
      return report('unchanged')
    }

    const { compiled, diff } = await withProgress(async (doing) => {
      doing('Looking whether that revision is whole')
      const compiled = await findRevision(kv, slug, id)
      doing('Comparing')
      const [after, now] = await Promise.all([
        readSide(kv, slug, compiled.revision, from),
        from && readSide(kv, slug, from, compiled.revision).catch(onlyIfWhole),
      ])
      return { compiled, diff: compare(slug, now, after) }
    })
    if (!json) for (const line of printDiff(diff)) say(line)
    await assertUnlocked(kv, live, editor)
    if (!(await confirm(`Go back to revision ${short(id)}${inNameOf(editor.by)}?`, yes)))
      return report('refused')

    using spool = openSpool()
    const made = await withProgress(async (doing) => {
      doing('Drawing its preview pictures')
      const drawing = { slug, revision: compiled.revision, isOpen: head?.signing !== undefined, before: head }
      const drawn = await createDraw(console.error)([kv], drawing)
      doing('Making it live')
      const said = note ?? `Back to ${short(id)}`
      return rollBack(kv, live, compiled, publication, { ...editor, note: said, drawn, store: spool })
    })
    if (!json) say(`${slug}: back to revision ${short(id)}, ${signatories(compiled.revision.count)}`)
    await announcer.announce(live, [made])
    report('rolled back')
  })
