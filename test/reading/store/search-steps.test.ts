import { describe, expect, it } from 'vitest'
import { type Step, searchSteps } from '../../../src/reading/store/search-steps.ts'
import { PART_NAME } from '../../../src/revision/keys.ts'
import type { Index, Revision } from '../../../src/revision/layout.ts'
import { writeFirst } from '../../../src/revision/search-index.ts'

/** An index whose parts begin there, and are named by a letter and their number. */
const index = (letter: string, ...starts: string[]): Index => ({
  names: starts.map((_, part) => `${letter}${part}`.padEnd(PART_NAME, '-')).join(''),
  first: writeFirst(starts),
})

/** The steps as `phase:part`, and the name that says of which index the part is. */
const steps = (indexes: { names: Index; knownFor?: Index }, query: string): string[] => {
  const revision = { index: indexes.names, known_for: indexes.knownFor } as Revision
  return searchSteps(revision, query.split(' ')).map(
    ({ phase, part, name, prefix }: Step) => `${phase} ${prefix}: ${name.replaceAll('-', '')} (${part})`,
  )
}

const names = index('n', '', 'adb', 'ade', 'b', 'n', 'z', 'zed', 'zef')

describe('the parts that a search reads', () => {
  it('are, for one word, those that may have it, and no others', () => {
    expect(steps({ names }, 'ad')).toEqual(['0 ad: n0 (0)', '0 ad: n1 (1)', '0 ad: n2 (2)'])
    expect(steps({ names }, 'ze')).toEqual(['0 ze: n5 (5)', '0 ze: n6 (6)', '0 ze: n7 (7)'])
    expect(steps({ names }, 'c')).toEqual(['0 c: n3 (3)'])
  })

  it.each([
    ['first', 'c', 'ze'],
    ['last', 'c', 'ad'],
    ['before the others', 'b', 'ze'],
    ['after the others', 'zz', 'ad'],
  ])('are, for several, those of the phrase and of the rarest of its words: %s', (_, rare, common) => {
    for (const query of [`${rare} ${common}`, `${common} ${rare}`]) {
      const rest = steps({ names }, query).filter((step) => !step.startsWith('0'))
      expect(rest).toEqual(steps({ names }, rare).map((step) => step.replace('0', '1')))
    }
  })

  it('are also those of the word that is rarest in roles, affiliations and names together', () => {
    const knownFor = index('k', '', 'cab', 'cad', 'cat', 'd', 'zee', 'zz')
    // In names `c` is rarer, but not in all.
    expect(steps({ names, knownFor }, 'c zz')).toEqual([
      '0 c zz: n3 (3)',
      '1 c: n3 (3)',
      '2 zz: k5 (5)',
      '2 zz: k6 (6)',
      '3 zz: n7 (7)',
    ])
    expect(steps({ names, knownFor }, 'd')).toEqual(['0 d: n3 (3)', '2 d: k3 (3)', '2 d: k4 (4)'])
  })

  it('are none where there is no index of names', () => {
    expect(steps({ names: index('n') }, 'a b')).toEqual([])
  })
})
