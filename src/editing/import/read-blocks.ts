import type { Block } from './block.ts'
import { sampleOf } from './clean.ts'
import { type Entry, isNameLike, withoutColon } from './entries.ts'
import { entryList } from './entry-list.ts'
import { isSignedHeading } from './header-words.ts'
import { isPlace } from './place-heading.ts'
import { addGrid } from './read-grid.ts'
import { type Notes, readItems } from './read-items.ts'
import { joinSignatures } from './signature-block.ts'
import type { Source, SourceList, UnreadLines } from './source.ts'

/** What may head a list, and whether it does. */
type Title = { block: Block; text: string; isUsed: boolean }

const shortHeading = (text: string): boolean => text.length <= 120

/** Whether lines are names, but for a stray one. */
const areNames = (entries: Entry[]): boolean =>
  entries.filter(({ text }) => isNameLike(text)).length >= Math.max(1, entries.length * 0.7)

/** A line that leads to what follows: it ends in a colon, or says that people sign. */
const isLeading = (text: string): boolean =>
  shortHeading(text) &&
  (/[:：]$/.test(text) || (isSignedHeading(text) && text.split(' ').length <= 6 && !/[.!?]$/.test(text)))

/** `Signed:` and the names on the lines below it, without a blank line between them. */
const partLead = (block: Block): Block[] => {
  if (block.type !== 'lines') return [block]
  const [first, ...rest] = block.entries
  const [second] = rest
  if (first === undefined || second === undefined || !/[:：]$/.test(first.text) || !isLeading(first.text))
    return [block]
  const { line } = second.position
  return [
    { ...block, entries: [first], to: Math.max(block.from, line - 1) },
    { ...block, entries: rest, from: line },
  ]
}

/** Numbers and bullets that are typed before names in lines. */
const TYPED_MARKER = /^(?:\(?\d{1,6}[.)]|[•·‣●▪◦–—-])\s+(?=\p{L})/u

/**
 * Adds every list, table and column of lines among the blocks to the source, under the heading or the paragraph with
 * a colon above it, and everything else to what was not read.
 */
export const addBlocks = (source: Source, file: string, blocks: Block[]): void => {
  const lists: { list: SourceList; isSure: boolean; blocks: Block[]; above: Title | undefined }[] = []
  const unread = new Map<Block, string>()
  const titles: Title[] = []
  const parts: UnreadLines[] = []
  const notes: Notes = {
    warn: (position, message, hint) => source.warnings.push({ file, ...position, message, hint }),
    leave: ({ position: { line }, text }) => parts.push({ from: line, to: line, sample: sampleOf(text) }),
  }

  let heading: Title | undefined
  /** The paragraph just before, where it leads to what follows. */
  let lead: Title | undefined
  /** Depth of the heading under which people sign; 7 below a paragraph that says so. */
  let signing: { depth: number; title: Title } | undefined
  let previous: Block | undefined

  const title = (): string | undefined => {
    const above = lead ?? heading
    return above && withoutColon(above.text)
  }
  const markOuter = (list: SourceList, above: Title | undefined) => {
    if (signing === undefined || signing.title === above) return
    list.under = withoutColon(signing.title.text)
    signing.title.isUsed = true
  }
  const add = (list: SourceList, block: Block, isSure: boolean) => {
    const last = lists.at(-1)
    const goesOn = last !== undefined && previous !== undefined && last.blocks.includes(previous)
    if (
      goesOn &&
      last.list.kind === list.kind &&
      last.list.heading === list.heading &&
      last.isSure === isSure
    ) {
      for (const row of list.rows) last.list.rows.push(row)
      last.list.to = list.to
      for (const column of list.columns)
        if (!last.list.columns.includes(column)) last.list.columns.push(column)
      last.blocks.push(block)
    } else lists.push({ list, isSure, blocks: [block], above: lead ?? heading })
    markOuter(list, lead ?? heading)
  }

  for (const block of blocks.flatMap(partLead)) {
    if (block.type === 'heading') {
      // The letters of an index: names under A and under B are one list.
      if (/^\p{L}?(?: ?[-–] ?\p{L})?$/u.test(block.text)) continue
      heading = { block, text: block.text, isUsed: false }
      titles.push(heading)
      lead = undefined
      const isInner = signing !== undefined && block.depth > signing.depth
      // `Organisations` below `Signatories` is a part of them.
      if (isSignedHeading(block.text) && !isInner) signing = { depth: block.depth, title: heading }
      else if (!isInner) signing = undefined
    } else if (block.type === 'list') {
      const under = title()
      const rows = readItems(block.items, under, notes)
      if (rows.length > 0) add(entryList('list', rows, under, block, notes), block, true)
      lead = undefined
    } else if (block.type === 'table') {
      const under = block.caption ?? title()
      const table: Source = { lists: [], unread: [], diagnostics: [], warnings: [] }
      addGrid(table, file, block.rows, {
        kind: 'table',
        encoded: false,
        header: block.header,
        ...(under !== undefined && { heading: under }),
      })
      const above = block.caption === undefined ? (lead ?? heading) : undefined
      for (const list of table.lists) {
        markOuter(list, above)
        lists.push({ list, isSure: true, blocks: [block], above })
      }
      parts.push(...table.unread)
      source.warnings.push(...table.warnings)
      // A ragged row of a table in text says nothing that is not there to see.
      source.warnings.push(...table.diagnostics.map(({ value, ...said }) => said))
      lead = undefined
    } else if (block.type === 'lines') {
      const [first, ...others] = block.entries
      const text = first?.text ?? ''
      const isLead = others.length === 0 && isLeading(text)
      const isTitle =
        others.length === 0 &&
        first?.strong === true &&
        shortHeading(text) &&
        (signing === undefined || isSignedHeading(text) || isPlace(text))
      if (first === undefined) continue
      if (isLead || isTitle) {
        const own = { block, text, isUsed: false }
        titles.push(own)
        if (isLead) lead = own
        else {
          heading = own
          lead = undefined
        }
        if (isSignedHeading(text)) signing ??= { depth: 7, title: own }
        else if (isTitle && !isPlace(text)) signing = signing?.depth === 7 ? undefined : signing
      } else if (areNames(block.entries) && (signing !== undefined || (block.hard && others.length > 0))) {
        const isSure = signing !== undefined
        const names: Entry[] = []
        for (const entry of block.entries) {
          if (isNameLike(entry.text)) names.push(entry)
          else notes.leave(entry)
        }
        const areMarked = names.every((entry) => TYPED_MARKER.test(entry.text))
        const rows = joinSignatures(names).map((entry) => ({
          entry,
          text: areMarked ? entry.text.replace(TYPED_MARKER, '') : entry.text,
        }))
        add(entryList('lines', rows, title(), block, notes), block, isSure)
        if (!isSure) lead = undefined
      } else {
        unread.set(block, block.entries.map((entry) => entry.text).join(' '))
        lead = undefined
      }
    } else if (block.type === 'text') unread.set(block, block.text)
    previous = block
  }

  // An address with line breaks looks like names; where the text has a real list it is not asked about.
  const chosen = lists.some(({ isSure }) => isSure) ? lists.filter(({ isSure }) => isSure) : lists
  for (const { list, above } of chosen) {
    source.lists.push(list)
    if (above !== undefined) above.isUsed = true
  }
  for (const { isSure, blocks: taken } of lists) {
    if (isSure || chosen === lists) continue
    for (const block of taken) if (block.type === 'lines') unread.set(block, block.entries[0]?.text ?? '')
  }
  for (const { block, text, isUsed } of titles) if (!isUsed) unread.set(block, text)
  for (const [{ from, to }, text] of unread) parts.push({ from, to, sample: sampleOf(text) })
  source.unread.push(...parts)
}
