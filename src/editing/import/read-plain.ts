import type { Block, Item } from './block.ts'
import { type Entry, isNameLike } from './entries.ts'
import { isSignedHeading } from './header-words.ts'
import { addBlocks } from './read-blocks.ts'
import type { Source } from './source.ts'

type Line = { text: string; line: number }

/** `1. `, `(2) `, `- `, `• `, `[ ] `: what stands before an item. */
const MARKER =
  /^\s*(?:(?:\(\d{1,6}\)|\d{1,6}[.)](?!\d)|[-*•·‣●▪◦–—](?=\s)|[•‣●▪◦])\s*)?(?:\[([ xX✓✔]?)\]\s+)?/u

/** A rule, or the line under a title. */
const UNDERLINE = /^\s*[=\-_*~#]{3,}\s*$/

const entryOf = ({ text, line }: Line, marker: number): Entry => ({
  text: text
    .slice(marker)
    .trim()
    .replace(/[\s,;]+$/, ''),
  position: { line, column: [...text.slice(0, marker)].length + 1 },
  leftOut: 0,
})

/** A run of lines without a blank one between as a list, where most of them have a number or a bullet, or as lines. */
const blockOf = (lines: Line[]): Block => {
  const from = lines[0]?.line ?? 1
  const to = lines.at(-1)?.line ?? from
  const markers = lines.map(({ text }) => MARKER.exec(text)?.[0].trim() ?? '')
  if (markers.filter((marker) => marker !== '').length * 2 <= lines.length) {
    const entries: Entry[] = []
    for (const line of lines) {
      const indent = /^\s*/.exec(line.text)?.[0].length ?? 0
      const entry = entryOf(line, indent)
      const above = entries.at(-1)
      // Indented below a name stands what the person is.
      if (indent > 1 && above !== undefined && !/^\s/.test(lines[0]?.text ?? ''))
        above.text = `${above.text}, ${entry.text}`
      else entries.push(entry)
    }
    return { type: 'lines', entries: entries.filter(({ text }) => text !== ''), hard: true, from, to }
  }
  const items: Item[] = []
  for (const [index, line] of lines.entries()) {
    const { 0: marker = '', 1: box } = MARKER.exec(line.text) ?? []
    const entry = entryOf(line, marker.length)
    const owner = items.at(-1)
    const above = lines[index - 1]?.text ?? ''
    const goesOn = /^\s/.test(line.text) || /,\s*$/.test(above)
    const said = owner?.entries[0]
    if (markers[index] === '' && goesOn && owner !== undefined && said !== undefined) {
      owner.to = line.line
      said.text = `${said.text}${/,\s*$/.test(above) ? ',' : ''} ${entry.text}`
    } else {
      const isUnticked = box === ' ' || box === ''
      items.push({
        entries: entry.text === '' ? [] : [entry],
        nested: [],
        ...(isUnticked && { isUnticked }),
        from: line.line,
        to: line.line,
      })
    }
  }
  return { type: 'list', items, from, to }
}

/** Plain text: one name a line, numbered or not; a blank line parts lists. */
export const readPlain = (source: Source, file: string, text: string): void => {
  const groups: Line[][] = []
  let group: Line[] = []
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    if (line.trim() !== '') {
      group.push({ text: line, line: index + 1 })
      continue
    }
    if (group.length > 0) groups.push(group)
    group = []
  }
  if (group.length > 0) groups.push(group)
  // A name a paragraph, too.
  const areParagraphs = groups.length > 1 && groups.every((lines) => lines.length === 1 && !isTitle(lines[0]))
  const blocks: Block[] = []
  for (const whole of areParagraphs ? [groups.flat()] : groups) {
    const lines = whole.filter(({ text }) => !UNDERLINE.test(text))
    if (lines.length === 0) continue
    const [first, ...rest] = lines
    const parts = isTitle(first) && rest.length > 0 && first !== undefined ? [[first], rest] : [lines]
    const previous = blocks.at(-1)
    if (previous !== undefined && previous.to - previous.from > 0 && lines.length > 1)
      blocks.push({ type: 'rule', from: 0, to: 0 })
    for (const part of parts) blocks.push(blockOf(part))
  }
  const [only] = blocks
  // A file of one line has one name.
  if (
    blocks.length === 1 &&
    only?.type === 'lines' &&
    only.entries.length === 1 &&
    only.entries.every(isName)
  )
    blocks.splice(0, 1, {
      type: 'list',
      items: [{ entries: only.entries, nested: [], from: only.from, to: only.to }],
      from: only.from,
      to: only.to,
    })
  addBlocks(source, file, blocks)
}

const isName = ({ text }: Entry): boolean => isNameLike(text)

const isTitle = (line: Line | undefined): boolean => {
  const text = line?.text.trim() ?? ''
  return (
    /[:：]$/.test(text) || (text.split(/\s+/).length <= 4 && !text.includes(',') && isSignedHeading(text))
  )
}
