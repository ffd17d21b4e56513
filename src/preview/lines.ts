/** Lines of text in a picture. */
import { LineBreaker } from 'css-line-break'

/** How wide a text is drawn, in pixels. */
export type Measure = (text: string) => number

/** Where words end, as places in the text. */
const wordEnds = (text: string, language: string): Set<number> =>
  new Set(
    Array.from(
      new Intl.Segmenter(language, { granularity: 'word' }).segment(text),
      ({ index, segment }) => index + segment.length,
    ),
  )

/** The pieces of a text between which a line may end (Unicode Standard Annex 14): in no language within a word. */
const piecesOf = (text: string, language: string): string[] => {
  const pieces: string[] = []
  const ends = wordEnds(text, language)
  const breaker = LineBreaker(text, { lineBreak: 'strict', wordBreak: 'normal' })
  let [length, isWithin] = [0, false]
  for (let next = breaker.next(); !next.done; next = breaker.next()) {
    const piece = next.value.slice()
    pieces.push(isWithin ? `${pieces.pop()}${piece}` : piece)
    length += piece.length
    isWithin = !ends.has(length)
  }
  return pieces
}

/** Cuts a text so that it is no wider with `…` at its end. */
const shorten = (text: string, width: number, measure: Measure): string => {
  const characters = Array.from(new Intl.Segmenter().segment(text.trimEnd()), ({ segment }) => segment)
  const cut = () => `${characters.join('').trimEnd()}…`
  while (characters.length > 1 && measure(cut()) > width) characters.pop()
  return cut()
}

/**
 * A text in lines, none wider than `width` and at most `most` of them: what does not fit is cut, and `…` says so.
 * @returns the lines, and whether all of the text stands in them
 */
export const breakLines = (
  text: string,
  { language, width, most, measure }: { language: string; width: number; most: number; measure: Measure },
): { lines: string[]; isWhole: boolean } => {
  const lines: string[] = []
  let line = ''
  for (const piece of piecesOf(text, language)) {
    if (line !== '' && measure((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += piece
  }
  if (line !== '') lines.push(line.trimEnd())
  const left = lines.slice(most).join(' ')
  const shown = lines.slice(0, most)
  if (left !== '') shown.push(shorten(`${shown.pop()} ${left}`, width, measure))
  // A word may be wider than a line.
  const cut = shown.map((each) => (measure(each) <= width ? each : shorten(each, width, measure)))
  return { lines: cut, isWhole: left === '' && cut.every((each, at) => each === shown[at]) }
}

/** The same as narrow as it takes no more lines, so that these are about as long as each other. */
export const balanceLines = (
  text: string,
  options: Parameters<typeof breakLines>[1],
): ReturnType<typeof breakLines> => {
  let broken = breakLines(text, options)
  let [low, high] = [0, options.width]
  while (broken.isWhole && high - low > options.width / 100) {
    const width = (low + high) / 2
    const narrower = breakLines(text, { ...options, width })
    const fits = narrower.isWhole && narrower.lines.length === broken.lines.length
    if (fits) broken = narrower
    if (fits) high = width
    else low = width
  }
  return broken
}
