import type { Position } from '../position.ts'
import { sampleOf } from './clean.ts'
import { type Entry, isNameLike } from './entries.ts'
import type { GridRow } from './grid-row.ts'
import { isGroupName, isSignedHeading } from './header-words.ts'
import { addGrid } from './read-grid.ts'
import { ENTRY, ENTRY_LINK, type Source, type SourceList, type SourceRow } from './source.ts'

type Lines = { from: number; to: number }

/** An item of a list: what it says, a paragraph each, and the list within it. */
export type Item = Lines & { entries: Entry[]; isUnticked?: boolean; nested: Item[] }

/** What a page of Markdown, HTML or plain text is made of, as far as lists are concerned. */
export type Block = Lines &
  (
    | { type: 'heading'; depth: number; text: string }
    | { type: 'list'; items: Item[] }
    | { type: 'table'; rows: GridRow[]; header: boolean; caption?: string }
    /** A paragraph, an entry a line; `hard` where its lines are broken for the reader's eye, too. */
    | { type: 'lines'; entries: Entry[]; hard: boolean }
    /** Text that is no list whatever stands in it, such as a note. */
    | { type: 'text'; text: string }
    /** Says nothing: a rule. */
    | { type: 'rule' }
  )

/** What may head a list, and whether it does. */
type Title = { block: Block; text: string; isUsed: boolean }

type ReadEntry = { entry: Entry; text: string; heading?: string; isUnticked?: boolean }

const withoutColon = (text: string): string => text.replace(/[\s:：]+$/, '')
const shortHeading = (text: string): boolean => text.length <= 120

/** A longer list below an item is of others, not more about the item. */
const MANY = 3

/** Whether lines are names, but for a stray one. */
const areNames = (entries: Entry[]): boolean =>
  entries.filter(({ text }) => isNameLike(text)).length >= Math.max(1, entries.length * 0.7)

/** `Ada Example` and below it `Professor, Example University`: more about one, on lines of its own. */
const joined = (texts: string[]): string =>
  texts.reduce((all, text) => (all === '' ? text : `${all.replace(/[\s,;]+$/, '')}, ${text}`), '')

/** Whether the lists below items are groups' members. Otherwise they go on about the item. */
const holdsGroups = (items: Item[]): boolean => {
  const sizes = items.map(({ nested }) => nested.length)
  const [first = 0] = sizes
  if (sizes.some((size) => size === 0)) return false
  if (sizes.every((size) => size === 1)) return false
  return !(items.length > 2 && first <= MANY && sizes.every((size) => size === first))
}

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
  const at = (position: Position) => ({ file, ...position })
  const lists: { list: SourceList; isSure: boolean; blocks: Block[]; above: Title | undefined }[] = []
  const unread = new Map<Block, string>()
  const titles: Title[] = []
  const parts: (Lines & { sample: string })[] = []

  const rowsOfItems = (items: Item[], heading: string | undefined, depth = 0): ReadEntry[] => {
    const areGroups = holdsGroups(items)
    const rows: ReadEntry[] = []
    let groups = 0
    let continued = 0
    for (const { entries, isUnticked, nested } of items) {
      const [entry, ...more] = entries
      if (entry === undefined) {
        rows.push(...rowsOfItems(nested, heading, depth + 1))
        continue
      }
      const isGroup = nested.length > 0 && (areGroups || nested.length > MANY || isGroupName(entry.text))
      if (isGroup) {
        groups++
        rows.push(...rowsOfItems(nested, withoutColon(entry.text), depth + 1))
        for (const { position, text } of more)
          parts.push({ from: position.line, to: position.line, sample: sampleOf(text) })
        continue
      }
      if (nested.length > 0) continued++
      const below = nested.flatMap((item) =>
        rowsOfItems([item], heading, depth + 1).map((row) => ({ ...row.entry, text: row.text })),
      )
      const said = [...more, ...below].filter(({ text, position }) => {
        if (isNameLike(text)) return true
        parts.push({ from: position.line, to: position.line, sample: sampleOf(text) })
        return false
      })
      const link = entry.link ?? said.find((each) => each.link !== undefined)?.link
      rows.push({
        entry: { ...entry, ...(link !== undefined && { link }) },
        text: joined([entry.text, ...said.map(({ text }) => text)]),
        ...(heading !== undefined && { heading }),
        ...(isUnticked && { isUnticked }),
      })
    }
    const [first] = items
    const position = first?.entries[0]?.position
    if (position !== undefined && groups > 0) {
      const message = `${groups} ${groups === 1 ? 'item with a list below it was' : 'items with lists below them were'} read as the heading of that list`
      source.warnings.push({ ...at(position), message, hint: 'write the list flat if they sign, too' })
    }
    if (position !== undefined && continued > 0 && depth === 0) {
      const message = `${continued} ${continued === 1 ? 'item has' : 'items have'} a list below, which was read as more about the item`
      source.warnings.push({
        ...at(position),
        message,
        hint: 'write the list flat if its items are signatories',
      })
    }
    return rows
  }

  const listOf = (
    kind: SourceList['kind'],
    rows: ReadEntry[],
    heading: string | undefined,
    { from, to }: Lines,
  ): SourceList => {
    const hasLinks = rows.some(({ entry }) => entry.link !== undefined)
    return {
      kind,
      ...(heading !== undefined && { heading }),
      from,
      to,
      columns: hasLinks ? [ENTRY, ENTRY_LINK] : [ENTRY],
      rows: rows.map(({ entry, text, heading: own = heading, isUnticked }): SourceRow => {
        const marks = [
          ...(entry.struck ? (['struck'] as const) : []),
          ...(isUnticked ? (['unticked'] as const) : []),
        ]
        if (entry.leftOut > 0) {
          const message = 'a further link, or one to an e-mail address, was left out'
          source.warnings.push({
            ...at(entry.position),
            message,
            hint: 'an entry keeps the first link to a website',
          })
        }
        if (entry.struckPart !== undefined) {
          const message = `“${sampleOf(entry.struckPart)}” is struck through and was left out`
          source.warnings.push({
            ...at(entry.position),
            message,
            hint: 'delete it, or take the line away that goes through it',
          })
        }
        return {
          values: { [ENTRY]: text, ...(entry.link !== undefined && { [ENTRY_LINK]: entry.link }) },
          position: () => entry.position,
          ...(own !== undefined && { heading: own }),
          ...(marks.length > 0 && { marks }),
        }
      }),
    }
  }

  let heading: Title | undefined
  /** The paragraph just before, where it leads to what follows. */
  let lead: Title | undefined
  /** Depth of the heading under which people sign; 7 below a paragraph that says so. */
  let signing: number | undefined
  let previous: Block | undefined

  const title = (): string | undefined => {
    const above = lead ?? heading
    return above && withoutColon(above.text)
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
      last.list.rows.push(...list.rows)
      last.list.to = list.to
      for (const column of list.columns)
        if (!last.list.columns.includes(column)) last.list.columns.push(column)
      last.blocks.push(block)
    } else lists.push({ list, isSure, blocks: [block], above: lead ?? heading })
  }

  for (const block of blocks.flatMap(partLead)) {
    if (block.type === 'heading') {
      // The letters of an index: names under A and under B are one list.
      if (/^\p{L}?(?: ?[-–] ?\p{L})?$/u.test(block.text)) continue
      heading = { block, text: block.text, isUsed: false }
      titles.push(heading)
      lead = undefined
      if (isSignedHeading(block.text)) signing = block.depth
      else if (signing !== undefined && block.depth <= signing) signing = undefined
    } else if (block.type === 'list') {
      const under = title()
      const rows = rowsOfItems(block.items, under)
      if (rows.length > 0) add(listOf('list', rows, under, block), block, true)
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
      for (const list of table.lists) lists.push({ list, isSure: true, blocks: [block], above })
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
        (signing === undefined || isSignedHeading(text))
      if (first === undefined) continue
      if (isLead || isTitle) {
        const own = { block, text, isUsed: false }
        titles.push(own)
        if (isTitle && !isLead) heading = own
        else lead = own
        if (isSignedHeading(text)) signing ??= 7
        else if (isTitle) signing = signing === 7 ? undefined : signing
      } else if (areNames(block.entries) && (signing !== undefined || (block.hard && others.length > 0))) {
        const isSure = signing !== undefined
        const names: Entry[] = []
        for (const entry of block.entries) {
          const { text: line, position } = entry
          if (isNameLike(line)) names.push(entry)
          else parts.push({ from: position.line, to: position.line, sample: sampleOf(line) })
        }
        const areMarked = names.every((entry) => TYPED_MARKER.test(entry.text))
        const rows = names.map((entry) => ({
          entry,
          text: areMarked ? entry.text.replace(TYPED_MARKER, '') : entry.text,
        }))
        add(listOf('lines', rows, title(), block), block, isSure)
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
