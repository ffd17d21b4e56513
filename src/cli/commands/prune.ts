import { InvalidArgumentError } from 'commander'
import { assertNotOpen, readChosen } from '../../publishing/live.ts'
import { assertUnlocked } from '../../publishing/lock.ts'
import { prune as pruneSweeps, type Sweep, sweepIndex, sweepOf } from '../../publishing/prune.ts'
import { unusedWords } from '../../publishing/words.ts'
import { type EditorOptions, readLockOptions, withEditor } from '../by.ts'
import { CheckFailed, command, type KvOptions, openKv, printJson, withKv } from '../command.ts'
import { confirm, counted, withProgress } from '../terminal.ts'

const DAY_MS = 86_400_000
/** Readers may be paging through a revision, and a publish may be writing one that no history names yet. */
const KEEP_DAYS = 30

const wholeNumber =
  (least: number) =>
  (value: string): number => {
    if (!/^\d{1,6}$/.test(value) || Number(value) < least)
      throw new InvalidArgumentError(`It must be a whole number from ${least}.`)
    return Number(value)
  }

type Options = KvOptions & EditorOptions & { json?: true; yes?: true; keep?: number; days: number }

export const prune = withEditor(
  withKv(
    command('prune', 'remove from KV what no publication in the history needs', [
      'prune',
      'prune --keep 20 --remote',
    ]),
  ),
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
      const editor = await readLockOptions(options)
      await using kv = await openKv(options)
      const live = await readChosen(kv, slugs)
      if (live.broken.length > 0)
        throw new CheckFailed(`${live.broken.join('\n')}\nPublish to repair it, then prune.`)
      if (keep !== Number.POSITIVE_INFINITY) assertNotOpen(live)
      const since = new Date(Date.now() - days * DAY_MS)
      const words = await unusedWords(kv, live.words, { until: since })
      const sweeps = await withProgress(async (doing) => {
        const all: Sweep[] = []
        for (const slug of live.slugs) {
          doing(`Looking at what ${slug} needs`)
          const letter = live.letter(slug)
          if (letter.head) all.push(await sweepOf(kv, letter.head, keep, since, letter.ofData))
        }
        return all
      })
      for (const { slug, revisions, keys, kept, trimmed } of sweeps) {
        const parts = counted(keys.length - revisions.length, 'part')
        const from = trimmed > 0 ? `; ${counted(trimmed, 'publication')} leave the history` : ''
        if (!json)
          console.log(
            `${slug}: ${counted(revisions.length, 'revision')} and ${parts} to remove, ${kept} values stay${from}`,
          )
      }
      if (words.length > 0 && !json)
        console.log(`The list of letters: ${counted(words.length, 'part')} of old words to remove`)
      const unusedIndex = await sweepIndex(kv, live, since)
      if (!json && unusedIndex.length > 0)
        console.log(`the index of all letters: ${counted(unusedIndex.length, 'part')} to remove`)
      const report = (state: 'unchanged' | 'refused' | 'pruned') => {
        if (json)
          printJson({
            state,
            letters: sweeps.map(({ slug, revisions, keys, trimmed }) => ({ slug, revisions, keys, trimmed })),
            words,
            index: unusedIndex,
          })
      }
      const isClean = sweeps.every(({ trimmed, keys }) => trimmed === 0 && keys.length === 0)
      if (isClean && unusedIndex.length === 0 && words.length === 0) return report('unchanged')
      await assertUnlocked(kv, live, editor)
      if (!(await confirm('Remove this for good? Links to those revisions will stop working.', yes)))
        return report('refused')

      await withProgress((doing) => {
        doing('Removing')
        return pruneSweeps(kv, live, sweeps, { ...editor, words, unusedIndex })
      })
      report('pruned')
    },
  )
