import type { Block, Inline } from '../../../letter/schema.ts'

const inlineText = (runs: Inline[]): string =>
  runs
    .map((run) => {
      if (run.type === 'text') return run.value
      if (run.type === 'break') return '\n'
      const words = inlineText(run.children)
      if (run.type !== 'link') return words
      const address = run.url.replace(/^mailto:/, '')
      return words === run.url || words === address ? words : `${words} (${address})`
    })
    .join('')

/** The first line after `first`, every other line that is not empty after `rest`. */
const hang = (text: string, first: string, rest: string): string =>
  first + text.replace(/\n(?=[^\n])/g, `\n${rest}`)

const blockText = (block: Block): string => {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return inlineText(block.children)
    case 'rule':
      return '* * *'
    case 'quotation':
      return toText(block.children).replace(/^/gm, '> ').replace(/ $/gm, '')
    case 'list': {
      const items = block.items.map((item, index) => {
        const mark = block.ordered ? `${block.start + index}. ` : '- '
        return hang(toText(item), mark, ' '.repeat(mark.length))
      })
      return items.join(block.items.some((item) => item.length > 1) ? '\n\n' : '\n')
    }
  }
}

/** Plain text: a blank line between paragraphs, a link's address in brackets after its words. Not wrapped. */
export const toText = (blocks: Block[]): string => blocks.map(blockText).join('\n\n')
