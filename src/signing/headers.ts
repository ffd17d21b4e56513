/** The header fields of each kind of response of this Worker. None is kept anywhere; none may be framed but the form. */

import signing from '../../build/signing.json'
import style from '../../build/style.json'
import {
  commonHeaders,
  contentSecurityPolicy,
  documentHeaders,
  type HeaderFields,
  TRUSTED_TYPES,
} from '../http/headers.ts'
import { site } from '../page/site.ts'

/** Where the logo is: with the letters. */
const logoSources = site.logo ? ["'self'", site.origin, site.staging?.origin].filter((each) => each) : []

const policy = (...directives: string[]): HeaderFields =>
  contentSecurityPolicy(
    `style-src '${style.hash}' '${signing.hash}'`,
    ['img-src data:', ...logoSources].join(' '),
    "base-uri 'none'",
    "form-action 'self'",
    TRUSTED_TYPES,
    ...directives,
  )

/** Their addresses may hold a key, which no `Referer` must carry on. */
const common: HeaderFields = {
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex',
}

/** For pages of those who sign. */
export const pageHeaders: HeaderFields = {
  ...documentHeaders,
  ...policy("frame-ancestors 'none'"),
  ...common,
}

/**
 * For the form in another site's page: there is no session to act with, and nothing is signed before a mail is answered.
 * Pages that are cross-origin isolated frame only what says so.
 */
export const framedHeaders: HeaderFields = {
  ...commonHeaders,
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  ...policy(`script-src '${signing.frame.hash}'`, 'frame-ancestors *'),
  ...common,
}

/** For the desk: browsers send an `Origin` with its forms, which is looked at. */
export const deskHeaders: HeaderFields = { ...pageHeaders, 'Referrer-Policy': 'same-origin' }
