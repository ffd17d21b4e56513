/** What publishing letters of `data/` would change, against KV or against a deployment. */
import { fetchLetter } from '../publishing/deployed.ts'
import { compare, type LetterDiff } from '../publishing/diff/compare.ts'
import { diffWithLive } from '../publishing/diff/diff-with-live.ts'
import { readSide } from '../publishing/diff/snapshots.ts'
import { readLive } from '../publishing/live.ts'
import { isNeeded } from '../publishing/plan.ts'
import { type KvOptions, openKv } from './command.ts'
import { originOf } from './origin.ts'
import { chooseLetters, rightLetters, warnOfMissing } from './read-letters.ts'
import { openSpool } from './spool.ts'
import { visible, withProgress } from './terminal.ts'

const diffWithKv = async (options: KvOptions, slugs: string[]): Promise<LetterDiff[]> => {
  await using kv = await openKv(options)
  using spool = openSpool()
  const live = await withProgress(async (doing) => {
    doing('Reading what is live')
    return readLive(kv, await chooseLetters(slugs))
  })
  await warnOfMissing(live)
  const needed = isNeeded(live)
  const letters = await rightLetters(slugs, (pair) => {
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
  return await withProgress(async (doing) => {
    doing('Reading what is live')
    const diffs: LetterDiff[] = []
    for (const { letter, revision } of letters) {
      const { slug } = letter
      diffs.push(compare(slug, await fetchLetter(origin, slug), await readSide(spool, slug, revision)))
    }
    return diffs
  })
}

/** @throws CheckFailed where anything is wrong in the letters, after saying all of it */
export const diffLetters = (
  { url, ...options }: KvOptions & { url?: string },
  slugs: string[],
): Promise<LetterDiff[]> =>
  url === undefined ? diffWithKv(options, slugs) : diffWithDeployed(originOf(url), slugs)
