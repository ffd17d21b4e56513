/** Response header fields that depend on nothing but the kind of response. */

export type HeaderFields = Readonly<Record<string, string>>

/** What every response has. */
export const commonHeaders: HeaderFields = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Strict-Transport-Security': 'max-age=63072000',
  'Accept-Ranges': 'none',
}

/** For programs and other sites, and for our scripts: any origin may read it; opened by itself it is not a page. */
export const apiHeaders: HeaderFields = {
  ...commonHeaders,
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'ETag, Last-Modified, Link, Content-Disposition, Retry-After, Server-Timing',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
}

/** For a page of ours: no other site frames it, loads it as a part of its own, or keeps a hold of its window. */
export const documentHeaders: HeaderFields = {
  ...commonHeaders,
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

/** No string becomes markup or code: what our scripts never do is forbidden to whatever might get beside them. */
export const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types 'none'"

/** A `Content-Security-Policy` (https://www.w3.org/TR/CSP3/) that allows nothing but what the directives say. */
export const contentSecurityPolicy = (...directives: string[]): { 'Content-Security-Policy': string } => ({
  'Content-Security-Policy': ["default-src 'none'", ...directives].join('; '),
})
