/** Response header fields that depend on nothing but the kind of response. */
import style from '../../build/style.json'

const everywhere = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Strict-Transport-Security': 'max-age=63072000',
  'Accept-Ranges': 'none',
}

/** For programs and other sites: any origin may read it, nothing may be built from it. */
export const apiHeaders: Readonly<Record<string, string>> = {
  ...everywhere,
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'ETag, Last-Modified, Link, Content-Disposition, Retry-After, Server-Timing',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
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

/** Whether a path's readers are programs, who want problems in JSON: the API, and files. */
export const isApi = (path: string): boolean => /^\/(?:v1(?:\/|$)|healthz$|.+\.[a-z]+$)/.test(path)
