import type { BlockContent, PhrasingContent } from 'mdast'
import { gfmAutolinkLiteralToMarkdown } from 'mdast-util-gfm-autolink-literal'
import { toMarkdown as print, type Unsafe } from 'mdast-util-to-markdown'
import { cjkFriendlyToMarkdown } from 'mdast-util-to-markdown-cjk-friendly'
import type { Block, Inline } from './schema.ts'

const inlineNode = (run: Inline): PhrasingContent => {
  if (run.type === 'text' || run.type === 'break') return run
  return { ...run, children: run.children.map(inlineNode) } as PhrasingContent
}

const blockNode = (block: Block): BlockContent => {
  switch (block.type) {
    case 'paragraph':
      return { type: 'paragraph', children: block.children.map(inlineNode) }
    case 'heading':
      return {
        type: 'heading',
        depth: block.depth as 1 | 2 | 3 | 4,
        children: block.children.map(inlineNode),
      }
    case 'rule':
      return { type: 'thematicBreak' }
    case 'quotation':
      return { type: 'blockquote', children: block.children.map(blockNode) }
    case 'list': {
      const spread = block.items.some((item) => item.length > 1)
      return {
        type: 'list',
        ordered: block.ordered,
        start: block.start,
        spread,
        children: block.items.map((item) => ({ type: 'listItem', spread, children: item.map(blockNode) })),
      }
    }
  }
}

/** What `readMarkdown` takes for a mark of some other Markdown that was left as it is. */
const FOREIGN: Unsafe[] = [
  { character: '~', after: '~', inConstruct: 'phrasing' },
  { character: '~', before: '~', inConstruct: 'phrasing' },
  { character: '[', after: '\\^', inConstruct: 'phrasing' },
  { character: '{', after: '[%{]', inConstruct: 'phrasing' },
  { character: '#', atBreak: true, inConstruct: 'phrasing' },
]

/** CommonMark that `readMarkdown` reads back as the same blocks. */
export const toMarkdown = (blocks: Block[]): string =>
  print(
    { type: 'root', children: blocks.map(blockNode) },
    {
      bullet: '-',
      emphasis: '*',
      strong: '*',
      listItemIndent: 'one',
      resourceLink: true,
      // The one sign that begins no list item.
      rule: '_',
      unsafe: FOREIGN,
      extensions: [gfmAutolinkLiteralToMarkdown(), cjkFriendlyToMarkdown()],
    },
  )
