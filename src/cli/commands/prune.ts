import { InvalidArgumentError } from 'commander'
import { readChosen } from '../../publishing/live.ts'
import { makeCurrent, newClaim } from '../../publishing/make-current.ts'
import { keysOf } from '../../publishing/plan.ts'
import { decode } from '../../revision/decode.ts'
import { partKey, revisionKey } from '../../revision/keys.ts'
import { type Head, Revision } from '../../revision/layout.ts'
import { CheckFailed, command, type KvOptions, kvOf, printJson, withKv } from '../command.ts'
import { deleteKeys, getPairs, type Kv, listKeys, putPairs } from '../kv-wrangler.ts'
import { confirm, counted, withProgress } from '../terminal.ts'

const DAY = 86_400_000
/** Readers may be paging through a revision, and a publish may be writing one that no history names yet. */
const KEEP_DAYS = 30

type Sweep = { slug: string; head: Head; trimmed: number; revisions: string[]; keys: string[]; kept: number }

/**
 * Mark and sweep. Marked is every part of every revision that the history names and of every other revision younger
 * than `days`; parts are shared between revisions. All that is not marked, and old enough, may go.
 */
const sweepOf = async (kv: Kv, head: Head, keep: number, days: number): Promise<Sweep> => {
  const { slug } = head
  const listed = await listKeys(kv, `letter/${slug}/`)
  const recent = Date.now() - days * DAY
  const isOld = ({ written }: { written?: string }) => written === undefined || Date.parse(written) <= recent
  const history = head.history.slice(0, keep)
  const named = new Set(
    history.map(({ revision }) => revisionKey(slug, revision)).concat(revisionKey(slug, head.revision.id)),
  )
  const revisions = listed.filter(({ key }) => key.startsWith(revisionKey(slug, '')))
  const alive = revisions.filter((each) => named.has(each.key) || !isOld(each)).map(({ key }) => key)

  const marked = new Set([...alive, ...keysOf(slug, head.revision)])
  for (const [key, json] of await getPairs(kv, alive)) {
    // A revision that cannot be read cannot tell its parts, so nothing can be known to be unused.
    for (const each of keysOf(slug, decode(Revision, key, json))) marked.add(each)
  }
  const isOurs = (key: string) => key.startsWith(revisionKey(slug, '')) || key.startsWith(partKey(slug, ''))
  const keys = listed
    .filter((each) => isOurs(each.key) && !marked.has(each.key) && isOld(each))
    .map(({ key }) => key)
  return {
    slug,
    head: { ...head, history },
    trimmed: head.history.length - history.length,
    revisions: keys
      .filter((key) => key.startsWith(revisionKey(slug, '')))
      .map((key) => key.slice(revisionKey(slug, '').length)),
    // Revisions go before their parts: what is left after an interruption is found and swept the next time.
    keys: keys.toSorted(
      (a, b) => Number(b.startsWith(revisionKey(slug, ''))) - Number(a.startsWith(revisionKey(slug, ''))),
    ),
    kept: listed.length - keys.length,
  }
}

const wholeNumber =
  (least: number) =>
  (value: string): number => {
    if (!/^\d{1,6}$/.test(value) || Number(value) < least)
      throw new InvalidArgumentError(`It must be a whole number from ${least}.`)
    return Number(value)
  }

type Options = KvOptions & { json?: true; yes?: true; keep?: number; days: number }

export const prune = withKv(
  command('prune', 'remove from KV what no publication in the history needs', [
    'prune',
    'prune --keep 20 --remote',
  ]),
)
  .argument('[slug...]', 'the letters; all that are live when left out')
  .option(
    '--keep <publications>',
    'shorten each history to this many, the newest; all when left out',
    wholeNumber(1),
  )
  .option('--days <days>', 'leave alone what was written in the last so many days', wholeNumber(0), KEEP_DAYS)
  .option('-y, --yes', 'do not ask')
  .action(
    async (slugs: string[], { json, yes, keep = Number.POSITIVE_INFINITY, days, ...options }: Options) => {
      const kv = kvOf(options)
      const say = json ? console.error : console.log
      const live = await readChosen(kv, slugs)
      if (live.broken.length > 0)
        throw new CheckFailed(`${live.broken.join('\n')}\nPublish to repair it, then prune.`)
      const sweeps = await withProgress(async (doing) => {
        const all: Sweep[] = []
        for (const slug of live.slugs) {
          doing(`Looking at what ${slug} needs`)
          const { head } = live.letter(slug)
          if (head) all.push(await sweepOf(kv, head, keep, days))
        }
        return all
      })
      for (const { slug, revisions, keys, kept, trimmed } of sweeps) {
        const parts = counted(keys.length - revisions.length, 'part')
        const from = trimmed > 0 ? `; ${counted(trimmed, 'publication')} leave the history` : ''
        if (!json)
          say(
            `${slug}: ${counted(revisions.length, 'revision')} and ${parts} to remove, ${kept} values stay${from}`,
          )
      }
      const report = (state: 'unchanged' | 'refused' | 'pruned') => {
        if (json)
          printJson({
            state,
            letters: sweeps.map(({ slug, revisions, keys, trimmed }) => ({ slug, revisions, keys, trimmed })),
          })
      }
      const trims = sweeps.filter(({ trimmed }) => trimmed > 0)
      if (trims.length === 0 && sweeps.every(({ keys }) => keys.length === 0)) return report('unchanged')
      if (!(await confirm('Remove this for good? Links to those revisions will stop working.', yes)))
        return report('refused')

      await withProgress(async (doing) => {
        doing('Removing')
        // First the histories, so that none names what is gone. The claims turn away a publish that is under way, which
        // may count on a part that goes.
        const claim = newClaim()
        await putPairs(kv, [claim])
        await makeCurrent(
          kv,
          live,
          claim,
          trims.map(({ head }) => head),
          live.catalogue,
        )
        await deleteKeys(
          kv,
          sweeps.flatMap(({ keys }) => keys),
        )
        await putPairs(kv, [newClaim()])
      })
      report('pruned')
    },
  )
