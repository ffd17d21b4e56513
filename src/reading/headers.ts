/** The header fields of each kind of response that this Worker gives, and which kind stands at a path. */
import badge from '../../build/badge.json'
import builder from '../../build/builder.json'
import copyLink from '../../build/copy-link.json'
import docs from '../../build/docs.json'
import style from '../../build/style.json'
import widget from '../../build/widget.json'
import {
  apiHeaders,
  commonHeaders,
  contentSecurityPolicy,
  documentHeaders,
  type HeaderFields,
  TRUSTED_TYPES,
} from '../http/headers.ts'

/** For our own pages: styles known by their hashes, a script, no string that becomes markup; framed by nobody. */
const pageHeadersFor = (styles: string, script: string, ...more: string[]): HeaderFields => ({
  ...documentHeaders,
  ...contentSecurityPolicy(
    `style-src ${styles}`,
    `script-src ${script}`,
    "img-src 'self' data:",
    // Not for the script of a letter's page, which asks for nothing: Lighthouse reads robots.txt in the page's name.
    "connect-src 'self'",
    "base-uri 'none'",
    // Letters are searched with a form, the reference's lead to the addresses that it shows, and the builder's back to it.
    "form-action 'self'",
    TRUSTED_TYPES,
    "frame-ancestors 'none'",
    ...more,
  ),
})

export const pageHeaders = pageHeadersFor(`'${style.hash}'`, `'${copyLink.hash}'`)

/** For the reference, which has a style and a script of its own. */
const docsHeaders = pageHeadersFor(`'${style.hash}' '${docs.style}'`, `'${docs.script}'`)

/** For the embed builder, which has a style of its own, and brings scripts and frames from here. */
const builderHeaders = pageHeadersFor(`'${style.hash}' '${builder.hash}'`, "'self'", "frame-src 'self'")

/**
 * For the widget's iframe; its one script and its style are known by their hashes. Any page may frame it, so it says nothing of
 * `frame-ancestors`: a `*` keeps out pages that come from a file or an app.
 */
const frameHeaders: HeaderFields = {
  ...commonHeaders,
  // It loads nothing: pages that are cross-origin isolated frame only what says so.
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  ...contentSecurityPolicy(
    `style-src '${widget.frameHashes.css}' '${style.hash}'`,
    `script-src '${widget.frameHashes.script}'`,
    // Its problems are pages of the site, with the site's logo.
    "img-src 'self' data:",
    // As for pages: it loads nothing.
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    TRUSTED_TYPES,
  ),
}

/** For an image on other sites' pages; opened by itself it is a document, so it needs a policy too. */
const imageHeaders: HeaderFields = {
  ...commonHeaders,
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  ...contentSecurityPolicy(`style-src '${badge.hash}'`, "frame-ancestors 'none'", 'sandbox'),
}

export const headerProfiles = {
  api: apiHeaders,
  page: pageHeaders,
  frame: frameHeaders,
  image: imageHeaders,
  builder: builderHeaders,
  docs: docsHeaders,
} satisfies Record<string, HeaderFields>

/** Whether a path's readers are programs, who want problems in JSON: the API, and files. */
export const isApi = (path: string): boolean =>
  /^\/(?:(?:v1|widget)(?:\/|$)|healthz$|oembed$|.+\.[a-z]+$)/.test(path)

/** The header fields of whatever a path for people answers that is not what stands there: a problem, OPTIONS. */
export const headersAt = (path: string): HeaderFields =>
  path.startsWith('/embed/') ? frameHeaders : pageHeaders
