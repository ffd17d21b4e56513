import type { LetterDiff } from '../../publishing/diff/compare.ts'
import { readLive } from '../../publishing/live.ts'
import { countParts, type Plan, planOf, publishPlans } from '../../publishing/plan.ts'
import { readPrivateKey, readPublicKeys, signRevision } from '../../publishing/signatures.ts'
import { StoreError } from '../../revision/store-error.ts'
import { CheckFailed, command, type KvOptions, kvOf, printJson, withKv } from '../command.ts'
import type { Kv } from '../kv-wrangler.ts'
import { isChange, printDiff } from '../print-diff.ts'
import { rightLetters } from '../read-letters.ts'
import { confirm, counted, short, signatories, withProgress } from '../terminal.ts'
import { diffWithKv } from './diff.ts'

type Options = KvOptions & {
  json?: true
  yes?: true
  dryRun?: true
  rewrite?: true
  note?: string
  sign?: string
}

/** The diff, or why it cannot be made: a live revision that is not whole. */
const tryDiff = async (kv: Kv, { compiled, live }: Plan): Promise<LetterDiff | string> => {
  try {
    return await diffWithKv(kv, compiled, live.head)
  } catch (error) {
    if (error instanceof CheckFailed || error instanceof StoreError) return error.message
    throw error
  }
}

const sayPlan = (plan: Plan, diff: LetterDiff | string, say: (line: string) => void): void => {
  const { slug } = plan.compiled.letter
  if (typeof diff === 'string') {
    say(
      `${slug}: what is live is not whole (${diff}), so what changes cannot be shown; every part is written anew`,
    )
  } else if (isChange(diff) || plan.change === 'none') for (const line of printDiff(diff)) say(line)
  else if (plan.change === 'signature') say(`${slug}: the same revision, now signed`)
  else if (plan.change === 'list') say(`${slug}: only its line in the list of letters is put right`)
  else say(`${slug}: the same revision, stored in the current layout`)
}

export const publish = withKv(
  command('publish', 'publish letters: show what changes, ask, write, then make it live', [
    'publish',
    'publish un-human-rights-council-2018 --remote --note "Add two signatories"',
    'publish --dry-run',
    'publish --remote --yes --sign ~/.undersigned/signing-key.pem',
  ]),
)
  .argument('[slug...]', 'the letters to publish; all of data/ when left out')
  .option('-y, --yes', 'do not ask')
  .option('--dry-run', 'show what would be done, and write nothing')
  .option('--note <why>', 'a line for the history, which everybody can read')
  .option('--sign <keyfile>', 'sign the revision with the private key in this file (see keygen)')
  .option('--rewrite', 'write every part again, even those that are there: repairs what verify found')
  .action(async (slugs: string[], options: Options) => {
    const { json, yes, dryRun, rewrite, note } = options
    const kv = kvOf(options)
    const letters = await rightLetters(slugs)
    const key = options.sign === undefined ? undefined : await readPrivateKey(options.sign)
    const publicKeys = await readPublicKeys()
    const live = await withProgress((say) => {
      say('Reading what is live')
      return readLive(
        kv,
        letters.map(({ letter }) => letter.slug),
      )
    })
    const plans = letters.map((compiled) =>
      planOf(live, compiled, key && signRevision(compiled.revision.id, key, publicKeys)),
    )

    const say = json ? console.error : console.log
    for (const what of live.broken) say(`${what}; publishing writes it anew`)
    const diffs: LetterDiff[] = []
    let broken = false
    for (const plan of plans) {
      const diff = await withProgress((doing) => {
        doing('Comparing with what is live')
        return tryDiff(kv, plan)
      })
      if (typeof diff === 'string') broken = true
      else diffs.push(diff)
      if (!json) sayPlan(plan, diff, say)
    }

    const parts = plans.map(countParts)
    const report = (state: 'unchanged' | 'dry-run' | 'refused' | 'published', visible?: boolean) => {
      if (!json) return
      printJson({
        state,
        ...(visible !== undefined && { visible }),
        letters: plans.map(({ compiled, change, signature }, index) => ({
          slug: compiled.letter.slug,
          change,
          revision: compiled.revision.id,
          count: compiled.revision.count,
          parts: parts[index],
          ...(signature && { signature }),
          diff: diffs.find(({ slug }) => slug === compiled.letter.slug) ?? null,
        })),
      })
    }
    const changing = plans.filter(({ change }) => change !== 'none')
    if (changing.length === 0 && live.broken.length === 0 && !rewrite) return report('unchanged')
    if (dryRun) {
      const total = parts.reduce((sum, { write }) => sum + write, 0)
      if (!json) say(`Would write ${counted(total, 'part')}. Nothing was written.`)
      return report('dry-run')
    }
    const where = kv.remote ? (kv.env ? `in ${kv.env}` : 'for everybody') : 'in the local KV'
    if (!(await confirm(`Publish this ${where}?`, yes))) {
      if (!json) say('Nothing was written.')
      return report('refused')
    }

    const visible = await withProgress((doing) =>
      publishPlans(kv, live, plans, { note, rewrite: rewrite || broken, say: doing }),
    )
    if (!json) {
      for (const {
        compiled: { letter, revision },
        signature,
      } of changing) {
        const signed = signature ? ', signed' : ''
        say(
          `${letter.slug}: published revision ${short(revision.id)}, ${signatories(revision.count)}${signed}`,
        )
      }
      if (!visible)
        say('It is written; KV does not show it everywhere yet. Look again in a minute: undersigned verify')
    }
    return report('published', visible)
  })
