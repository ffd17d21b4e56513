/**
 * The room that a widget will take, so that nothing moves when it comes: as CSS that is right in a narrow and in a wide
 * column, without knowing which it stands in. Runs in the Worker and in the builder's script.
 */
import type { EmbedOptions } from './options.ts'

/** What the room depends on, of a letter. */
export type Extent = {
  count: number
  /** How many letters wide the title is. */
  title: number
  /** And each of the names that come first, by their sections. */
  names: number[][]
}

/** How many names the widget shows at first, unless it is told otherwise, and a letter's own script brings. */
export const FIRST_NAMES = 50

/** Heights in em, as src/embed/widget/style.css has them; a rem counts as a little more than an em. */
const LINE = 1.45
const GAP = 0.55
const SPACE = 1.1
const CONTROL = 2.75 + SPACE
const SMALL = 0.875
/** How many letters of a name stand beside its number, in one column on a phone, in two, in three; and of a whole line. */
const NAME_WIDTHS = [30, 28, 23] as const
const WHOLE_LINE = [35, 60, 85] as const
/** From these widths in em on there are two columns, and three. */
const WIDTHS = [34, 51] as const
/** Lists longer than this can be searched. */
const SEARCHABLE = 20

/** Chinese, Japanese and Korean take two letters' width. */
export const widthOf = (text: string): number =>
  text.length + (text.match(/[\p{scx=Han}\p{scx=Kana}\p{scx=Hira}\p{scx=Hang}]/gu)?.length ?? 0)

const lines = (width: number, room: number): number => Math.max(1, Math.ceil(width / room))

const sum = (numbers: number[]): number => numbers.reduce((total, each) => total + each, 0)

const section = (widths: number[], columns: number): number => {
  const rows = Array.from({ length: Math.ceil(widths.length / columns) }, (_, row) =>
    Math.max(
      ...widths
        .slice(row * columns, (row + 1) * columns)
        .map((width) => lines(width, NAME_WIDTHS[columns - 1] ?? 1)),
    ),
  )
  return SPACE + sum(rows) * LINE + (rows.length - 1) * GAP
}

const heightIn = (
  columns: 1 | 2 | 3,
  { view, limit = FIRST_NAMES }: EmbedOptions,
  extent: Extent,
  isOpen: boolean,
): number => {
  const { count, title, names } = extent
  // In a list the link to the form stands beside the one to the letter.
  const sign = isOpen ? LINE : 0
  const whole = WHOLE_LINE[columns - 1] ?? 1
  const head = 1.65 + 0.35 + lines(title, whole / SMALL) * LINE * SMALL
  if (view === 'count') return head + 1 + sign
  const box = 2 * SPACE + 0.2
  if (view === 'compact') {
    const first = names.flat().slice(0, Math.min(limit, 3))
    return head + box + 0.25 + lines(sum(first) + 2 * first.length + 15, whole) * LINE + sign
  }
  let left = limit
  const shown = names
    .map((each) => {
      const some = each.slice(0, left)
      left -= some.length
      return some
    })
    .filter(({ length }) => length > 0)
  const isAll = shown.flat().length >= count
  return (
    head +
    box +
    sum(shown.map((each) => section(each, columns))) +
    (shown.length > 1 ? shown.length * (1.5 * SPACE + LINE) : 0) +
    (count > SEARCHABLE ? CONTROL : 0) +
    (isAll ? 0 : CONTROL + 2) +
    // The last line.
    SPACE +
    0.75 +
    LINE
  )
}

/**
 * The style that keeps the room. A percentage is of the width around: below 34em there is one column, and so on.
 * @param isOpen whether the public can sign the letter
 */
export const roomStyle = (options: EmbedOptions, extent: Extent, isOpen: boolean): string => {
  const [one, two, three] = ([1, 2, 3] as const).map((columns) =>
    Math.ceil(heightIn(columns, options, extent, isOpen)),
  ) as [number, number, number]
  const wide = two === three ? `${two}em` : `clamp(${three}em,(${WIDTHS[1]}em - 100%)*999,${two}em)`
  const room = one === two ? wide : `clamp(${wide},(${WIDTHS[0]}em - 100%)*999,${one}em)`
  return `display:block;height:0;padding-bottom:${room}`
}
