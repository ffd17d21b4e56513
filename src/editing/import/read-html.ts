import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type { Position } from '../position.ts'
import type { Block, Item } from './block.ts'
import { type Entry, entriesOf, type Run } from './entries.ts'
import type { GridRow } from './grid-row.ts'
import { addBlocks } from './read-blocks.ts'
import type { Source } from './source.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

const isElement = (node: Node): node is Element => 'tagName' in node
const isText = (node: Node): node is DefaultTreeAdapterTypes.TextNode => node.nodeName === '#text'

/** What is never read. */
const HIDDEN = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'head',
  'svg',
  'iframe',
  'object',
  'select',
  'textarea',
  'button',
])
const INLINE = new Set(
  'a abbr acronym b bdi bdo big br cite code data del dfn em font i img input ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)
/** What may have a footer of its own: a letter's signatures. */
const HOLDS_LETTER = new Set(['article', 'section', 'blockquote'])
const STRUCK = new Set(['del', 's', 'strike'])

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((each) => each.name === name)?.value

const childrenOf = (element: Element): Node[] =>
  element.childNodes.filter((node) => !isElement(node) || !HIDDEN.has(node.tagName))

const elementsIn = (element: Element, names: readonly string[]): Element[] =>
  childrenOf(element).filter((node): node is Element => isElement(node) && names.includes(node.tagName))

const holds = (element: Element, names: readonly string[]): boolean =>
  childrenOf(element).some((node) => isElement(node) && (names.includes(node.tagName) || holds(node, names)))

const isBlock = (node: Node): node is Element =>
  isElement(node) && (!INLINE.has(node.tagName) || childrenOf(node).some(isBlock))

/** The blocks of an HTML page, or of a piece of it that begins at `start`. */
export const htmlBlocks = (html: string, start: Position = { line: 1, column: 1 }): Block[] => {
  const document = parse(html, { sourceCodeLocationInfo: true, scriptingEnabled: false })
  let last = start
  const placeOf = (node: Node): Position => {
    const location = node.sourceCodeLocation
    if (location) {
      const { startLine, startCol } = location
      last = {
        line: start.line + startLine - 1,
        column: startLine === 1 ? start.column + startCol - 1 : startCol,
      }
    }
    return last
  }
  const linesOf = (node: Node) => {
    const { line } = placeOf(node)
    const end = node.sourceCodeLocation?.endLine
    return { from: line, to: Math.max(line, end === undefined ? line : start.line + end - 1) }
  }

  type Said = { link?: string; struck?: boolean; strong?: boolean; raised?: boolean }
  const runsOf = (nodes: readonly Node[], said: Said = {}): Run[] =>
    nodes.flatMap((node): Run[] => {
      if (isText(node)) {
        const position = placeOf(node)
        const lines = /^\s*/.exec(node.value)?.[0].split('\n').length ?? 1
        const place = lines > 1 ? { line: position.line + lines - 1, column: 1 } : position
        // White space of any kind is a space in HTML.
        return [{ type: 'text', text: node.value.replace(/[\t\r\n ]+/g, ' '), position: place, ...said }]
      }
      if (!isElement(node)) return []
      const { tagName } = node
      if (tagName === 'br') return [{ type: 'hard' }]
      if (tagName === 'img' || HIDDEN.has(tagName)) return []
      const href = tagName === 'a' ? attribute(node, 'href') : undefined
      const inner = runsOf(childrenOf(node), {
        ...said,
        ...(href !== undefined && { link: href }),
        ...((STRUCK.has(tagName) || /line-through/.test(attribute(node, 'style') ?? '')) && { struck: true }),
        ...((tagName === 'b' || tagName === 'strong') && { strong: true }),
        ...(tagName === 'sup' && { raised: true }),
      })
      return INLINE.has(tagName) ? inner : [{ type: 'hard' }, ...inner, { type: 'hard' }]
    })

  const entriesIn = (nodes: readonly Node[]): Entry[] => entriesOf(runsOf(nodes), false)
  const textOf = (element: Element): string =>
    entriesIn(childrenOf(element))
      .map(({ text }) => text)
      .join(' ')

  const itemsOf = (list: Element): Item[] => {
    const items: Item[] = []
    for (const child of childrenOf(list)) {
      if (!isElement(child)) {
        const entries = entriesIn([child])
        if (entries.length > 0) items.push({ entries, nested: [], ...linesOf(child) })
      } else if (child.tagName === 'ul' || child.tagName === 'ol') {
        // A list between the items belongs to the one before.
        const owner = items.at(-1)
        if (owner === undefined) items.push(...itemsOf(child))
        else owner.nested.push(...itemsOf(child))
      } else {
        const lists: Element[] = []
        const withoutLists = (nodes: Node[]): Node[] =>
          nodes.flatMap((node) => {
            if (!isElement(node)) return [node]
            if (node.tagName === 'ul' || node.tagName === 'ol') {
              lists.push(node)
              return []
            }
            return holds(node, ['ul', 'ol']) ? withoutLists(childrenOf(node)) : [node]
          })
        const own = withoutLists(childrenOf(child))
        const box = elementsIn(child, ['input', 'label']).find(
          (each) => attribute(each, 'type') === 'checkbox',
        )
        const isUnticked = box !== undefined && attribute(box, 'checked') === undefined
        items.push({
          entries: entriesIn(own),
          nested: lists.flatMap(itemsOf),
          ...(isUnticked && { isUnticked }),
          ...linesOf(child),
        })
      }
    }
    return items
  }

  /** A term, and what is said of it below. */
  const definitionItems = (list: Element): Item[] => {
    const items: Item[] = []
    const walk = (element: Element): void => {
      for (const child of childrenOf(element)) {
        if (!isElement(child)) continue
        const item = { entries: entriesIn(childrenOf(child)), nested: [], ...linesOf(child) }
        const owner = items.at(-1)
        if (child.tagName === 'div') walk(child)
        else if (child.tagName === 'dd' && owner !== undefined) owner.nested.push(item)
        else items.push(item)
      }
    }
    walk(list)
    return items
  }

  const tableBlock = (table: Element): Block => {
    const rows: GridRow[] = []
    const sections = elementsIn(table, ['thead', 'tbody', 'tfoot'])
    const trs = [...elementsIn(table, ['tr']), ...sections.flatMap((section) => elementsIn(section, ['tr']))]
    /** Cells of rows above that reach down into the next ones. */
    let reaching = new Map<number, { text: string; rows: number }>()
    for (const tr of trs) {
      const cells: string[] = []
      const places: Position[] = []
      const links = new Map<number, string>()
      const next = new Map<number, { text: string; rows: number }>()
      const own = elementsIn(tr, ['td', 'th'])
      let isStruck = false
      let linksLeftOut = 0
      const fill = () => {
        for (
          let above = reaching.get(cells.length);
          above !== undefined;
          above = reaching.get(cells.length)
        ) {
          if (above.rows > 1) next.set(cells.length, { text: above.text, rows: above.rows - 1 })
          cells.push(above.text)
        }
      }
      for (const cell of own) {
        fill()
        const entries = entriesIn(childrenOf(cell))
        const text = entries.map((entry) => entry.text).join(', ')
        linksLeftOut += entries.reduce((sum, { leftOut }) => sum + leftOut, 0)
        const link = entries.find((entry) => entry.link !== undefined)?.link
        if (link !== undefined) links.set(cells.length, link)
        if (entries[0]?.struck && cells.length === 0) isStruck = true
        places[cells.length] = placeOf(cell)
        const down = Math.min(Number(attribute(cell, 'rowspan') ?? 1) || 1, trs.length)
        if (down > 1) next.set(cells.length, { text, rows: down - 1 })
        cells.push(text)
        const across = Math.min(Number(attribute(cell, 'colspan') ?? 1) || 1, 100)
        for (let n = 1; n < across; n++) cells.push('')
      }
      fill()
      reaching = next
      const { from, to } = linesOf(tr)
      const begin = { line: from, column: 1 }
      rows.push({
        cells,
        from,
        to,
        positionOf: (cell) => places[cell] ?? begin,
        links,
        linksLeftOut,
        ...(own.length === 1 && cells.length > 1 && { spans: true }),
        ...(isStruck && { marks: ['struck'] as const }),
      })
    }
    const [firstTr] = trs
    const header =
      firstTr !== undefined &&
      elementsIn(firstTr, ['td', 'th']).length > 1 &&
      (elementsIn(firstTr, ['td']).length === 0 || firstTr.parentNode?.nodeName === 'thead')
    const [caption] = elementsIn(table, ['caption'])
    return {
      type: 'table',
      rows,
      header,
      ...(caption !== undefined && { caption: textOf(caption) }),
      ...linesOf(table),
    }
  }

  const blocksOf = (nodes: readonly Node[]): Block[] => {
    const blocks: Block[] = []
    let inline: Node[] = []
    const endInline = () => {
      const [first] = inline
      const end = inline.at(-1)
      const runs = runsOf(inline)
      const entries = entriesOf(runs, false)
      if (first !== undefined && end !== undefined && entries.length > 0) {
        const from = entries[0]?.position.line ?? linesOf(first).from
        const to = Math.max(from, linesOf(end).to)
        blocks.push({ type: 'lines', entries, hard: runs.some(({ type }) => type === 'hard'), from, to })
      }
      inline = []
    }
    for (const node of nodes) {
      if (!isElement(node)) {
        if (isText(node)) inline.push(node)
        else if (node.nodeName === '#comment') {
          endInline()
          blocks.push({ type: 'text', text: 'data' in node ? String(node.data) : '', ...linesOf(node) })
        }
        continue
      }
      if (HIDDEN.has(node.tagName)) continue
      if (!isBlock(node)) {
        inline.push(node)
        continue
      }
      endInline()
      const { tagName } = node
      const lines = linesOf(node)
      const heading = /^h([1-6])$/.exec(tagName)?.[1]
      if (heading !== undefined)
        blocks.push({ type: 'heading', depth: Number(heading), text: textOf(node), ...lines })
      else if (tagName === 'summary' || tagName === 'legend')
        blocks.push({ type: 'heading', depth: 6, text: textOf(node), ...lines })
      else if (tagName === 'ul' || tagName === 'ol' || tagName === 'menu')
        blocks.push({ type: 'list', items: itemsOf(node), ...lines })
      else if (tagName === 'dl') blocks.push({ type: 'list', items: definitionItems(node), ...lines })
      // A table with lists or tables in it is there for the layout.
      else if (tagName === 'table' && !holds(node, ['table', 'ul', 'ol'])) blocks.push(tableBlock(node))
      // A menu is a list of the site and of nobody; so is what the page says of itself at its end.
      else if (
        tagName === 'nav' ||
        (tagName === 'footer' && !HOLDS_LETTER.has(node.parentNode?.nodeName ?? ''))
      )
        blocks.push({ type: 'text', text: textOf(node), ...lines })
      else if (tagName === 'hr') blocks.push({ type: 'rule', ...lines })
      else blocks.push(...blocksOf(childrenOf(node)))
    }
    endInline()
    return blocks
  }
  return blocksOf(document.childNodes)
}

/** A page of HTML: its lists, tables and lines. */
export const readHtml = (source: Source, file: string, text: string): void =>
  addBlocks(source, file, htmlBlocks(text))
