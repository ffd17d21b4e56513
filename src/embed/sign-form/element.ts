import { h } from '../widget/h.ts'

/** Where the form is: whoever serves this script says it (`src/build/signing.ts`). */
declare const ORIGIN: string

/** Constructed, so that no `style-src` of the page stands in its way. The room is that of a form of both kinds. */
const sheet = new CSSStyleSheet()
sheet.replaceSync(
  ':host{display:grid}slot,iframe{grid-area:1/1}slot{display:block}iframe{width:100%;height:75rem;border:0}',
)

/**
 * `<sign-form letter="…">`: the form of a letter that the public can sign, in a frame, as high as it is. What stands inside,
 * a link to the form, is its name, and is shown until the form has come.
 */
class SignForm extends HTMLElement {
  static observedAttributes = ['letter', 'lang']

  #root = this.attachShadow({ mode: 'open' })
  #frame?: HTMLIFrameElement

  constructor() {
    super()
    this.#root.adoptedStyleSheets = [sheet]
  }

  #hear = ({ origin, source, data }: MessageEvent): void => {
    const frame = this.#frame
    if (!frame || origin !== ORIGIN || source !== frame.contentWindow || data?.type !== 'signatories:height')
      return
    this.#root.querySelector('slot')?.remove()
    frame.style.height = `${data.height}px`
  }

  connectedCallback(): void {
    addEventListener('message', this.#hear)
    this.#show()
  }

  disconnectedCallback(): void {
    removeEventListener('message', this.#hear)
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#show()
  }

  #show(): void {
    const address = `${ORIGIN}/sign/${encodeURIComponent(this.getAttribute('letter') ?? '')}`
    const language = this.closest<HTMLElement>('[lang]')?.lang
    const query = language ? `?lang=${encodeURIComponent(language)}&frame` : '?frame'
    const frame = h('iframe', {
      src: address + query,
      sandbox: 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox',
      loading: 'lazy',
    }) as HTMLIFrameElement
    frame.onload = () => {
      // What was sent is answered at the top.
      if (frame.title && frame.getBoundingClientRect().top < 0) frame.scrollIntoView()
      // What stands inside is there by now, also where this was read before it.
      frame.title = this.textContent?.trim() || address
    }
    this.#frame = frame
    this.#root.replaceChildren(frame, h('slot', {}, h('a', { href: address }, address)))
  }
}

if (!customElements.get('sign-form')) customElements.define('sign-form', SignForm)
