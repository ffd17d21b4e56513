/** Which parts of a revision's indexes a search reads, in which order, and whom it takes from each. */
import type { Signatory } from '../../letter/schema.ts'
import { findableTexts, hasWords, knownForTexts } from '../../letter/search.ts'
import { type Index, nameAt, type Revision } from '../../revision/layout.ts'
import { partsOfPrefix, readFirst } from '../../revision/search-index.ts'

/** An index of names, and where there is one that of roles and affiliations. */
export type Indexes = Pick<Revision, 'index' | 'known_for'>

/** A part, by number and name, and what its keys must begin with. */
export type Step = { phase: number; prefix: string; part: number; name: string }

/**
 * The steps of a search, in four phases: the names in which the query stands as it is; those with all of its words; then,
 * of those whose words are some of the name's and some or all of role and affiliation, the ones who have the rarest word
 * there, and the ones who have it in the name. The second and the last are for queries of several words; the last two are
 * missing where nothing but names is indexed.
 */
export const searchSteps = ({ index, known_for }: Indexes, words: string[]): Step[] => {
  const rangeOf = (of: Index, prefix: string) => ({ of, prefix, ...partsOfPrefix(readFirst(of), prefix) })
  const sizeOf = (ranges: ReturnType<typeof rangeOf>[]) =>
    ranges.reduce((sum, { from, to }) => sum + to - from, 0)
  /** Where the word may stand that the fewest parts of these indexes may have. */
  const ofRarest = (...indexes: Index[]) =>
    words
      .map((word) => indexes.map((of) => rangeOf(of, word)))
      .reduce((least, ranges) => (sizeOf(ranges) < sizeOf(least) ? ranges : least))
  return [
    rangeOf(index, words.join(' ')),
    ...ofRarest(index),
    ...(known_for ? ofRarest(known_for, index) : []),
  ].flatMap(({ of, prefix, from, to }, phase) =>
    Array.from({ length: phase % 2 && words.length === 1 ? 0 : to - from }, (_, step) => ({
      phase,
      prefix,
      part: from + step,
      name: nameAt(of.names, from + step),
    })),
  )
}

/** The phase that finds a signatory: one and no other. */
const phaseOf = (signatory: Signatory, words: string[], rarest: string): number | undefined => {
  const names = findableTexts(signatory)
  if (hasWords(names, [words.join(' ')])) return 0
  if (hasWords(names, words)) return 1
  const knownFor = knownForTexts(signatory)
  if (!hasWords([...names, ...knownFor], words)) return undefined
  return hasWords(knownFor, [rarest]) ? 2 : 3
}

/** Whether a step finds a signatory to whom a key of its part leads, and no step of another phase does. */
export const finds = ({ phase, prefix }: Step, words: string[], signatory: Signatory): boolean =>
  phase === 0 || phaseOf(signatory, words, prefix) === phase
