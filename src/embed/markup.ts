/**
 * What the widget options like, as markup: the one home of it. The custom element builds DOM nodes with it, the iframe's
 * page JSX nodes: each brings its own `h`.
 */

import { inSections, type Section } from '../letter/sections.ts'
import { createFormatter } from '../page/formatter.ts'
import type { WidgetMessages } from '../page/messages/schema.ts'
import { type GetOption, readChoices } from './options.ts'

export type Attributes = Record<string, string | number | undefined>
export type Build<Node> = (tag: string, attributes: Attributes, ...children: (Node | string)[]) => Node

/** What is shown of a signatory: part of the API's JSON. */
export type Item = {
  position: number
  name: string
  printed_as: string
  url?: string | undefined
  section?: string | undefined
}

/** What is shown besides the names: the API's answer to `?widget=<language>` has it under `widget`. */
export type WidgetMeta = {
  /** The language that `words` are in. */
  language: string
  direction: 'ltr' | 'rtl'
  title: string
  /** The language that the title is in. */
  title_language: string
  /** Absolute URL of the letter's page. */
  page: string
  /** In `updated` the letter's date, as the language has it: widgets that pages have pinned look for it there. */
  words: Omit<WidgetMessages, 'organisations' | 'persons' | 'sign'> & { updated: string }
  /** Below the names: the letter, and while the public can sign it the form. A shared cache may have an answer without. */
  links?: [part: string, href: string, words: string][]
}

export type WidgetOptions = ReturnType<typeof readChoices> & {
  /** How many names at first. */
  limit: number
}

/** Options as they are said. There is no greatest `limit` here: an element shows no more names than there are. */
export const readWidgetOptions = (get: GetOption): WidgetOptions => {
  const choices = readChoices(get)
  const limit = Number(get('limit'))
  return { ...choices, limit: limit >= 1 ? Math.floor(limit) : choices.view === 'compact' ? 3 : 50 }
}

/** `rel` keeps the other page from reaching this one. */
const link = <Node>(h: Build<Node>, part: string, href: string, ...children: (Node | string)[]): Node =>
  h('a', { part, href, rel: 'noopener' }, ...children)

/** One name exactly as the signatory writes it, in its own direction; what follows the name proper is set quietly. */
const name = <Node>(h: Build<Node>, { name, printed_as, url }: Item): Node => {
  const rest = printed_as.startsWith(name) ? printed_as.slice(name.length) : ''
  const text = h(
    'bdi',
    { part: 'name', translate: 'no' },
    rest ? name : printed_as,
    ...(rest ? [h('span', { part: 'acronym' }, rest)] : []),
  )
  return url && /^https?:/.test(url) ? link(h, 'link', url, text) : text
}

/** The names stand in the letter's order and with their places in it. */
export const isNumbered = ({ view, sort }: WidgetOptions): boolean => view === 'list' && sort === 'letter'

type Number = (n: number) => string

/** The span is the column beside the number: a name that fills it and more stays on the side where the others are. */
const item = <Node>(h: Build<Node>, options: WidgetOptions, number: Number, signatory: Item): Node => {
  const { position } = signatory
  return h(
    'li',
    { part: 'item', ...(isNumbered(options) && { value: position, 'data-n': number(position) }) },
    h('span', {}, name(h, signatory)),
  )
}

/**
 * Names that stand together, and what they stand under.
 * @param number writes one as the language does
 */
export const group = <Node>(
  h: Build<Node>,
  options: WidgetOptions,
  number: Number,
  { section, items }: Section<Item>,
): Node[] => {
  const { heading } = options
  return [
    ...(section
      ? [
          h(
            heading === 'none' ? 'p' : `h${Math.min(+heading + 1, 6)}`,
            { part: 'section' },
            h('bdi', {}, section),
          ),
        ]
      : []),
    // A list without markers is no list to VoiceOver unless it says so.
    h(
      isNumbered(options) ? 'ol' : 'ul',
      { part: 'list', role: 'list' },
      ...items.map((each) => item(h, options, number, each)),
    ),
  ]
}

const emphasised = <Node>(h: Build<Node>, text: string, number: string): (Node | string)[] =>
  text.split('#').flatMap((part, index) => (index ? [h('span', { part: 'number' }, number), part] : [part]))

/**
 * @param items the names to begin with
 * @param tools what only a script can do: the search and the status go above the names, "show more" below
 */
export const widget = <Node>(
  h: Build<Node>,
  meta: WidgetMeta,
  count: number,
  items: Item[],
  options: WidgetOptions,
  tools: { above: (Node | string)[]; below: (Node | string)[] },
): Node => {
  const { view, heading } = options
  const { words, language, direction, page } = meta
  const { number, form, format } = createFormatter(language)
  const box = (...children: (Node | string)[]): Node =>
    h('div', { class: `box ${view}`, part: 'box', lang: language, dir: direction }, ...children)
  const total = emphasised(h, form(words.count, count), number(count))

  const title = h('p', { part: 'title' }, h('bdi', { lang: meta.title_language }, meta.title))
  const links = (meta.links ?? []).map((each) => link(h, ...each))
  // The number leads to the letter already.
  const others = links.slice(1)
  if (view === 'count') return box(link(h, 'count', page, ...total), title, ...others)

  if (view === 'compact') {
    const rest = count - items.length
    // Names alone and a mark that is in none of them, for roles and affiliations have commas.
    const said = [
      ...items.map((each) => name(h, { ...each, printed_as: each.name })),
      ...(rest > 0 ? [link(h, 'others', `${page}#signatories`, format(words.others, rest))] : []),
    ]
    return box(
      h('p', { part: 'count' }, link(h, 'letter', page, ...total)),
      title,
      h('p', { part: 'names' }, ...said.flatMap((each, index) => (index ? ['\u00a0· ', each] : each))),
      ...others,
    )
  }

  return box(
    h(heading === 'none' ? 'p' : `h${heading}`, { part: 'count' }, ...total),
    title,
    ...tools.above,
    h(
      'div',
      { class: 'names' },
      ...inSections(items, isNumbered(options)).flatMap((each) => group(h, options, number, each)),
    ),
    ...tools.below,
    h('p', { part: 'footer' }, ...links, h('span', { part: 'date' }, words.updated)),
  )
}
