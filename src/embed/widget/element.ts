import { readWidgetOptions, widget } from '../markup.ts'
import { h } from './h.ts'
import { listFor } from './load.ts'
import { names } from './names.ts'

/** The style sheet, minified: `src/build/widget.ts` puts it in. */
declare const STYLE: string
/** An address of the deployment that this script is from: `src/build/widget.ts` says which. */
declare const SELF: string

/** “Read the letter” by language, for when nothing else can be had: `src/build/widget.ts` puts them in. */
declare const READ: Record<string, string> & { en: string }

/** Where the letters come from unless the element says otherwise. */
export const home = new URL(SELF).origin

/** Constructed, so that no `style-src` of the page stands in its way; one for all the widgets of a page. */
const sheet = new CSSStyleSheet()
sheet.replaceSync(STYLE)

/** The language around the element: its own, that of what it stands in, the page's, or the reader's. */
const languageAround = (element: HTMLElement): string =>
  (element.closest<HTMLElement>('[lang]')?.lang || document.documentElement.lang || navigator.language).slice(
    0,
    35,
  )

/** Milliseconds after which a script that has shown nothing says what to write. */
const PATIENCE = 5_000

let advice: ReturnType<typeof setTimeout> | undefined

/** The script has shown something. */
export const keepAdvice = (): void => clearTimeout(advice)

/**
 * `<signatory-list letter="…">`: shows what stands inside it until the signatories have come, and again when they do not.
 * Fires `signatories:load` and `signatories:error`, and each as `signatories-load`, `signatories-error`, too.
 */
export class SignatoryList extends HTMLElement {
  static observedAttributes = ['letter', 'lang', 'view', 'limit', 'sort', 'heading', 'origin', 'theme']

  #root = this.attachShadow({ mode: 'open' })
  /** Grows with every change: of several at once, only the last is followed. */
  #turn = 0
  #language = ''
  /** As high as the room that the page has kept, so that what stands below does not move. */
  #room = h('i')
  #observer = new MutationObserver(() => {
    if (languageAround(this) !== this.#language) this.#update()
  })

  constructor() {
    super()
    this.#root.adoptedStyleSheets = [sheet]
    this.#root.append(h('slot'))
  }

  connectedCallback(): void {
    keepAdvice()
    this.#observer.observe(document, { subtree: true, attributeFilter: ['lang'] })
    this.#update()
  }

  disconnectedCallback(): void {
    this.#observer.disconnect()
  }

  attributeChangedCallback(): void {
    // The room was for what showed until now.
    this.#room = h('i')
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
      if (!letter) throw new TypeError('no letter attribute')
      const looks = readWidgetOptions((name) => this.getAttribute(name))
      const address = `${origin}/v1/letters/${encodeURIComponent(letter)}/signatories`
      this.#language = languageAround(this)
      const list = await listFor(address, looks, this.#language)
      if (isPast()) return
      const tools = names(list, looks, address)
      const first = list.signatories.slice(0, looks.limit)
      const box = widget(h, list.widget, list.count, first, looks, tools)
      const { style } = this
      if (style.paddingBottom) {
        this.#room.style.paddingBottom = style.paddingBottom
        style.height = style.paddingBottom = ''
      }
      this.#root.replaceChildren(h('div', {}, this.#room, box))
      this.#tell('load', { letter, revision: list.revision, count: list.count })
    } catch (error) {
      if (isPast()) return
      console.error('<signatory-list>', letter, error)
      // An element with nothing inside still says where the letter is.
      this.#root.replaceChildren(
        this.textContent?.trim() || this.children.length
          ? h('slot')
          : h(
              'a',
              { href: `${origin}/letters/${letter}` },
              READ[this.#language.split('-')[0] ?? ''] ?? READ.en,
            ),
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

/** Defines the element, unless another script has. Where none comes up, as after a tag in the head, says what to write. */
export const define = (): void => {
  if (customElements.get('signatory-list')) return
  // Before: the elements that are there come up at once.
  advice = setTimeout(
    () => console.info('Write <signatory-list letter="…"></signatory-list> where the list goes'),
    PATIENCE,
  )
  customElements.define('signatory-list', SignatoryList)
}
