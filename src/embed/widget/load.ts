import type { Item, WidgetMeta } from '../markup.ts'

/** The API's list of signatories, as much of it as the widget reads. */
export type List = {
  revision: string
  count: number
  signatories: Item[]
  links: { next: string | null }
  widget: WidgetMeta
}

/** Milliseconds after which a network that says nothing counts as failed. */
const PATIENCE = 30_000

const isText = (value: unknown): boolean => typeof value === 'string'

/** Reads a list from the API. Nothing of the reader goes along: no cookie, and no address of the page. */
export const read = async (url: string): Promise<List> => {
  const response = await fetch(url, {
    credentials: 'same-origin',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(PATIENCE),
  })
  if (!response.ok) throw new Error(`${url} answers ${response.status}`)
  const list: List = await response.json()
  // All that could go wrong without an exception; the rest throws where it is used.
  const isList =
    list.count >= 0 &&
    list.signatories.every(({ name, printed_as }) => isText(name) && isText(printed_as)) &&
    list.links
  if (isList) return list
  throw new TypeError(`${url} is no list of signatories`)
}

/** Milliseconds for which widgets share an answer: a page that is open for days shows news, too. */
const SHARED = 60_000

const lists = new Map<string, Promise<List>>()

/** Reads a list once, however many widgets ask for it. What failed is asked for again. */
export const share = (url: string): Promise<List> => {
  const shared = lists.get(url)
  if (shared) return shared
  const list = read(url)
  const forget = () => lists.delete(url)
  lists.set(url, list)
  list.catch(forget)
  setTimeout(forget, SHARED)
  return list
}
