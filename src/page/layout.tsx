import style from '../../build/style.json'
import { english } from './english.ts'
import { type Child, raw } from './jsx-runtime.ts'
import { direction, type Messages, speaks } from './messages.ts'
import { scriptJson } from './script-json.ts'
import { site } from './site.ts'

/**
 * How to say words in a page of another language: marked and isolated, so that they are read aloud and ordered as what
 * they are.
 */
export const createMarker = (language: string, messages: Messages) => {
  const isSpoken = speaks(messages, language)
  return (content: Child): Child => (isSpoken ? content : <bdi lang={messages.language}>{content}</bdi>)
}

/** A tick above a line to sign on, as on the badge. Inline, so that no page costs a second request for /favicon.ico. */
const icon = `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16' fill='none' stroke='%23${site.mark.slice(1)}' stroke-width='2'%3E%3Cpath d='m4 6 3 4 6-8M1 14h14'/%3E%3C/svg%3E`

type Layout = {
  origin: string
  /** BCP 47. */
  language: string
  /** English ones where there are no others. */
  messages?: Messages
  title: string
  description: string
  /** Absolute URL. A page without one is not for search engines. */
  canonical?: string
  /** Links and metadata that only this kind of page has. */
  head?: Child
  jsonLd?: object
  footer?: Child
  children: Child
}

/** A whole HTML document. Its only style is the inline one; what script runs is what it is given. */
export const layout = (page: Layout): string => {
  const { messages = english() } = page
  const mark = createMarker(page.language, messages)
  const own = [
    ...site.pages.map((name) => <a href={`${page.origin}/${name}`}>{mark(messages[name])}</a>),
    ...site.links.map(({ text, url, rel }) => (
      <a href={url} rel={rel} lang={site.language}>
        {text}
      </a>
    )),
  ]
  const html = (
    <html lang={page.language} dir={direction(page.language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{page.title}</title>
        <meta name="description" content={page.description} />
        {page.canonical === undefined ? (
          <meta name="robots" content="noindex" />
        ) : (
          <>
            <link rel="canonical" href={page.canonical} />
            <meta property="og:url" content={page.canonical} />
          </>
        )}
        <meta property="og:site_name" content={site.name} />
        <meta property="og:locale" content={messages.territory(page.language)} />
        <meta property="og:title" content={page.title} />
        <meta property="og:description" content={page.description} />
        {page.head}
        <link rel="icon" href={icon} />
        <style>{raw(style.css)}</style>
        {page.jsonLd && <script type="application/ld+json">{raw(scriptJson(page.jsonLd))}</script>}
      </head>
      <body>
        <a class="skip" href="#main">
          {mark(messages.skip)}
        </a>
        <header class="top">
          <nav aria-label={site.name}>
            <a class="mark" href={`${page.origin}/`} lang={site.language}>
              {site.logo && <img src={`${page.origin}/logo.svg`} alt="" />}
              {site.name}
            </a>
            <a href={`${page.origin}/`}>{mark(messages.home)}</a>
          </nav>
        </header>
        <main id="main" tabindex={-1}>
          {page.children}
        </main>
        {(page.footer || own.length > 0) && (
          <footer>
            {page.footer}
            {own.length > 0 && <div class="pages">{own}</div>}
          </footer>
        )}
      </body>
    </html>
  )
  return `<!doctype html>${html.html}`
}
