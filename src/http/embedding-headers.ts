/** As headers.ts, for what helps other sites to embed a letter: the badge and the builder. */
import badge from '../../build/badge.json'
import builder from '../../build/builder.json'
import style from '../../build/style.json'
import { everywhere, pageHeaders, TRUSTED_TYPES } from './headers.ts'

/** For an image on other sites' pages; opened by itself it is a document, so it needs a policy too. */
export const imageHeaders: Readonly<Record<string, string>> = {
  ...everywhere,
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Content-Security-Policy': `default-src 'none'; style-src '${badge.hash}'; frame-ancestors 'none'; sandbox`,
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
    TRUSTED_TYPES,
    "frame-ancestors 'none'",
  ].join('; '),
}
