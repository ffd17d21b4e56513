import type { BlockContent, PhrasingContent } from 'mdast'
import { toMarkdown as print } from 'mdast-util-to-markdown'
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

/** CommonMark that `readMarkdown` reads back as the same blocks. */
export const toMarkdown = (blocks: Block[]): string =>
  print(
    { type: 'root', children: blocks.map(blockNode) },
    { bullet: '-', emphasis: '*', strong: '*', listItemIndent: 'one', resourceLink: true },
  )
