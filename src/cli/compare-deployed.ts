import { fetchLetter } from '../publishing/deployed.ts'
import { fetchHistory } from '../publishing/deployed-history.ts'
import { compare, type LetterDiff, type Side } from '../publishing/diff/compare.ts'
import { readSide } from '../publishing/diff/snapshots.ts'
import type { PairSource } from '../publishing/plan.ts'
import type { RightLetter } from './read-letters.ts'
import { withProgress } from './terminal.ts'

/** An open letter as it is served, without those who signed on and are not in `data/`: they stand behind all others. */
const withoutSignons = (served: Side, ofData: Side, signons: number): Side => {
  const idOf = (item: Side['signatories'][number]) => ('id' in item ? item.id : undefined)
  const inData = new Set(ofData.signatories.map(idOf))
  const first = served.signatories.length - signons
  const signatories = served.signatories.filter((each, index) => index < first || inData.has(idOf(each)))
  return { ...served, signatories, count: served.count - (served.signatories.length - signatories.length) }
}

const isEmpty = ({ facts, text, signatories }: LetterDiff): boolean =>
  facts.length === 0 && text.length === 0 && Object.values(signatories).every(({ length }) => length === 0)

/**
 * What publishing letters would change of what a deployment serves.
 *
 * @param pairs has all that the letters compile to
 * @throws DeploymentError
 */
export const compareWithDeployed = (
  origin: string,
  letters: readonly RightLetter[],
  pairs: PairSource,
): Promise<LetterDiff[]> =>
  withProgress(async (doing) => {
    doing('Reading what is live')
    const diffs: LetterDiff[] = []
    for (const { letter, revision, signing } of letters) {
      const { slug } = letter
      const served = await fetchLetter(origin, slug)
      const ofData = await readSide(pairs, slug, revision)
      const signons = (served && signing && (await fetchHistory(origin, slug))?.[0]?.signons) || 0
      if (served === undefined || signons === 0) {
        diffs.push(compare(slug, served, ofData))
        continue
      }
      const diff = compare(slug, withoutSignons(served, ofData, signons), ofData)
      // The revision that is served has those names in it, so it is another in any case.
      diffs.push(isEmpty(diff) ? { ...diff, before: diff.after } : diff)
    }
    return diffs
  })
