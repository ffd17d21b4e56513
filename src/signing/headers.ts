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

/** What a page runs. */
export type Runs = {
  /** As sources of a policy. */
  scripts: readonly string[]
  /** The origin that they have a frame from. Nobody promises that such a script keeps to Trusted Types. */
  frames?: string | undefined
}
const NOTHING: Runs = { scripts: [] }

/** Where the logo is: with the letters. */
const logoSources = site.logo ? ["'self'", site.origin, site.staging?.origin].filter((each) => each) : []

const policy = ({ scripts, frames }: Runs, ancestors: string): HeaderFields =>
  contentSecurityPolicy(
    `style-src '${style.hash}' '${signing.hash}'`,
    ['img-src data:', ...logoSources].join(' '),
    "base-uri 'none'",
    "form-action 'self'",
    ...(scripts.length > 0 ? [`script-src ${scripts.join(' ')}`] : []),
    frames ? `frame-src ${frames}` : TRUSTED_TYPES,
    `frame-ancestors ${ancestors}`,
  )

/** Their addresses may hold a key, which no `Referer` must carry on. */
const common: HeaderFields = {
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex',
}

/** For pages of those who sign. */
export const pageHeadersFor = (runs: Runs = NOTHING): HeaderFields => ({
  ...documentHeaders,
  ...policy(runs, "'none'"),
  ...common,
})
export const pageHeaders = pageHeadersFor()

/**
 * For the form in another site's page: there is no session to act with, and nothing is signed before a mail is answered.
 * Pages that are cross-origin isolated frame only what says so, which then frames nothing that does not.
 */
export const framedHeadersFor = ({ scripts, frames }: Runs = NOTHING): HeaderFields => ({
  ...commonHeaders,
  ...(frames === undefined && { 'Cross-Origin-Embedder-Policy': 'require-corp' }),
  'Cross-Origin-Resource-Policy': 'cross-origin',
  ...policy({ scripts: [`'${signing.frame.hash}'`, ...scripts], frames }, '*'),
  ...common,
})

/** For the desk: browsers send an `Origin` with its forms, which is looked at. */
export const deskHeaders: HeaderFields = { ...pageHeaders, 'Referrer-Policy': 'same-origin' }
