import type { Item, WidgetMeta, WidgetOptions } from '../markup.ts'

/** The API's list of signatories, as much of it as the widget reads. */
export type List = {
  letter: string
  revision: string
  count: number
  signatories: Item[]
  links: { next: string | null; letter: string }
  widget: WidgetMeta
}

/** The languages of which there are several kinds, such as `pt` and `pt-BR`: `src/build/widget.ts` puts them in. */
declare const VARIED: string[]
/** Whether this is a letter's own script, which brings a list along: else what is for that is left out. */
declare const IS_LETTERS: boolean

/** Milliseconds after which a network that says nothing counts as failed. */
const PATIENCE = 30_000

/** Reads a list from the API. Nothing of the reader goes along: no cookie, and no address of the page. */
export const read = async (url: string): Promise<List> => {
  const response = await fetch(url, {
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(PATIENCE),
  })
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  // What is no list throws where it is used.
  return response.json()
}

/** Milliseconds for which widgets share an answer: a page that is open for days shows news, too. */
const SHARED = 60_000

const lists = new Map<string, Promise<List>>()

/** Keeps a list for whichever widget asks for it. What failed is asked for again. */
const keep = (url: string, list: Promise<List>): Promise<List> => {
  const forget = () => lists.delete(url)
  lists.set(url, list)
  list.catch(forget)
  setTimeout(forget, SHARED)
  return list
}

/** Reads a list once, however many widgets ask for it. */
export const share = (url: string): Promise<List> => lists.get(url) ?? keep(url, read(url))

/** Takes the first names and the words that a letter's own script brings. */
export const keepGiven = (list: List): unknown =>
  keep(`${list.links.letter}/signatories`, Promise.resolve(list))

/** Whether a page in this language is answered with just these words. */
const isSpoken = (tag: string, language: string): boolean =>
  tag === language || (tag.split('-')[0] === language && !VARIED.includes(language))

/** Milliseconds for which names that are there wait for their words, or for others. */
const GIVEN_TIMEOUT_MS = 5_000

/**
 * The list to begin with: what the letter's own script has brought, as far as it goes; else the API's.
 * @param address of the list in the API, without a query
 */
export const listFor = async (
  address: string,
  { sort, limit }: WidgetOptions,
  tag: string,
): Promise<List> => {
  // In the API's own order, which spares a redirect.
  const ask = (query: string) => share(`${address}?${query}widget=${encodeURIComponent(tag)}`)
  const query = sort === 'name' ? 'sort=name&' : ''
  if (IS_LETTERS) {
    const given = await lists.get(address)
    if (given) {
      const isEnough = !query && !(given.links.next && limit > given.signatories.length)
      if (isEnough && isSpoken(tag, given.widget.language)) return given
      const asked = isEnough ? ask('limit=1&').then(({ widget }) => ({ ...given, widget })) : ask(query)
      // While the API is down or says nothing, the names in the letter's order and language are better than none.
      return new Promise((resolve) => {
        asked.then(resolve, () => resolve(given))
        setTimeout(resolve, GIVEN_TIMEOUT_MS, given)
      })
    }
  }
  return ask(query)
}
