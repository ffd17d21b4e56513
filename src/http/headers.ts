/** Response header fields that depend on nothing but the kind of response. */
import badge from '../../build/badge.json'
import builder from '../../build/builder.json'
import style from '../../build/style.json'

const everywhere = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Strict-Transport-Security': 'max-age=63072000',
}

/** For programs and other sites: any origin may read it, nothing may be built from it. */
export const apiHeaders: Readonly<Record<string, string>> = {
  ...everywhere,
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Last-Modified, Server-Timing',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
}

/** For an image on other sites' pages; opened by itself it is a document, so it needs a policy too. */
export const imageHeaders: Readonly<Record<string, string>> = {
  ...everywhere,
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Content-Security-Policy': `default-src 'none'; style-src '${badge.hash}'; frame-ancestors 'none'; sandbox`,
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
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
}

/** For the embed builder: our own scripts and frames, a form that leads back to it, no string that becomes markup. */
export const builderHeaders: Readonly<Record<string, string>> = {
  ...pageHeaders,
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    `style-src '${style.hash}' '${builder.hash}'`,
    "img-src 'self' data:",
    "frame-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
}

/** Whether a path belongs to the API, which answers in JSON, or to the pages. */
export const isApi = (path: string): boolean =>
  path.startsWith('/v1/') || path === '/v1' || path === '/healthz' || path === '/oembed'
