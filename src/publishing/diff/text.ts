import { diffWordsWithSpace } from 'diff'

/** A run of words that stayed, came or went. */
export type WordChange = { type: 'same' | 'added' | 'removed'; value: string }

/** After this many milliseconds two texts have so little in common that one simply replaces the other. */
const PATIENCE = 2_000

/** What became of a text, word by word as its language has words. Nothing for two texts that are the same. */
export const diffText = (before: string, after: string, language: string): WordChange[] => {
  if (before === after) return []
  const changes = diffWordsWithSpace(before, after, {
    intlSegmenter: new Intl.Segmenter(language, { granularity: 'word' }),
    timeout: PATIENCE,
  })
  if (changes === undefined) {
    return [
      { type: 'removed', value: before },
      { type: 'added', value: after },
    ]
  }
  return changes.map(({ added, removed, value }) => ({
    type: added ? 'added' : removed ? 'removed' : 'same',
    value,
  }))
}
