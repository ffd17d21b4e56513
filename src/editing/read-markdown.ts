import type { Definition, Nodes, Paragraph, PhrasingContent, Text } from 'mdast'
import { fromMarkdown, type Options } from 'mdast-util-from-markdown'
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal'
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly'
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal'
import { unwantedCharacters } from '../letter/characters.ts'
import { type Block, type Inline, LinkAddress } from '../letter/schema.ts'
import type { Diagnostic } from './diagnostic.ts'
import { byPosition, type Position, positionsIn } from './position.ts'

/** A line of thousands of > or list marks costs the parser far more time than its length. */
export const TOWER = /^(?:[ \t]*(?:>|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t]))){64}/m

/** In characters; many times the longest open letter. */
const LONGEST = 131_072
/** Lists in quotations in lists ...: deeper than any letter, and far from what would exhaust a stack. */
const DEEPEST = 12

const REFUSED: Partial<Record<Nodes['type'], [message: string, hint: string]>> = {
  html: ['HTML is not part of a letter', 'write it in Markdown, or \\< for the sign itself'],
  image: ['an image is not part of a letter', 'delete it, or link to it: [words](https://...)'],
  imageReference: ['an image is not part of a letter', 'delete it, or link to it: [words](https://...)'],
  code: ['code is not part of a letter', 'take away the indentation or the fences around it'],
  inlineCode: ['code is not part of a letter', 'take away the backticks, or write \\` for the sign itself'],
}

/** Marks of other kinds of Markdown, which CommonMark prints as they stand. */
const LITERAL: [mark: RegExp, message: string, hint: string][] = [
  [
    /(?<!\\)\[\^[^\]\s]+\]/,
    'a footnote is not part of a letter',
    'put its words into the text, or delete it',
  ],
  [
    /(?<![\\*])\*\*/,
    'these asterisks are printed as they stand',
    'leave no space between ** and the words they are around, or write \\*\\* for the signs themselves',
  ],
  [
    /(?<![\\~])~~/,
    'words that are struck through are not part of a letter',
    'delete them, or write \\~\\~ for the signs themselves',
  ],
  [
    /(?<![\\{])\{[%{]/,
    'this is a command of some website’s own and is printed as it stands',
    'delete it, or write \\{ for the sign itself',
  ],
]
/** `#Heading`: at the beginning of a line, and with no space. */
const NO_HEADING = /^#{1,6}(?=\p{L})/u

/** Lines that are as short as those of an address, in characters, and each begins as a line of one does. */
const SHORT_LINE = 45
const BEGINS_LINE = /^[\p{Lu}\p{N}]/u

/** Whether lines that were meant to stand below one another would be printed as one. */
const runsTogether = (paragraph: string): boolean => {
  const lines = paragraph.split(/\r\n?|\n/)
  return (
    lines.length > 1 &&
    lines.every((line) => line.length <= SHORT_LINE && BEGINS_LINE.test(line)) &&
    lines.slice(0, -1).every((line) => !/(?: {2}|\\)$/.test(line))
  )
}

/** Appends as few runs as say the same: neighbouring texts, emphases and strongs become one. */
const append = (runs: Inline[], run: Inline): void => {
  const last = runs.at(-1)
  if (run.type === 'text' && last?.type === 'text') last.value += run.value
  else if ((run.type === 'emphasis' || run.type === 'strong') && last?.type === run.type) {
    for (const child of run.children) append(last.children, child)
  } else runs.push(run)
}

/** A table's second line: GitHub's Markdown has tables, and this reader would print their bars as words. */
const TABLE = /^.*\|.*(?<!\\| {2})\r?\n[ >]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/m

/** Bare addresses are links (GitHub Flavored Markdown, 6.9), but not where their signs are escaped. */
const { transforms: _, ...autolinks } = gfmAutolinkLiteralFromMarkdown()
const MARKDOWN: Options = {
  extensions: [gfmAutolinkLiteral(), cjkFriendlyExtension()],
  mdastExtensions: [autolinks],
}

/** The link definitions in a tree, by identifier. */
const definitionsIn = (nodes: Nodes[], found = new Map<string, Definition>()): Map<string, Definition> => {
  for (const node of nodes) {
    if (node.type === 'definition') {
      if (!found.has(node.identifier)) found.set(node.identifier, node)
    } else if ('children' in node) definitionsIn(node.children, found)
  }
  return found
}

/**
 * The blocks of a letter's Markdown (CommonMark), the place where each of them begins, everything in it that is none,
 * and what may be meant otherwise. `firstLine` is the line of `file` on which `source` begins. A soft line break is a space; text is in normal
 * form C.
 */
export const readMarkdown = (
  file: string,
  source: string,
  firstLine: number,
): { blocks: Block[]; places: Position[]; problems: Diagnostic[]; warnings: Diagnostic[] } => {
  const problems: Diagnostic[] = []
  const warnings: Diagnostic[] = []
  const place = positionsIn(source, { line: firstLine, column: 1 })
  const refuse = (offset: number, message: string, hint: string) => {
    problems.push({ file, ...place(offset), message, hint })
  }
  const startOf = (node: Nodes) => node.position?.start.offset ?? 0
  const endOf = (node: Nodes) => node.position?.end.offset ?? 0
  const refuseNode = (node: Nodes) => {
    const [message, hint] = REFUSED[node.type] ?? [`“${node.type}” is not part of a letter`, 'delete it']
    refuse(startOf(node), message, hint)
  }

  const refuseLiteral = (node: Text) => {
    const raw = source.slice(startOf(node), endOf(node))
    for (const [mark, message, hint] of LITERAL) {
      const at = raw.search(mark)
      if (at >= 0) refuse(startOf(node) + at, message, hint)
    }
    const opensLine = startOf(node) === 0 || /[\r\n][ \t]*$/.test(source.slice(0, startOf(node)))
    if (opensLine && NO_HEADING.test(raw)) {
      refuse(
        startOf(node),
        'this is printed as it stands, with its #',
        'write a space after the # for a heading, or \\# for the sign itself',
      )
    }
  }
  const warnOfAddress = (node: Paragraph) => {
    const raw = source.slice(startOf(node), endOf(node))
    if (!runsTogether(raw)) return
    const lines = raw.split(/\r\n?|\n/)
    warnings.push({
      file,
      ...place(startOf(node)),
      message: `these ${lines.length} lines are printed as one`,
      hint: `end each but the last with \\ where they belong below one another: ${lines[0]}\\`,
    })
  }

  const used = new Set<string>()
  const linkOf = (
    node: Nodes,
    url: string,
    title: string | null | undefined,
    words: PhrasingContent[],
    around: Nodes['type'][],
    runs: Inline[],
  ) => {
    const written = source.slice(startOf(node), endOf(node))
    if (!LinkAddress.safeParse(url).success || /\s/.test(url)) {
      // What only looks like a bare address is words.
      if (!/^[[<]/.test(written)) {
        append(runs, { type: 'text', value: written })
        return
      }
      refuse(startOf(node), `a link cannot lead to “${url}”`, 'begin it with https:// or mailto:')
    }
    if (title) refuse(startOf(node), 'a link has no title of its own', 'delete what is in quotation marks')
    const children = inlinesOf(words, [...around, 'link'])
    if (children.length === 0)
      refuse(startOf(node), 'this link has no words', 'write them: [words](https://...)')
    runs.push({ type: 'link', url, children })
  }

  const inlinesOf = (nodes: PhrasingContent[], around: Nodes['type'][], runs: Inline[] = []): Inline[] => {
    for (const node of nodes) {
      if (node.type === 'text') {
        refuseLiteral(node)
        append(runs, { type: 'text', value: node.value.replace(/[ \t]*(?:\r\n?|\n)[ \t]*/g, ' ') })
      } else if (node.type === 'emphasis' || node.type === 'strong') {
        // Emphasis inside emphasis says nothing more.
        if (around.includes(node.type)) inlinesOf(node.children, around, runs)
        else if (around.length >= DEEPEST) refuse(startOf(node), 'this is nested too deeply', 'write it flat')
        else append(runs, { type: node.type, children: inlinesOf(node.children, [...around, node.type]) })
      } else if (node.type === 'break') {
        if (around.includes('heading')) refuse(startOf(node), 'a heading is one line', 'join its lines')
        runs.push({ type: 'break' })
      } else if (node.type === 'link') {
        linkOf(node, node.url, node.title, node.children, around, runs)
      } else if (node.type === 'linkReference') {
        const { url = '', title } = definitions.get(node.identifier) ?? {}
        used.add(node.identifier)
        linkOf(node, url, title, node.children, around, runs)
      } else refuseNode(node)
    }
    return runs
  }

  const blocksOf = (nodes: Nodes[], depth: number): Block[] => {
    const blocks: Block[] = []
    for (const node of nodes) {
      const start = startOf(node)
      if (depth > DEEPEST) {
        refuse(start, 'this is nested too deeply', `nest lists and quotations at most ${DEEPEST} deep`)
        break
      }
      switch (node.type) {
        case 'paragraph': {
          const table = source.slice(start, endOf(node)).search(TABLE)
          if (table >= 0) refuse(start + table, 'a table is not part of a letter', 'write it as a list')
          warnOfAddress(node)
          blocks.push({ type: 'paragraph', children: inlinesOf(node.children, []) })
          break
        }
        case 'heading': {
          if (/[\r\n][ \t]*-+[ \t]*$/.test(source.slice(start, endOf(node)))) {
            refuse(
              start,
              'the line of --- below makes a heading of this',
              'leave an empty line between them, or begin the heading with ##',
            )
          }
          if (node.depth > 4) refuse(start, `this is a heading of level ${node.depth}`, 'use # to ####')
          if (node.children.length === 0)
            refuse(start, 'this heading has no words', 'write them, or delete it')
          const children = inlinesOf(node.children, ['heading'])
          blocks.push({ type: 'heading', depth: node.depth, children })
          break
        }
        case 'thematicBreak':
          blocks.push({ type: 'rule' })
          break
        case 'definition':
          break
        case 'blockquote':
          if (node.children.length === 0) refuse(start, 'this quotation is empty', 'write it, or delete it')
          blocks.push({ type: 'quotation', children: blocksOf(node.children, depth + 1) })
          break
        case 'list':
          for (const item of node.children) {
            if (item.children.length > 0) continue
            refuse(startOf(item), 'this list item is empty', 'write it, or delete it')
          }
          blocks.push({
            type: 'list',
            ordered: node.ordered === true,
            start: node.start ?? 1,
            items: node.children.map((item) => blocksOf(item.children, depth + 1)),
          })
          break
        default:
          refuseNode(node)
      }
    }
    return blocks
  }

  if (source.length > LONGEST) {
    refuse(LONGEST, `the text is longer than ${LONGEST} characters`, 'shorten it')
    return { blocks: [], places: [], problems, warnings }
  }
  const tower = source.search(TOWER)
  if (tower >= 0) {
    refuse(tower, 'this is nested too deeply', `nest lists and quotations at most ${DEEPEST} deep`)
    return { blocks: [], places: [], problems, warnings }
  }
  for (const { offset, message, hint } of unwantedCharacters(source)) refuse(offset, message, hint)
  const nodes = fromMarkdown(source, MARKDOWN).children
  const definitions = definitionsIn(nodes)
  const blocks = blocksOf(nodes, 1).map(normalised)
  const places = nodes.filter(({ type }) => type !== 'definition').map((node) => place(startOf(node)))
  for (const [identifier, definition] of definitions) {
    if (!used.has(identifier))
      refuse(
        startOf(definition),
        'no link leads by this definition',
        'delete it, or write [words][name] in the text',
      )
  }
  return {
    blocks,
    places,
    problems: problems.sort(byPosition),
    warnings,
  }
}

/** Normalised after parsing: before it, columns would no longer be the file's. */
const normalisedInline = (run: Inline): Inline => {
  if (run.type === 'break') return run
  if (run.type === 'text') return { type: 'text', value: run.value.normalize('NFC') }
  return { ...run, children: run.children.map(normalisedInline) }
}

const normalised = (block: Block): Block => {
  if (block.type === 'rule') return block
  if (block.type === 'list') return { ...block, items: block.items.map((item) => item.map(normalised)) }
  if (block.type === 'quotation') return { ...block, children: block.children.map(normalised) }
  return { ...block, children: block.children.map(normalisedInline) }
}
