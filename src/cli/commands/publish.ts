import { Option } from 'commander'
import type { LetterDiff } from '../../publishing/diff/compare.ts'
import { diffWithLive } from '../../publishing/diff/diff-with-live.ts'
import { readPrivateKey, readPublicKeys } from '../../publishing/key-files.ts'
import { getValues, type Kv } from '../../publishing/kv.ts'
import { type Live, readLive } from '../../publishing/live.ts'
import { missingKeys } from '../../publishing/missing-keys.ts'
import { isNeeded, type Plan, planOf } from '../../publishing/plan.ts'
import { publishPlans } from '../../publishing/publish.ts'
import { MAX_READ_BACK } from '../../publishing/read-back.ts'
import { revisionKeys } from '../../publishing/revision-keys.ts'
import { signRevision } from '../../publishing/signatures.ts'
import { decodePart } from '../../revision/decode.ts'
import { partKey } from '../../revision/keys.ts'
import { LetterPart } from '../../revision/layout.ts'
import { StoreError } from '../../revision/store-error.ts'
import { command, type KvOptions, openKv, printJson, WrongUsage, withKv } from '../command.ts'
import { writesAdvice, writesOf } from '../free-plan.ts'
import { isChange, printDiff } from '../print-diff.ts'
import { chooseLetters, rightLetters, warnOfMissing } from '../read-letters.ts'
import { openSpool, type Spool } from '../spool.ts'
import { confirm, counted, short, signatories, visible, withProgress } from '../terminal.ts'

type Options = KvOptions & {
  json?: true
  yes?: true
  dryRun?: true
  rewrite?: true
  note?: string
  sign?: string
  unsigned?: true
}

type Facts = {
  title: string
  date: string
  addressee: string
  languages: string[]
  organisations: number
  persons: number
}

/**
 * A plan, and what it changes for readers, or why that cannot be shown: a live revision that is not whole. `facts` are
 * of a letter that is not live yet.
 */
type Change = { plan: Plan; diff: LetterDiff | string; facts?: Facts }

/** Plans the letters named; `spool` is given the pairs that publishing them writes. */
const planLetters = async (
  live: Live,
  slugs: string[],
  { sign, rewrite }: Options,
  spool: Spool,
): Promise<Plan[]> => {
  const needed = isNeeded(live)
  const letters = await rightLetters(slugs, (pair) => {
    if (rewrite || needed(pair.key)) spool.add(pair)
  })
  const key = sign === undefined ? undefined : await readPrivateKey(sign)
  const publicKeys = await readPublicKeys()
  return letters.map((compiled) => {
    const signature = key && signRevision(compiled.revision.id, key, publicKeys)
    return planOf(live, compiled, spool, { signature, rewrite })
  })
}

const tryDiff = async (kv: Kv, { compiled, live, pairs }: Plan): Promise<LetterDiff | string> => {
  try {
    return await diffWithLive(kv, live, compiled, pairs)
  } catch (error) {
    if (error instanceof StoreError) return error.message
    throw error
  }
}

/** Whether KV holds all that the plan does not write, because the live revision is made of it. */
const hasWhatIsKept = async (kv: Kv, { compiled, live, keys }: Plan): Promise<boolean> => {
  if (!live.head) return true
  const { slug } = compiled.letter
  const written = new Set(keys)
  const kept = revisionKeys(slug, compiled.revision).filter((key) => !written.has(key))
  return (await missingKeys(kv, slug, kept)).length === 0
}

/** What publishing changes. Where what is live is not whole, every part of the letter is to be written anew. */
const planChanges = async (
  kv: Kv,
  live: Live,
  slugs: string[],
  options: Options,
  spool: Spool,
): Promise<Change[]> => {
  const changes: Change[] = []
  for (const plan of await planLetters(live, slugs, options, spool)) {
    const diff = await withProgress((doing) => {
      doing('Comparing with what is live')
      return tryDiff(kv, plan)
    })
    const { slug } = plan.compiled.letter
    const anew = { ...options, rewrite: true as const }
    const isWhole = typeof diff !== 'string' && (await hasWhatIsKept(kv, plan))
    const [whole] = isWhole || plan.rewrite ? [plan] : await planLetters(live, [slug], anew, spool)
    if (whole === undefined) continue
    changes.push({ plan: whole, diff, ...(!whole.live.head && { facts: await factsOf(whole) }) })
  }
  return changes
}

/** What is to be looked at before a letter is public for the first time. */
const factsOf = async ({ compiled, pairs }: Plan): Promise<Facts> => {
  const { letter, revision } = compiled
  const key = partKey(letter.slug, revision.letter)
  const { counts } = await decodePart(LetterPart, key, (await getValues(pairs, [key])).get(key) ?? '')
  const [{ title, addressee }] = letter.translations
  const { organisation = 0, person = 0 } = counts.type
  const { languages } = revision
  return { title, date: letter.date, addressee, languages, organisations: organisation, persons: person }
}

const sayFacts = (facts: Facts, say: (line: string) => void): void => {
  say(`  title: ${visible(facts.title)}`)
  say(`  date: ${facts.date}`)
  say(`  to: ${visible(facts.addressee)}`)
  say(`  languages: ${facts.languages.join(', ')}`)
  say(`  signed by: ${counted(facts.organisations, 'organisation')}, ${counted(facts.persons, 'person')}`)
}

const sayChange = ({ plan, diff, facts }: Change, say: (line: string) => void): void => {
  const { slug } = plan.compiled.letter
  if (typeof diff === 'string')
    say(visible(`${slug}: what is live is not whole (${diff}), so what changes cannot be shown`))
  else if (isChange(diff)) for (const line of printDiff(diff)) say(line)
  else if (plan.change === 'signature') say(`${slug}: the same revision, now signed`)
  else if (plan.change === 'list') say(`${slug}: only its line in the list of letters is put right`)
  else if (plan.change === 'revision') say(`${slug}: the same revision, stored in the current layout`)
  else if (plan.rewrite) say(`${slug}: the same revision (${short(plan.compiled.revision.id)})`)
  else for (const line of printDiff(diff)) say(line)
  if (facts) sayFacts(facts, say)
  if (plan.rewrite) say(`${slug}: every part is written anew, ${counted(plan.parts.write, 'part')}`)
}

const sayPublished = ({ compiled, change, signature, keys }: Plan, say: (line: string) => void): void => {
  const { letter, revision } = compiled
  const what = change === 'none' ? 'wrote anew' : 'published'
  const signed = signature ? ', signed' : ''
  say(`${letter.slug}: ${what} revision ${short(revision.id)}, ${signatories(revision.count)}${signed}`)
  if (keys.length > MAX_READ_BACK)
    say(
      `${letter.slug}: of ${counted(keys.length, 'value')} ${MAX_READ_BACK.toLocaleString('en')} were read back; undersigned verify reads all`,
    )
}

/** Whoever checks signatures would find none where there was one: that is not to come of forgetting an option. */
const askForSignature = (plans: Plan[]): void => {
  const without = plans.filter(
    ({ change, signature, live }) => change === 'revision' && !signature && live.history[0]?.signature,
  )
  if (without.length === 0) return
  const slugs = without.map(({ compiled }) => compiled.letter.slug).join(', ')
  throw new WrongUsage(
    `What is live is signed (${slugs}): sign this, too, with --sign <keyfile>, or say --unsigned to publish it without a signature`,
  )
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
  .addOption(
    new Option('--unsigned', 'publish without a signature, though what is live is signed').conflicts('sign'),
  )
  .option('--rewrite', 'write every part again, even those that are there: repairs what verify found')
  .action(async (slugs: string[], options: Options) => {
    const { json, yes, dryRun, note, remote, env } = options
    await using kv = await openKv(options)
    const say = json ? console.error : console.log
    using spool = openSpool()
    const live = await withProgress(async (doing) => {
      doing('Reading what is live')
      return readLive(kv, await chooseLetters(slugs))
    })
    await warnOfMissing(live)
    const changes = await planChanges(kv, live, slugs, options, spool)
    const plans = changes.map(({ plan }) => plan)
    for (const what of live.broken) say(visible(`${what}; publishing writes it anew`))
    if (!json) for (const change of changes) sayChange(change, say)

    const report = (state: 'unchanged' | 'dry-run' | 'refused' | 'published') => {
      if (!json) return
      printJson({
        state,
        letters: changes.map(({ plan: { compiled, change, rewrite, parts, signature }, diff, facts }) => ({
          slug: compiled.letter.slug,
          change,
          rewrite,
          revision: compiled.revision.id,
          count: compiled.revision.count,
          parts,
          ...(signature && { signature }),
          ...(facts && { facts }),
          diff: typeof diff === 'string' ? null : diff,
        })),
      })
    }
    if (!options.unsigned) askForSignature(plans)
    const writing = plans.filter(({ change, rewrite }) => change !== 'none' || rewrite)
    if (writing.length === 0 && live.broken.length === 0) return report('unchanged')
    const advice = remote ? writesAdvice(writesOf(plans)) : undefined
    if (advice !== undefined) console.error(advice)
    if (dryRun) {
      const total = plans.reduce((sum, { parts }) => sum + parts.write, 0)
      if (!json) say(`Would write ${counted(total, 'part')}. Nothing was written.`)
      return report('dry-run')
    }
    const where = remote ? (env ? `in ${env}` : 'for everybody') : 'in the local KV'
    if (!(await confirm(`Publish this ${where}?`, yes))) {
      if (!json) say('Nothing was written.')
      return report('refused')
    }

    await withProgress((doing) =>
      publishPlans(kv, live, plans, {
        note,
        onProgress: (written, total) =>
          doing(
            written < total
              ? `Writing: ${written.toLocaleString('en')} of ${counted(total, 'pair')}`
              : 'Making it live',
          ),
      }),
    )
    if (!json) for (const plan of writing) sayPublished(plan, say)
    return report('published')
  })
