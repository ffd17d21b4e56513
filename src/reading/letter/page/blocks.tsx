import type { Block, Inline } from '../../../letter/schema.ts'
import type { Child } from '../../../page/jsx-runtime.ts'

const inline = (node: Inline): Child => {
  switch (node.type) {
    case 'text':
      return node.value
    case 'emphasis':
      return <em>{node.children.map(inline)}</em>
    case 'strong':
      return <strong>{node.children.map(inline)}</strong>
    case 'link':
      return (
        <a href={node.url} rel="noopener">
          {node.children.map(inline)}
        </a>
      )
    case 'break':
      return <br />
  }
}

const headings = ['h2', 'h3', 'h4', 'h5'] as const

const block = (node: Block, shallowest: number): Child => {
  const nested = (blocks: Block[]) => blocks.map((child) => block(child, shallowest))
  switch (node.type) {
    case 'paragraph':
      return <p>{node.children.map(inline)}</p>
    case 'heading': {
      const Tag = headings[Math.max(0, node.depth - shallowest)] ?? 'h5'
      return <Tag>{node.children.map(inline)}</Tag>
    }
    case 'list': {
      const items = node.items.map((item) => <li>{nested(item)}</li>)
      return node.ordered ? <ol start={node.start}>{items}</ol> : <ul>{items}</ul>
    }
    case 'quotation':
      return <blockquote>{nested(node.children)}</blockquote>
    case 'rule':
      return <hr />
  }
}

/**
 * The letter's text. JSX escapes every string; there is no way for HTML to pass through.
 * The page's h1 is the title, so the shallowest heading of the letter becomes h2, whatever its depth.
 */
export const Blocks = ({ of }: { of: Block[] }) => {
  const depths = of.flatMap((node) => (node.type === 'heading' ? [node.depth] : []))
  const shallowest = Math.min(...depths)
  return <>{of.map((node) => block(node, shallowest))}</>
}
