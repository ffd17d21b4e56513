/** The header fields of each kind of response of this Worker. None is kept anywhere, and none may be framed. */

import signing from '../../build/signing.json'
import style from '../../build/style.json'
import { contentSecurityPolicy, documentHeaders, type HeaderFields, TRUSTED_TYPES } from '../http/headers.ts'

const policy = contentSecurityPolicy(
  `style-src '${style.hash}' '${signing.hash}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'self'",
  TRUSTED_TYPES,
  "frame-ancestors 'none'",
)

/** For pages of those who sign. Their addresses may hold a key, which no `Referer` must carry on. */
export const pageHeaders: HeaderFields = {
  ...documentHeaders,
  ...policy,
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex',
}

/** For the desk: browsers send an `Origin` with its forms, which is looked at. */
export const deskHeaders: HeaderFields = { ...pageHeaders, 'Referrer-Policy': 'same-origin' }
