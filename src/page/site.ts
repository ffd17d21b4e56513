/** Whose site it is: what the build made of `site.yaml` for the Workers (src/build/site-file/). */
import built from '../../build/site.json'

/** `https://host`, with no slash at its end, where they are known. */
export type Origins = {
  /** The one at which readers find the letters. */
  origin?: string | undefined
  /** That of the sign-on Worker, where it is another. */
  sign_origin?: string | undefined
}

/** Under which the letters and lists may be used, as answers say it. */
export type Licence = {
  name: string
  url: string
  /** Whom to name. */
  attribution?: string
}

export type Site = Origins & {
  name: string
  /** The name, where it is somebody's own. */
  publisher?: string
  /** BCP 47. */
  language: string
  staging?: Origins
  /** Whether there is a logo. */
  logo?: true
  /** Whether there is an introduction to the home page. */
  introduction?: true
  /** Which pages of the site's own words there are. */
  pages: ('imprint' | 'privacy')[]
  /** At the foot of every page. */
  links: { text: string; url: string; rel?: string }[]
  licence?: Licence
  /** One line. */
  contact?: string
  /** The WebSub hub that is told of the feeds at `origin`. */
  hub?: string
  robots: 'index' | 'noindex'
  /** The colour of the mark, on either ground. */
  mark: string
}

export const site: Site = built as Site
