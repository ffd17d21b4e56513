import type { Compiled } from '../publishing/compile.ts'
import { fetchLetter } from '../publishing/deployed.ts'
import { compare, type LetterDiff } from '../publishing/diff/compare.ts'
import { readSide } from '../publishing/diff/snapshots.ts'
import type { PairSource } from '../publishing/plan.ts'
import { withProgress } from './terminal.ts'

/**
 * What publishing letters would change of what a deployment serves.
 *
 * @param pairs has all that the letters compile to
 * @throws DeploymentError
 */
export const compareWithDeployed = (
  origin: string,
  letters: readonly Compiled[],
  pairs: PairSource,
): Promise<LetterDiff[]> =>
  withProgress(async (doing) => {
    doing('Reading what is live')
    const diffs: LetterDiff[] = []
    for (const { letter, revision } of letters) {
      const { slug } = letter
      diffs.push(compare(slug, await fetchLetter(origin, slug), await readSide(pairs, slug, revision)))
    }
    return diffs
  })
