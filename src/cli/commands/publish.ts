import { Option } from 'commander'
import { textId } from '../../letter/text-id.ts'
import { awaitHeads } from '../../publishing/await-heads.ts'
import { type Live, readLive } from '../../publishing/live.ts'
import { assertUnlocked } from '../../publishing/lock.ts'
import { isChanging, type Plan } from '../../publishing/plan.ts'
import { publishPlans } from '../../publishing/publish.ts'
import { planIndex } from '../../publishing/signatories-index/plan-index.ts'
import { countSignedOn } from '../../publishing/signed-on.ts'
import { openAnnouncer } from '../announcer.ts'
import { type EditorOptions, inNameOf, readLockOptions, withEditor } from '../by.ts'
import { command, type KvOptions, openKv, printJson, WrongUsage, withKv } from '../command.ts'
import { writesAdvice, writesOf } from '../free-plan.ts'
import { assertNamesArePulled } from '../missing-names.ts'
import { type PlanLettersOptions, planChanges } from '../plan-letters.ts'
import { sayChange, sayPublished } from '../print-plan.ts'
import { chooseLetters, warnOfMissing, withoutClosed } from '../read-letters.ts'
import { assertNotUnsigned } from '../sign.ts'
import { openSpool } from '../spool.ts'
import { confirm, counted, visible, withProgress } from '../terminal.ts'
import { wakeAndSay, wakeSigning } from '../wake-signing.ts'

type Options = KvOptions &
  EditorOptions &
  PlanLettersOptions & {
    json?: true
    yes?: true
    dryRun?: true
    note?: string
    unsigned?: true
    earlierSignatures?: 'keep' | 'hold'
  }

/** @throws WrongUsage where somebody signed another text than is to be published, and nobody has said what becomes of that */
const assertDecided = (plans: Plan[], earlier: 'keep' | 'hold' | undefined): void => {
  for (const { head, compiled, live } of plans) {
    const names = countSignedOn(live)
    const isOther = live.base !== undefined && live.base.text !== textId(compiled.letter)
    if (head === 'shared' && isOther && names > 0 && earlier === undefined)
      throw new WrongUsage(
        `${compiled.letter.slug}: ${counted(names, 'name')} signed the text as it was; say --earlier-signatures keep to leave them, or hold to take them off until they agree to this one`,
      )
  }
}

export const publish = withEditor(
  withKv(
    command('publish', 'publish letters: show what changes, ask, write, then make it live', [
      'publish',
      'publish un-human-rights-council-2018 --remote --note "Add two signatories"',
      'publish --dry-run',
      'publish --remote --yes --sign ~/.undersigned/signing-key.pem',
    ]),
  ),
)
  .argument('[slug...]', 'the letters to publish; all of data/ when left out')
  .option('-y, --yes', 'do not ask')
  .option('--dry-run', 'show what would be done, and write nothing')
  .option('--note <why>', 'a line for the history, which everybody can read')
  .option('--sign <keyfile>', 'sign the revision with the private key in this file (see keygen)')
  .addOption(
    new Option('--unsigned', 'publish without a signature, though what is live is signed').conflicts('sign'),
  )
  .addOption(
    new Option(
      '--earlier-signatures <what>',
      'where the text of an open letter changes, what becomes of those who signed it as it was',
    ).choices(['keep', 'hold']),
  )
  .option('--rewrite', 'write every part again, even those that are there: repairs what verify found')
  .action(async (slugs: string[], options: Options) => {
    const { json, yes, dryRun, note, remote, env } = options
    const editor = await readLockOptions(options)
    await using kv = await openKv(options)
    await using announcer = openAnnouncer(options)
    const say = json ? console.error : console.log
    using spool = openSpool()
    const awaiting = { onWait: wakeAndSay(options), takeOver: editor.takeOver }
    const live = await withProgress(async (doing) => {
      doing('Reading what is live')
      return awaitHeads(kv, await readLive(kv, await chooseLetters(slugs)), awaiting)
    })
    await warnOfMissing(live)
    const open = withoutClosed(live, slugs)
    const changes = open.length > 0 ? await planChanges(kv, live, open, options, spool) : []
    const plans = changes.map(({ plan }) => plan)
    const index = await withProgress((doing) => {
      doing('Looking who signed which letters')
      return planIndex(kv, live, plans, spool)
    })
    for (const what of live.broken) say(visible(`${what}; publishing writes it anew`))
    if (!json) for (const change of changes) sayChange(change, say)

    const report = (state: 'unchanged' | 'dry-run' | 'refused' | 'published') => {
      if (!json) return
      printJson({
        state,
        letters: changes.map(
          ({ plan: { compiled, change, head, rewrite, parts, drawn, signature }, diff, facts }) => ({
            slug: compiled.letter.slug,
            change,
            head,
            rewrite,
            revision: compiled.revision.id,
            count: compiled.revision.count,
            parts,
            /** How many are drawn and written. */
            pictures: drawn?.parts.length ?? 0,
            ...(signature && { signature }),
            ...(facts && { facts }),
            diff: typeof diff === 'string' ? null : diff,
          }),
        ),
      })
    }
    const changed = plans.filter(({ change }) => change === 'revision')
    assertNotUnsigned(
      changed.map(({ compiled, live }) => ({
        slug: compiled.letter.slug,
        isSigned: (live.ofData ? live.base : live.history[0])?.signature !== undefined,
      })),
      options,
    )
    const writing = plans.filter((plan) => isChanging(plan) || plan.rewrite)
    for (const { head, compiled, live } of writing)
      if (head !== 'shared') await assertNamesArePulled(kv, compiled.letter.slug, live)
    if (writing.length === 0 && live.broken.length === 0 && index.writes === 0) return report('unchanged')
    if (writing.length === 0 && index.writes > 0)
      say('The index of all letters is not what they hold; publishing brings it up to date')
    assertDecided(plans, options.earlierSignatures)
    const advice = remote ? writesAdvice(writesOf(plans, index.writes)) : undefined
    if (advice !== undefined) console.error(advice)
    if (dryRun) {
      const total = plans.reduce((sum, { parts }) => sum + parts.write, 0)
      if (!json) say(`Would write ${counted(total, 'part')}. Nothing was written.`)
      return report('dry-run')
    }
    await assertUnlocked(kv, live, editor)
    const where = remote ? (env ? `in ${env}` : 'for everybody') : 'in the local KV'
    if (!(await confirm(`Publish this ${where}${inNameOf(editor.by)}?`, yes))) {
      if (!json) say('Nothing was written.')
      return report('refused')
    }

    const write = async (live: Live, plans: Plan[]): Promise<void> => {
      const heads = await withProgress((doing) =>
        publishPlans(kv, live, plans, {
          note,
          earlier: options.earlierSignatures,
          ...editor,
          index: { store: spool, planned: index },
          onProgress: (written, total) =>
            doing(
              written < total
                ? `Writing: ${written.toLocaleString('en')} of ${counted(total, 'pair')}`
                : 'Making it live',
            ),
        }),
      )
      await announcer.announce(live, heads)
    }
    await write(live, plans)
    const asked = writing.filter(({ head }) => head === 'closes').map(({ compiled }) => compiled.letter.slug)
    if (asked.length > 0) {
      const now = await awaitHeads(kv, await readLive(kv, asked), { ...awaiting, asked })
      // Whoever was let through meanwhile is live, and stays.
      for (const slug of asked) await assertNamesArePulled(kv, slug, now.letter(slug))
      const closing = await planChanges(kv, now, asked, options, spool)
      await write(
        now,
        closing.map(({ plan }) => plan),
      )
    }
    if (!json) for (const plan of writing) sayPublished(plan, say)
    const given = writing.filter(({ head }) => head === 'opens' || head === 'shared')
    await wakeSigning(
      given.map(({ compiled }) => compiled.letter.slug),
      options,
    )
    return report('published')
  })
