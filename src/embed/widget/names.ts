import { inSections } from '../../letter/sections.ts'
import { createFormatter } from '../../page/formatter.ts'
import { group, isNumbered, type WidgetOptions } from '../markup.ts'
import { h } from './h.ts'
import { isQuery } from './is-query.ts'
import { type List, read, share } from './load.ts'

/** Lists longer than this can be searched. */
const SEARCHABLE = 20

/** Milliseconds without a key after which a search goes to the API. */
const PAUSE = 250

/** The most pages read for one press of a button: the API's search may give pages on which nobody is. */
const PAGES = 10

/**
 * What only a script can do with the names: show more of them, from the API if need be, and search them in the API, so
 * that a name is found here by what it is found by there.
 * @param first the answer that the names begin with
 * @param address of the list in the API, without a query
 */
export const names = (first: List, options: WidgetOptions, address: string) => {
  const { limit } = options
  const { words, language } = first.widget
  const { number, form } = createFormatter(language)
  const everyone = { items: first.signatories, next: first.links.next }
  /** What is being shown: everyone, or whom a search found. */
  let found = everyone
  let query = ''
  let shown = Math.min(limit, found.items.length)
  /** Grows with every question: an answer that comes after the next one is dropped. */
  let turn = 0
  let reading = false

  const status = h('p', { part: 'status', role: 'status' })
  // No form of the page is its own, which stands in a shadow root: it needs no type.
  const more = h('button', { part: 'more' }, words.more)
  const search = h('input', {
    part: 'search',
    type: 'search',
    'aria-label': words.search,
    placeholder: words.search,
    maxlength: 100,
  }) as HTMLInputElement

  /** Names that are here and not shown yet: the browser's own search finds them, and they are printed. */
  const rest = h('div')

  const groups = (from: number, to?: number): HTMLElement[] =>
    // Whom a search finds does not stand in the letter's order.
    inSections(found.items.slice(from, to), isNumbered(options) && !query).flatMap((each) =>
      group(h, options, number, each),
    )

  const tell = (): void => {
    const { items, next } = found
    more.hidden = shown >= items.length && !next
    status.textContent = query
      ? items[0] || next
        ? form(words.found, items.length).replace('#', number(items.length) + (next ? '+' : ''))
        : words.none
      : more.hidden
        ? ''
        : words.shown.replace('#', number(shown)).replace('%', number(first.count))
  }

  const keepRest = (): void => {
    rest.hidden = 'until-found'
    // Other views than a list have no place for it.
    if (rest.parentNode) rest.replaceChildren(...groups(shown))
  }

  // The browser shows it by itself.
  rest.onbeforematch = () => {
    shown = found.items.length
    tell()
  }

  /** Shows the next names and returns the first one's item; reads on in the API where those that are here do not suffice. */
  const show = async (): Promise<HTMLElement | undefined> => {
    const now = turn
    let { items, next } = found
    for (let page = 0; next && items.length < shown + limit && page < PAGES; page++) {
      const answer = await read(next)
      if (now !== turn) return undefined
      items = [...items, ...answer.signatories]
      next = answer.links.next
    }
    found = { items, next }
    // It stands after them.
    const box = rest.previousElementSibling
    const from = shown
    shown = Math.min(from + limit, items.length)
    box?.replaceChildren(...groups(0, shown))
    keepRest()
    tell()
    return box?.querySelectorAll('li')[from]
  }

  /** An outage is told in place of what it kept from happening. */
  const attempt = async (what: () => Promise<void>): Promise<void> => {
    const done = what()
    const now = turn
    try {
      await done
    } catch {
      if (now === turn) status.textContent = words.failed
    }
  }

  more.onclick = async () => {
    if (reading) return
    reading = true
    await attempt(async () => {
      const begin = await show()
      // The button may be gone, and the names go on above it: the keyboard goes on there, too.
      if (begin) {
        begin.tabIndex = -1
        begin.focus({ preventScroll: true })
      }
    })
    reading = false
  }

  search.oninput = () =>
    attempt(async () => {
      const now = ++turn
      const typed = search.value.trim()
      const next = isQuery(typed) ? typed : ''
      let whom = everyone
      if (next) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE))
        if (now !== turn) return
        const answer = await share(`${address}?q=${encodeURIComponent(next)}`)
        if (now !== turn) return
        whom = { items: answer.signatories, next: answer.links.next }
      }
      query = next
      found = whom
      shown = 0
      await show()
    })

  tell()
  // Once what is shown is painted.
  setTimeout(keepRest)
  return { above: first.count > SEARCHABLE ? [search, status] : [status], below: [rest, more] }
}
