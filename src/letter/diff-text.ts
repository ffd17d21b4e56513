/** A run of words that stayed, came or went. */
export type WordChange = { type: 'same' | 'added' | 'removed'; value: string }

/** Of two paragraphs with more pairs of words than this one simply takes the place of the other: they cost 10 ms. */
const MOST_PAIRS = 1_000_000
/** As it does where less than this of the other stays. */
const LEAST_COMMON = 0.25
/** Characters of unchanged text that are shown on each side of a change. */
const AROUND = 60

const replaced = (before: string, after: string): WordChange[] => [
  { type: 'removed', value: before },
  { type: 'added', value: after },
]

/**
 * The fewest items that must go and come to make one list of another: all but the longest list that is in both
 * (https://en.wikipedia.org/wiki/Longest_common_subsequence). By hand, for a library takes a kilobyte of the Worker.
 */
function* compare(before: string[], after: string[]): Generator<WordChange> {
  const width = after.length + 1
  const size = (before.length + 1) * width
  if (size > MOST_PAIRS) return yield* replaced(before.join(''), after.join(''))
  /** How long that list is from a place in `before` and a place in `after` on. */
  const longest = new Uint16Array(size)
  const from = (old: number, now: number): number => longest[old * width + now] ?? 0
  for (let old = before.length - 1; old >= 0; old--) {
    for (let now = after.length - 1; now >= 0; now--) {
      longest[old * width + now] =
        before[old] === after[now]
          ? 1 + from(old + 1, now + 1)
          : Math.max(from(old + 1, now), from(old, now + 1))
    }
  }
  for (let old = 0, now = 0; old < before.length || now < after.length; ) {
    if (before[old] === after[now]) {
      yield { type: 'same', value: before[old++] ?? '' }
      now++
    } else if (now === after.length || (old < before.length && from(old + 1, now) >= from(old, now + 1)))
      yield { type: 'removed', value: before[old++] ?? '' }
    else yield { type: 'added', value: after[now++] ?? '' }
  }
}

/** Each run of one kind as one change. */
const joined = (changes: Iterable<WordChange>): WordChange[] => {
  const runs: WordChange[] = []
  for (const { type, value } of changes) {
    const last = runs.at(-1)
    if (last?.type === type) last.value += value
    else runs.push({ type, value })
  }
  return runs
}

/**
 * What became of a text, word by word as its language has words. Nothing for two texts that are the same.
 * Paragraphs are compared first: what a reader takes for one change is one, and a long text takes little time.
 */
export const diffText = (before: string, after: string, language: string): WordChange[] => {
  if (before === after) return []
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' })
  const wordsOf = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment)
  const compareWords = (old: string, now: string): WordChange[] => {
    const changes = [...compare(wordsOf(old), wordsOf(now))]
    const common = changes.reduce(
      (sum, { type, value }) => sum + (type === 'same' ? value.trim().length : 0),
      0,
    )
    return common < LEAST_COMMON * Math.min(old.length, now.length) ? replaced(old, now) : changes
  }
  const [old, now] = [before, after].map((text) => text.split(/(?<=\n\n)/))
  const paragraphs = joined(compare(old ?? [], now ?? []))
  return joined(
    paragraphs.flatMap((change, index) => {
      const next = paragraphs[index + 1]
      // What was added stands right after what it takes the place of.
      if (change.type === 'removed' && next?.type === 'added') return compareWords(change.value, next.value)
      return change.type === 'added' && paragraphs[index - 1]?.type === 'removed' ? [] : [change]
    }),
  )
}

/** As much of the unchanged words as stands around a change; `first` and `last` where there is one on one side only. */
export const shorten = (text: string, first: boolean, last: boolean): string => {
  const characters = Array.from(text)
  if (characters.length <= (first || last ? AROUND : 2 * AROUND)) return text
  // Without the word that is cut, where there are spaces between words.
  const start = characters
    .slice(0, AROUND)
    .join('')
    .replace(/\s\S{0,15}$/, '')
  const end = characters
    .slice(-AROUND)
    .join('')
    .replace(/^\S{0,15}\s/, '')
  if (first) return `…${end}`
  return last ? `${start}…` : `${start} … ${end}`
}
