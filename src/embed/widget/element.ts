import { readWidgetOptions, widget } from '../markup.ts'
import { h } from './h.ts'
import { share } from './load.ts'
import { names } from './names.ts'

/** The style sheet, minified: `src/build/widget.ts` puts it in. */
declare const STYLE: string

/** Where this script came from, and where the letters come from unless the element says otherwise. */
export const home = new URL(import.meta.url).origin

/** Constructed, so that no `style-src` of the page stands in its way; one for all the widgets of a page. */
const sheet = new CSSStyleSheet()
sheet.replaceSync(STYLE)

/** The language around the element: its own, that of what it stands in, the page's, or the reader's. */
const languageAround = (element: HTMLElement): string =>
  (element.closest<HTMLElement>('[lang]')?.lang || document.documentElement.lang || navigator.language).slice(
    0,
    35,
  )

/**
 * `<signatory-list letter="…">`: shows what stands inside it until the signatories have come, and again when they do not.
 * Fires `signatories:load` and `signatories:error`, and each as `signatories-load`, `signatories-error`, too.
 */
export class SignatoryList extends HTMLElement {
  static observedAttributes = ['letter', 'lang', 'view', 'limit', 'sort', 'heading', 'origin']

  #root = this.attachShadow({ mode: 'open' })
  /** Grows with every change: of several at once, only the last is followed. */
  #turn = 0

  constructor() {
    super()
    this.#root.adoptedStyleSheets = [sheet]
    this.#root.append(h('slot', {}))
  }

  connectedCallback(): void {
    this.#update()
  }

  attributeChangedCallback(): void {
    this.#update()
  }

  async #update(): Promise<void> {
    const turn = ++this.#turn
    await null
    const isPast = () => turn !== this.#turn || !this.isConnected
    if (isPast()) return
    const letter = this.getAttribute('letter') ?? ''
    const origin = this.getAttribute('origin') || home
    try {
      if (!letter) throw new TypeError('signatory-list has no letter attribute')
      const looks = readWidgetOptions((name) => this.getAttribute(name))
      const address = `${origin}/v1/letters/${encodeURIComponent(letter)}/signatories`
      // In the API's own order, which spares a redirect.
      const query = `widget=${encodeURIComponent(languageAround(this))}`
      let list = await share(`${address}?${query}`)
      if (looks.sort === 'name') {
        const { compare } = new Intl.Collator(list.widget.language, { numeric: true })
        list = list.links.next
          ? await share(`${address}?sort=name&${query}`)
          : { ...list, signatories: list.signatories.toSorted((a, b) => compare(a.printed_as, b.printed_as)) }
      }
      if (isPast()) return
      const tools = names(list, looks, address)
      const first = list.signatories.slice(0, looks.limit)
      this.#root.replaceChildren(widget(h, list.widget, list.count, first, looks, tools))
      this.#tell('load', { letter, revision: list.revision, count: list.count })
    } catch (error) {
      if (isPast()) return
      console.error('<signatory-list>', letter, error)
      const page = `${origin}/letters/${letter}`
      // An element with nothing inside still says where the letter is.
      this.#root.replaceChildren(
        this.textContent?.trim() || this.children.length ? h('slot', {}) : h('a', { href: page }, page),
      )
      this.#tell('error', { letter, error })
    }
  }

  #tell(what: string, detail: object): void {
    // Angular stops at a colon in an event's name.
    for (const mark of ':-')
      this.dispatchEvent(
        new CustomEvent(`signatories${mark}${what}`, { bubbles: true, composed: true, detail }),
      )
  }
}
