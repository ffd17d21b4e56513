import type { LetterDiff } from '../../publishing/diff/compare.ts'
import { diffWithLive } from '../../publishing/diff/diff-with-live.ts'
import { readLive } from '../../publishing/live.ts'
import { isNeeded } from '../../publishing/plan.ts'
import { command, type KvOptions, openKv, printJson, withKv } from '../command.ts'
import { compareWithDeployed } from '../compare-deployed.ts'
import { originOf } from '../origin.ts'
import { printDiff } from '../print-diff.ts'
import { chooseLetters, rightLetters, warnOfMissing, withoutClosed } from '../read-letters.ts'
import { openSpool } from '../spool.ts'
import { visible, withProgress } from '../terminal.ts'

const diffWithKv = async (options: KvOptions, slugs: string[]): Promise<LetterDiff[]> => {
  await using kv = await openKv(options)
  using spool = openSpool()
  const live = await withProgress(async (doing) => {
    doing('Reading what is live')
    return readLive(kv, await chooseLetters(slugs))
  })
  await warnOfMissing(live)
  const needed = isNeeded(live)
  const open = withoutClosed(live, slugs)
  if (open.length === 0) return []
  const letters = await rightLetters(open, (pair) => {
    if (needed(pair.key)) spool.add(pair)
  })
  for (const what of live.broken) console.error(visible(`${what}; the next publish repairs it`))
  // Awaited here: with the function ends the spool.
  return await withProgress(async (doing) => {
    doing('Comparing with what is live')
    const diffs: LetterDiff[] = []
    for (const compiled of letters)
      diffs.push(await diffWithLive(kv, live.letter(compiled.letter.slug), compiled, spool))
    return diffs
  })
}

const diffWithDeployed = async (origin: string, slugs: string[]): Promise<LetterDiff[]> => {
  using spool = openSpool()
  const letters = await rightLetters(slugs, spool.add)
  // Awaited here: with the function ends the spool.
  return await compareWithDeployed(origin, letters, spool)
}

type Options = KvOptions & { json?: true; url?: string }

export const diff = withKv(
  command('diff', 'show what publishing would change for readers', [
    'diff',
    'diff un-human-rights-council-2018 --remote',
    'diff --url https://letters.example.org',
  ]),
)
  .argument('[slug...]', 'the letters to compare; all of data/ when left out')
  .option('--url <address>', 'compare with what this deployment serves to everybody; needs no login')
  .action(async (slugs: string[], { json, url, ...options }: Options) => {
    const letters =
      url === undefined ? await diffWithKv(options, slugs) : await diffWithDeployed(originOf(url), slugs)
    if (json) printJson({ letters })
    else for (const each of letters) for (const line of printDiff(each)) console.log(line)
  })
