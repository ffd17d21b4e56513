import { speaker } from '../render/widget/say.ts'
import { item, type Looks } from '../render/widget/view.ts'
import { h } from './h.ts'
import { type List, read } from './load.ts'

/** Lists longer than this can be searched. */
const SEARCHABLE = 20

/** Milliseconds without a key after which a search goes to the API. */
const PAUSE = 250

/** Without case and accents: `Müller` is found by `muller`. */
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/**
 * What only a script can do with the names: show more of them, from the API if need be, and search them: here when all
 * of them are here, else in the API.
 * @param first the answer that the names begin with
 * @param address of the list in the API, without a query
 */
export const names = (first: List, looks: Looks, address: string) => {
  const { words, language } = first.widget
  const { number, say } = speaker(language)
  /** What is being shown: the whole list, or what a search found. */
  let found = { items: first.signatories, next: first.links.next, count: first.count }
  let query = ''
  let shown = Math.min(looks.limit, found.items.length)
  /** Grows with every search: an answer that comes after the next question is dropped. */
  let turn = 0

  const status = h('p', { part: 'status', role: 'status' })
  const more = h('button', { part: 'more', type: 'button' }, words.more)
  const search = h('input', {
    part: 'search',
    type: 'search',
    'aria-label': words.search,
    placeholder: words.search,
    autocomplete: 'off',
  }) as HTMLInputElement

  const list = (): Element | null => status.parentNode?.querySelector('[part=list]') ?? null

  const tell = (): void => {
    more.hidden = shown >= found.items.length && !found.next
    status.textContent = query
      ? found.count > 0
        ? say(words.found, found.count)
        : words.none
      : more.hidden
        ? ''
        : words.shown.replace('#', number(shown)).replace('%', number(found.count))
  }

  /** The same, and an outage is told in place of what it kept from happening. */
  const attempt = async (what: () => Promise<void>): Promise<void> => {
    try {
      await what()
    } catch {
      status.textContent = words.failed
    }
  }

  const show = (from: number, to: number): HTMLElement[] => {
    const items = found.items.slice(from, to).map((each) => item(h, looks, each))
    list()?.append(...items)
    shown = from + items.length
    tell()
    return items
  }

  more.onclick = () =>
    attempt(async () => {
      const now = turn
      const to = shown + looks.limit
      if (found.next && found.items.length < to) {
        const page = await read(found.next)
        if (now !== turn) return
        found = { ...found, items: [...found.items, ...page.signatories], next: page.links.next }
      }
      const [begin] = show(shown, to)
      // The button may be gone, and the names go on above it: the keyboard goes on there, too.
      if (begin) {
        begin.tabIndex = -1
        begin.focus({ preventScroll: true })
      }
    })

  search.oninput = () =>
    attempt(async () => {
      const now = ++turn
      query = fold(search.value.trim())
      let next = { items: first.signatories, next: first.links.next, count: first.count }
      if (query && next.next) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE))
        if (now !== turn) return
        const answer = await read(`${address}?q=${encodeURIComponent(search.value.trim())}`)
        next = { items: answer.signatories, next: answer.links.next, count: answer.count }
      } else if (query) {
        const items = next.items.filter(({ printed_as }) => fold(printed_as).includes(query))
        next = { items, next: null, count: items.length }
      }
      if (now !== turn) return
      found = next
      list()?.replaceChildren()
      show(0, looks.limit)
    })

  tell()
  return {
    above: first.count > SEARCHABLE ? [search, status] : [status],
    below: [more],
  }
}
