import type { Nodes, PhrasingContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { unwantedCharacters } from '../letter/characters.ts'
import { type Block, type Inline, LinkAddress } from '../letter/schema.ts'
import type { Diagnostic } from './diagnostic.ts'
import { type Position, positionsIn } from './position.ts'

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
  thematicBreak: ['a dividing line is not part of a letter', 'delete it, or use a heading'],
  definition: [
    'a link definition is not part of a letter',
    'write the address in the link: [words](https://...)',
  ],
  linkReference: ['a link by reference is not part of a letter', 'write its address: [words](https://...)'],
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

/**
 * The blocks of a letter's Markdown (CommonMark), the place where each of them begins, and everything in it that is
 * none. `firstLine` is the line of `file` on which `source` begins. A soft line break is a space; text is in normal
 * form C.
 */
export const readMarkdown = (
  file: string,
  source: string,
  firstLine: number,
): { blocks: Block[]; places: Position[]; problems: Diagnostic[] } => {
  const problems: Diagnostic[] = []
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

  const inlinesOf = (nodes: PhrasingContent[], around: Nodes['type'][], runs: Inline[] = []): Inline[] => {
    for (const node of nodes) {
      if (node.type === 'text') {
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
        if (!LinkAddress.safeParse(node.url).success || /\s/.test(node.url)) {
          refuse(startOf(node), `a link cannot lead to “${node.url}”`, 'begin it with https:// or mailto:')
        }
        if (node.title)
          refuse(startOf(node), 'a link has no title of its own', 'delete what is in quotation marks')
        const children = inlinesOf(node.children, [...around, 'link'])
        if (children.length === 0)
          refuse(startOf(node), 'this link has no words', 'write them: [words](https://...)')
        runs.push({ type: 'link', url: node.url, children })
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
          blocks.push({ type: 'paragraph', children: inlinesOf(node.children, []) })
          break
        }
        case 'heading': {
          if (node.depth > 4) refuse(start, `this is a heading of level ${node.depth}`, 'use # to ####')
          if (node.children.length === 0)
            refuse(start, 'this heading has no words', 'write them, or delete it')
          const children = inlinesOf(node.children, ['heading'])
          blocks.push({ type: 'heading', depth: node.depth, children })
          break
        }
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
    return { blocks: [], places: [], problems }
  }
  // A line of thousands of > or list marks costs the parser far more time than its length.
  const tower = source.search(/^(?:[ \t]*(?:>|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t]))){64}/m)
  if (tower >= 0) {
    refuse(tower, 'this is nested too deeply', `nest lists and quotations at most ${DEEPEST} deep`)
    return { blocks: [], places: [], problems }
  }
  for (const { offset, message, hint } of unwantedCharacters(source)) refuse(offset, message, hint)
  const nodes = fromMarkdown(source).children
  const blocks = blocksOf(nodes, 1).map(normalised)
  const places = nodes.map((node) => place(startOf(node)))
  return {
    blocks,
    places,
    problems: problems.sort((one, two) => one.line - two.line || one.column - two.column),
  }
}

/** Normalised after parsing: before it, columns would no longer be the file's. */
const normalisedInline = (run: Inline): Inline => {
  if (run.type === 'break') return run
  if (run.type === 'text') return { type: 'text', value: run.value.normalize('NFC') }
  return { ...run, children: run.children.map(normalisedInline) }
}

const normalised = (block: Block): Block => {
  if (block.type === 'list') return { ...block, items: block.items.map((item) => item.map(normalised)) }
  if (block.type === 'quotation') return { ...block, children: block.children.map(normalised) }
  return { ...block, children: block.children.map(normalisedInline) }
}
