import { diffArrays } from 'diff'

/** A run of words that stayed, came or went. */
export type WordChange = { type: 'same' | 'added' | 'removed'; value: string }

/** With more differences than this two texts have so little in common that one simply replaces the other. */
const MAX_EDITS = 250
/** Characters of unchanged text that are shown on each side of a change. */
const AROUND = 60

/** Each with the empty line that ends it. */
const paragraphsOf = (text: string): string[] => text.split(/(?<=\n\n)/)

const compare = (before: string[], after: string[]): WordChange[] =>
  diffArrays(before, after, { maxEditLength: MAX_EDITS })?.map(({ added, removed, value }) => ({
    type: added ? 'added' : removed ? 'removed' : 'same',
    value: value.join(''),
  })) ?? [
    { type: 'removed', value: before.join('') },
    { type: 'added', value: after.join('') },
  ]

/**
 * What became of a text, word by word as its language has words. Nothing for two texts that are the same.
 * Paragraphs are compared first: what a reader takes for one change is one, and a long text takes little time.
 */
export const diffText = (before: string, after: string, language: string): WordChange[] => {
  if (before === after) return []
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' })
  const wordsOf = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment)
  const changes: WordChange[] = []
  const add = (change: WordChange) => {
    const last = changes.at(-1)
    if (last?.type === change.type) last.value += change.value
    else changes.push(change)
  }
  const paragraphs = compare(paragraphsOf(before), paragraphsOf(after))
  paragraphs.forEach((change, index) => {
    const next = paragraphs[index + 1]
    // jsdiff puts what was added right after what it takes the place of.
    if (change.type === 'removed' && next?.type === 'added')
      for (const each of compare(wordsOf(change.value), wordsOf(next.value))) add(each)
    else if (change.type !== 'added' || paragraphs[index - 1]?.type !== 'removed') add(change)
  })
  return changes
}

/** As much of the unchanged words as stands around a change; `first` and `last` where there is one on one side only. */
export const shorten = (text: string, first: boolean, last: boolean): string => {
  const characters = Array.from(text)
  if (characters.length <= (first || last ? AROUND : 2 * AROUND)) return text
  const start = characters.slice(0, AROUND).join('')
  const end = characters.slice(-AROUND).join('')
  if (first) return `…${end}`
  return last ? `${start}…` : `${start} … ${end}`
}
