/** Response header fields that depend on nothing but the kind of response. */
import style from '../../build/style.json'
import widget from '../../build/widget.json'

/** What every response has. */
export const everywhere = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Strict-Transport-Security': 'max-age=63072000',
  'Accept-Ranges': 'none',
}

/** For programs and other sites, and for our scripts: any origin may read it; opened by itself it is not a page. */
export const apiHeaders: Readonly<Record<string, string>> = {
  ...everywhere,
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'ETag, Last-Modified, Link, Content-Disposition, Retry-After, Server-Timing',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
}

/** No string becomes markup or code: what our scripts never do is forbidden to whatever might get beside them. */
export const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types 'none'"

/** For the widget's iframe: any page may frame it; its one script and its style are known by their hashes. */
export const embedHeaders: Readonly<Record<string, string>> = {
  ...everywhere,
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src '${widget.embed.cssHash}' '${style.hash}'`,
    `script-src '${widget.embed.scriptHash}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    TRUSTED_TYPES,
    'frame-ancestors *',
  ].join('; '),
}

/** For our own pages: no script at all, one style sheet known by its hash, framed by nobody. */
export const pageHeaders: Readonly<Record<string, string>> = {
  ...everywhere,
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src '${style.hash}'`,
    "img-src 'self' data:",
    // For no script, of which none can run: Lighthouse reads robots.txt in the page's name.
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    TRUSTED_TYPES,
    "frame-ancestors 'none'",
  ].join('; '),
}

/** Whether a path's readers are programs, who want problems in JSON: the API, and files. */
export const isApi = (path: string): boolean =>
  /^\/(?:(?:v1|widget)(?:\/|$)|healthz$|oembed$|.+\.[a-z]+$)/.test(path)

/** The headers of whatever stands at a path for people, also when that is a problem. */
export const headersAt = (path: string): Readonly<Record<string, string>> =>
  path.startsWith('/embed/') ? embedHeaders : pageHeaders
