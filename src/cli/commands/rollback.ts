import { compare } from '../../publishing/diff/compare.ts'
import { inKv, readSide } from '../../publishing/diff/snapshots.ts'
import { catalogueEntry, nextHead } from '../../publishing/head.ts'
import { readChosen } from '../../publishing/live.ts'
import { makeCurrent, newClaim } from '../../publishing/make-current.ts'
import { keysOf } from '../../publishing/plan.ts'
import { decode, decodePart } from '../../revision/decode.ts'
import { partKey, revisionKey } from '../../revision/keys.ts'
import { LetterPart, type Publication, Revision } from '../../revision/layout.ts'
import { StoreError } from '../../revision/store-error.ts'
import { CheckFailed, command, type KvOptions, kvOf, printJson, WrongUsage, withKv } from '../command.ts'
import { getPairs, type Kv, listKeys, putPairs } from '../kv-wrangler.ts'
import { printDiff } from '../print-diff.ts'
import { confirm, short, signatories, withProgress } from '../terminal.ts'

/** The publication to go back to: the one named, or the last that was not the current revision. */
const choose = (slug: string, history: Publication[], to: string | undefined): Publication => {
  const current = history[0]?.revision
  const candidates =
    to === undefined
      ? history.filter(({ revision }) => revision !== current).slice(0, 1)
      : history.filter(({ revision }) => revision.startsWith(to.toLowerCase()))
  const [first] = candidates
  if (first === undefined) {
    const what = to === undefined ? 'has no earlier revision' : `has no revision ${to}`
    throw new WrongUsage(`${slug} ${what} in its history; see undersigned history ${slug}`)
  }
  const other = candidates.find(({ revision }) => revision !== first.revision)
  if (other === undefined) return first
  throw new WrongUsage(
    `--to ${to} could be ${short(first.revision)} or ${short(other.revision)}; write more of it`,
  )
}

/** A revision that is in KV, whole. @throws Found where anything of it is missing */
const findRevision = async (kv: Kv, slug: string, id: string): Promise<Revision> => {
  const key = revisionKey(slug, id)
  const json = (await getPairs(kv, [key])).get(key)
  if (json === undefined)
    throw new CheckFailed(`Revision ${short(id)} of ${slug} is not in KV any more; nothing was changed.`)
  const revision = decode(Revision, key, json)
  const there = new Set((await listKeys(kv, partKey(slug, ''))).map((listed) => listed.key))
  const missing = keysOf(slug, revision).filter((each) => each !== key && !there.has(each))
  if (missing.length > 0)
    throw new CheckFailed(
      `Revision ${short(id)} of ${slug} is not whole in KV (${missing[0]} is missing); nothing was changed.`,
    )
  return revision
}

/** What is live may be what is broken: then there is nothing to compare with. */
const onlyIfWhole = (error: unknown): undefined => {
  if (error instanceof CheckFailed || error instanceof StoreError) return undefined
  throw error
}

type Options = KvOptions & { json?: true; yes?: true; to?: string; note?: string }

export const rollback = withKv(
  command('rollback', 'make an earlier revision the current one again', [
    'rollback un-human-rights-council-2018',
    'rollback un-human-rights-council-2018 --to 6efd672f7193 --remote --note "Published too early"',
  ]),
)
  .argument('<slug>', 'the letter')
  .option(
    '--to <revision>',
    'the revision to go back to, or as much of it as makes it clear; otherwise the one before',
  )
  .option('-y, --yes', 'do not ask')
  .option('--note <why>', 'a line for the history, which everybody can read')
  .action(async (slug: string, { json, yes, to, note, ...options }: Options) => {
    const kv = kvOf(options)
    const say = json ? console.error : console.log
    const live = await readChosen(kv, [slug])
    for (const what of live.broken) say(`${what}; rolling back writes it anew`)
    const before = live.letter(slug)
    const { revision: id, signature } = choose(slug, before.history, to)
    const from = before.head?.revision
    const report = (state: 'unchanged' | 'refused' | 'rolled back') => {
      if (json) printJson({ state, slug, from: from?.id ?? null, to: id })
    }
    if (from?.id === id) {
      if (!json) say(`${slug}: ${short(id)} is the current revision already`)
      return report('unchanged')
    }

    const { revision, letter, diff } = await withProgress(async (doing) => {
      doing('Looking whether that revision is whole')
      const revision = await findRevision(kv, slug, id)
      doing('Comparing')
      const key = partKey(slug, revision.letter)
      const [words, after, now] = await Promise.all([
        getPairs(kv, [key]),
        readSide(inKv(kv), slug, revision, from),
        from && readSide(inKv(kv), slug, from, revision).catch(onlyIfWhole),
      ])
      const { letter } = await decodePart(LetterPart, key, words.get(key) ?? '')
      return { revision, letter, diff: compare(slug, now, after) }
    })
    if (!json) for (const line of printDiff(diff)) say(line)
    if (!(await confirm(`Go back to revision ${short(id)}?`, yes))) return report('refused')

    const published = new Date().toISOString()
    const compiled = { letter, revision }
    const said = { note: note ?? `Back to ${short(id)}`, ...(signature && { signature }) }
    const entry = catalogueEntry(compiled, published)
    const others = live.catalogue.filter((each) => each.slug !== slug)
    await withProgress(async (doing) => {
      doing('Making it live')
      const claim = newClaim()
      await putPairs(kv, [claim])
      await makeCurrent(kv, live, claim, [nextHead(compiled, published, before, said)], [...others, entry])
    })
    if (!json) say(`${slug}: back to revision ${short(id)}, ${signatories(revision.count)}`)
    report('rolled back')
  })
