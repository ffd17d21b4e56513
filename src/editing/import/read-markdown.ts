import type { Definition, List, Nodes, PhrasingContent, Table } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { type Position, positionsIn } from '../position.ts'
import { TOWER } from '../read-markdown.ts'
import type { Block, Item } from './block.ts'
import { tidy } from './clean.ts'
import { type Entry, entriesOf, type Run } from './entries.ts'
import type { GridRow } from './grid-row.ts'
import { lineIndex } from './line-index.ts'
import { addBlocks } from './read-blocks.ts'
import { htmlBlocks } from './read-html.ts'
import { addTree } from './read-tree.ts'
import { parseYaml } from './read-yaml.ts'
import type { Source } from './source.ts'

const FRONT_MATTER = /^---[ \t]*\r?\n([\s\S]*?\r?\n)---[ \t]*(?:\r?\n|$)/

type Said = { link?: string; struck?: boolean; strong?: boolean; raised?: boolean }

const STRUCK_TAG = /^<\/?(?:del|s|strike)\b/i
const LINK_TAG = /^<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i

/** The runs of inline Markdown, with the inline HTML that people put in it. */
const runsOf = (
  nodes: readonly PhrasingContent[],
  at: (offset: number) => Position,
  text: string,
  definitions: ReadonlyMap<string, string>,
): Run[] => {
  const runs: Run[] = []
  // Tags open and close between siblings, also of outer ones.
  const open: Said = {}
  const words = (value: string, offset: number, said: Said) => {
    for (const [index, line] of value.split(/\r\n?|\n/).entries()) {
      if (index > 0) runs.push({ type: 'soft' })
      if (line !== '') runs.push({ type: 'text', text: line, position: at(offset), ...open, ...said })
    }
  }
  const walk = (node: PhrasingContent, said: Said): void => {
    const start = node.position?.start.offset ?? 0
    switch (node.type) {
      case 'text':
      case 'inlineCode':
        words(node.value, start, said)
        return
      case 'break':
        runs.push({ type: 'hard' })
        return
      case 'html':
        if (/^<br\b/i.test(node.value)) runs.push({ type: 'hard' })
        else if (STRUCK_TAG.test(node.value)) open.struck = !node.value.startsWith('</')
        else if (/^<\/?sup\b/i.test(node.value)) open.raised = !node.value.startsWith('</')
        else if (/^<\/a\b/i.test(node.value)) delete open.link
        else if (LINK_TAG.test(node.value)) {
          const [, double, single, bare] = LINK_TAG.exec(node.value) ?? []
          open.link = double ?? single ?? bare ?? ''
        }
        return
      case 'image':
      case 'imageReference':
      case 'footnoteReference':
        return
      case 'link': {
        // `<ada@example.org>` keeps its brackets, so that it is still told from the name.
        if (/^mailto:/i.test(node.url) && text[start] !== '[') {
          words(text.slice(start, node.position?.end.offset), start, said)
          return
        }
        for (const child of node.children) walk(child, { ...said, link: node.url })
        return
      }
      case 'linkReference': {
        const link = definitions.get(node.identifier)
        for (const child of node.children) walk(child, { ...said, ...(link !== undefined && { link }) })
        return
      }
      case 'delete':
        for (const child of node.children) walk(child, { ...said, struck: true })
        return
      case 'strong':
        for (const child of node.children) walk(child, { ...said, strong: true })
        return
      case 'emphasis':
        for (const child of node.children) walk(child, said)
    }
  }
  for (const node of nodes) walk(node, {})
  return runs
}

/** Tags whose content may hold blank lines, at which Markdown ends its HTML. */
const HOLDER = /<(ul|ol|dl|table|p|div)\b/i

/** How often the tag is opened in the HTML and not closed. */
const openTags = (html: string, tag: string): number =>
  (html.match(new RegExp(`<${tag}\\b`, 'gi'))?.length ?? 0) -
  (html.match(new RegExp(`</${tag}\\s*>`, 'gi'))?.length ?? 0)

/** Markdown as GitHub reads it: lists, tables, lines, quotations, HTML among them, and a list in the front matter. */
export const readMarkdown = (source: Source, file: string, whole: string): void => {
  const tower = whole.search(TOWER)
  if (tower >= 0) {
    source.diagnostics.push({
      file,
      ...positionsIn(whole)(tower),
      message: 'this is nested too deeply',
      hint: 'write it flat',
    })
    return
  }
  const front = FRONT_MATTER.exec(whole)
  const offset = front?.[0].length ?? 0
  if (front !== null) {
    // The line of the first --- is kept, so that every line is the file's.
    const parsed = parseYaml(file, `\n${front[1] ?? ''}`)
    if ('node' in parsed && parsed.node.type === 'map') {
      const within: Source = { lists: [], unread: [], diagnostics: [], warnings: [] }
      addTree(within, file, parsed.node)
      // Not a letter's title and date, nor `tags: [a, b]`.
      const lists = within.lists.filter(({ columns, rows }) => columns.length > 1 && rows.length > 1)
      source.lists.push(...lists)
    }
    const lines = front[0].split(/\r?\n/).length - 1
    if (source.lists.length === 0) source.unread.push({ from: 1, to: lines, sample: '---' })
  }
  const text = whole.slice(offset)
  const at = lineIndex(text, positionsIn(whole)(offset).line)
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })

  const definitions = new Map<string, string>()
  const collect = (node: Nodes): void => {
    if (node.type === 'definition') definitions.set((node as Definition).identifier, node.url)
    if ('children' in node) for (const child of node.children) collect(child)
  }
  collect(tree)

  const linesOf = (node: Nodes) => {
    const from = at(node.position?.start.offset ?? 0).line
    const last = node.position?.end.offset ?? 0
    return { from, to: Math.max(from, at(Math.max(0, last - 1)).line) }
  }
  const runs = (nodes: readonly PhrasingContent[]) => runsOf(nodes, at, text, definitions)

  const itemsOf = (list: List): Item[] =>
    list.children.map((item) => {
      const entries: Entry[] = []
      const nested: Item[] = []
      for (const child of item.children) {
        if (child.type === 'list') nested.push(...itemsOf(child))
        else
          for (const block of blocksOf([child])) {
            if (block.type === 'lines')
              entries.push(
                ...(child.type === 'paragraph' ? entriesOf(runs(child.children), false) : block.entries),
              )
            else if (block.type === 'list') nested.push(...block.items)
            else if (block.type === 'heading' || block.type === 'text')
              entries.push({ text: tidy(block.text), position: { line: block.from, column: 1 }, leftOut: 0 })
            else if (block.type === 'table')
              for (const row of block.rows)
                entries.push({ text: row.cells.join(', '), position: row.positionOf(0), leftOut: 0 })
          }
      }
      return { entries, nested, ...(item.checked === false && { isUnticked: true }), ...linesOf(item) }
    })

  const rowsOf = (table: Table): GridRow[] =>
    table.children.map((row) => {
      const entries = row.children.map((cell) => entriesOf(runs(cell.children), false))
      const links = new Map<number, string>()
      for (const [index, cell] of entries.entries()) {
        const link = cell.find((entry) => entry.link !== undefined)?.link
        if (link !== undefined) links.set(index, link)
      }
      const places = row.children.map((cell) => at(cell.position?.start.offset ?? 0))
      const begin = at(row.position?.start.offset ?? 0)
      return {
        cells: entries.map((cell) => cell.map((entry) => entry.text).join(', ')),
        from: begin.line,
        to: begin.line,
        positionOf: (cell) => places[cell] ?? begin,
        links,
        linksLeftOut: entries.flat().reduce((sum, { leftOut }) => sum + leftOut, 0),
        ...(entries[0]?.[0]?.struck && { marks: ['struck'] as const }),
      }
    })

  const blocksOf = (nodes: readonly Nodes[]): Block[] => {
    const blocks: Block[] = []
    for (let index = 0; index < nodes.length; index++) {
      const node = nodes[index] as Nodes
      const lines = linesOf(node)
      switch (node.type) {
        case 'heading': {
          const title = entriesOf(runs(node.children), false)
            .map((entry) => entry.text)
            .join(' ')
          blocks.push({ type: 'heading', depth: node.depth, text: title, ...lines })
          break
        }
        case 'paragraph': {
          const inline = runs(node.children)
          blocks.push({
            type: 'lines',
            entries: entriesOf(inline, true),
            hard: inline.some(({ type }) => type === 'hard'),
            ...lines,
          })
          break
        }
        case 'list':
          blocks.push({ type: 'list', items: itemsOf(node), ...lines })
          break
        case 'table':
          blocks.push({ type: 'table', rows: rowsOf(node), header: true, ...lines })
          break
        case 'blockquote':
          blocks.push(...blocksOf(node.children))
          break
        case 'html': {
          // HTML goes on past a blank line, Markdown's idea of it does not: up to where its list or table is closed.
          const start = node.position?.start.offset ?? 0
          let end = node.position?.end.offset ?? 0
          const tag = HOLDER.exec(node.value)?.[1]
          if (tag !== undefined && tag.toLowerCase() !== 'div' && tag.toLowerCase() !== 'p') {
            let last = index
            while (openTags(text.slice(start, end), tag) > 0 && last + 1 < nodes.length) {
              last++
              end = nodes[last]?.position?.end.offset ?? end
            }
            if (openTags(text.slice(start, end), tag) <= 0) index = last
            else end = node.position?.end.offset ?? 0
          }
          blocks.push(...htmlBlocks(text.slice(start, end), at(start)))
          break
        }
        case 'code':
          blocks.push({ type: 'lines', entries: codeLines(node.value, lines.from), hard: true, ...lines })
          break
        case 'footnoteDefinition':
          blocks.push({
            type: 'text',
            text: text.slice(node.position?.start.offset, node.position?.end.offset),
            ...lines,
          })
          break
        case 'thematicBreak':
        case 'definition':
          blocks.push({ type: 'rule', ...lines })
      }
    }
    return blocks
  }
  addBlocks(source, file, blocksOf(tree.children))
}

const codeLines = (code: string, line: number): Entry[] =>
  code
    .split(/\r\n?|\n/)
    .flatMap((text, index) =>
      text.trim() === ''
        ? []
        : [{ text: text.trim(), position: { line: line + index, column: 1 }, leftOut: 0 }],
    )
