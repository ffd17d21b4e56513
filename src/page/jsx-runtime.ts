/**
 * JSX as HTML text, for TypeScript's automatic runtime (https://www.typescriptlang.org/tsconfig/#jsxImportSource). An
 * element is written when it is made, children first: nothing is kept but its text. Hono's runtime also streams, hoists
 * and keeps contexts, none of which a page here needs, and was a fifteenth of the Worker.
 */
import type { JSX as Hono } from 'hono/jsx'
import { escapeHtml } from './xml.ts'

/** Text that is HTML already. Everything else is escaped. */
type Html = { readonly html: string }

/** What an element may hold. Nothing is written of `true`, `false`, `null` and `undefined`. */
export type Child = Html | string | number | boolean | null | undefined | readonly Child[]

type Props = { readonly [name: string]: unknown; readonly children?: Child }

/** https://html.spec.whatwg.org/multipage/syntax.html#void-elements */
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))

/** HTML that is not to be escaped: a style sheet, a script, markup that was made elsewhere. */
export const raw = (html: string): Html => ({ html })

/** Nodes as HTML. */
export const render = (node: Child): string => {
  if (typeof node === 'string') return escapeHtml(node)
  if (typeof node === 'number') return `${node}`
  if (node === null || node === undefined || typeof node === 'boolean') return ''
  return 'html' in node ? node.html : node.map(render).join('')
}

/** `true` is an attribute without a value; `false`, `null` and `undefined` are none. */
const attribute = (name: string, value: unknown): string => {
  if (value === undefined || value === null || value === false) return ''
  return value === true ? ` ${name}=""` : ` ${name}="${escapeHtml(`${value}`)}"`
}

/** An element, or what a component makes of its props. Names of tags and attributes are the code's own, never a reader's. */
export const jsx = <P extends Props>(tag: string | ((props: P) => Html), props: P): Html => {
  if (typeof tag === 'function') return tag(props)
  let html = `<${tag}`
  for (const name in props) if (name !== 'children') html += attribute(name, props[name])
  return raw(VOID.has(tag) ? `${html}/>` : `${html}>${render(props.children)}</${tag}>`)
}

export const Fragment = ({ children }: Props): Html => raw(render(children))

// The names that compilers call it by: for several children, and for development.
export { jsx as jsxDEV, jsx as jsxs }

/** The elements of a plot (https://svgwg.org/svg2-draft/), which Hono does not list. */
type Svg = Record<'svg' | 'path' | 'desc', Record<string, unknown> & { children?: Child }>

/** What TypeScript looks up. The attributes of HTML's elements are those that Hono lists. */
export declare namespace JSX {
  type Element = Html
  interface ElementChildrenAttribute {
    children: unknown
  }
  type IntrinsicElements = Svg & {
    [Tag in keyof Hono.IntrinsicElements]: Omit<Hono.IntrinsicElements[Tag], 'children'> & {
      children?: Child
    }
  }
}
