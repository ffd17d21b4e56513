import { Option } from 'commander'
import { assertNotOpen, readChosen } from '../../publishing/live.ts'
import { assertUnlocked } from '../../publishing/lock.ts'
import { retire as retireLetter } from '../../publishing/retire.ts'
import { openAnnouncer } from '../announcer.ts'
import { type EditorOptions, readLockOptions, withEditor } from '../by.ts'
import { CheckFailed, command, type KvOptions, openKv, printJson, WrongUsage, withKv } from '../command.ts'
import { hasFolder } from '../read-letters.ts'
import { openSpool } from '../spool.ts'
import { confirm, signatories, visible, withProgress } from '../terminal.ts'

type Options = KvOptions &
  EditorOptions & {
    json?: true
    yes?: true
    dryRun?: true
    note?: string
    withRevisions?: true
    undo?: true
  }

export const retire = withEditor(
  withKv(
    command('retire', 'take a letter down for good, or bring it back: its addresses say when and why', [
      'retire our-letter-2026 --remote --note "The bill was withdrawn"',
      'retire our-letter-2026 --remote --with-revisions',
      'retire our-letter-2026 --remote --undo',
    ]),
  ),
)
  .argument('<slug>', 'the letter')
  .option('--note <why>', 'why, which everybody can read in its place')
  .option('--with-revisions', 'also its revisions, which can otherwise still be read by their ids')
  .addOption(new Option('--undo', 'bring it back as it was').conflicts(['note', 'withRevisions']))
  .option('--dry-run', 'show what would be done, and write nothing')
  .option('-y, --yes', 'do not ask')
  .action(async (slug: string, { json, yes, dryRun, note, withRevisions, undo, ...options }: Options) => {
    const editor = await readLockOptions(options)
    await using kv = await openKv(options)
    await using announcer = openAnnouncer(options)
    const live = await readChosen(kv, [slug])
    assertNotOpen(live)
    const { head, fault } = live.letter(slug)
    if (head === undefined) throw new CheckFailed(`${fault}; publish to repair it, then retire.`)
    const { retired } = head
    const say = (what: string) => {
      if (!json) console.log(visible(what))
    }
    const report = (state: 'unchanged' | 'dry-run' | 'refused' | 'retired' | 'restored') => {
      if (json) printJson({ state, slug, revision: head.revision.id })
    }
    const revisions = !withRevisions
    // A run that was stopped may have written the head, and not the list of letters.
    const isListed = live.catalogue.some((line) => line.slug === slug && line.unlisted === undefined)
    const isThere = undo
      ? isListed && retired === undefined
      : !isListed && retired !== undefined && retired.note === note && retired.revisions === revisions
    if (isThere) {
      say(undo ? `${slug} is not retired.` : `${slug} is retired already.`)
      return report('unchanged')
    }
    if (!undo && note?.trim() === '') throw new WrongUsage('--note is empty; say why, or leave it out')
    const what = `${slug}, ${signatories(head.revision.count)}`
    say(
      undo
        ? `${what}: its page, list, widget and badge come back.`
        : `${what}: page, list, widget and badge answer 410 from now on, and no list names it. ${
            revisions ? 'Its revisions can still be read by their ids.' : 'Its revisions go, too.'
          }`,
    )
    if (dryRun) {
      say('Nothing was written.')
      return report('dry-run')
    }
    await assertUnlocked(kv, live, editor)
    if (!(await confirm(undo ? 'Bring it back?' : 'Take it down?', yes))) {
      say('Nothing was written.')
      return report('refused')
    }
    using spool = openSpool()
    const made = await withProgress((doing) => {
      doing(undo ? 'Bringing it back' : 'Taking it down')
      const since = retired?.since ?? new Date().toISOString()
      const next = undo ? undefined : { since, ...(note && { note }), revisions }
      return retireLetter(kv, live, head, next, { ...editor, store: spool })
    })
    say(undo ? `${slug} is back.` : `${slug} is retired. undersigned retire ${slug} --undo brings it back.`)
    if (!undo && (await hasFolder(slug)))
      say(
        `data/${slug} is still there. Delete it, and deploy: until then the deployed Worker carries a copy, for times at which KV fails.`,
      )
    await announcer.announce(live, [made])
    report(undo ? 'restored' : 'retired')
  })
