/**
 * The types of `<signatory-list>` and `<sign-form>` for pages written in TypeScript. Their code comes from a deployment, so there
 * is nothing to import but these: `import type {} from 'undersigned/widget'`. What React and Vue need is in files of its own.
 */
import type { HEADINGS, SORTS, THEMES, VIEWS } from '../options.ts'

export type SignatoryListAttributes = {
  letter: string
  view?: (typeof VIEWS)[number]
  /** How many names at first, and with each “Show more names”. */
  limit?: number | `${number}`
  sort?: (typeof SORTS)[number]
  heading?: (typeof HEADINGS)[number]
  theme?: (typeof THEMES)[number]
  /** A language tag; the language around the element when left out. */
  lang?: string
  /** Where the letters come from, `https://host`; where the script came from when left out. */
  origin?: string
}

export type SignFormAttributes = {
  letter: string
  /** A language tag; the language around the element when left out. */
  lang?: string
}

/** The names are there. */
export type SignatoriesLoad = CustomEvent<{ letter: string; revision: string; count: number }>
/** They could not be had. What stands inside the element is shown. */
export type SignatoriesError = CustomEvent<{ letter: string; error: unknown }>

declare global {
  interface HTMLElementTagNameMap {
    'signatory-list': HTMLElement
    'sign-form': HTMLElement
  }
  interface HTMLElementEventMap {
    'signatories:load': SignatoriesLoad
    'signatories-load': SignatoriesLoad
    'signatories:error': SignatoriesError
    'signatories-error': SignatoriesError
  }
}
