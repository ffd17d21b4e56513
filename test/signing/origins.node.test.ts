import { expect, test } from 'vitest'
import { placesOf } from '../../src/signing/origins.ts'

const FORM = '/sign/a-letter?lang=fr'
const SITE = { origin: 'https://letters.example' }
const BOTH = { ...SITE, sign_origin: 'https://sign.example' }
const STAGING = { origin: 'https://staging.example', sign_origin: 'https://sign-staging.example' }

test.each([
  ['nothing is known', 'https://a.example', {}, 'https://a.example', 'https://a.example'],
  ['the form is at the letters’ own', 'https://letters.example', SITE, SITE.origin, SITE.origin],
  ['it was asked for at another host', 'https://a.workers.dev', SITE, SITE.origin, SITE.origin],
  ['the form has a host of its own', 'https://sign.example', BOTH, SITE.origin, BOTH.sign_origin],
  [
    'both are on the operator’s machine',
    'http://127.0.0.1:8787',
    BOTH,
    'http://127.0.0.1:8787',
    'http://127.0.0.1:8787',
  ],
  [
    'staging is asked',
    STAGING.sign_origin,
    { ...BOTH, staging: STAGING },
    STAGING.origin,
    STAGING.sign_origin,
  ],
  [
    'staging has one host',
    STAGING.origin,
    { ...BOTH, staging: { origin: STAGING.origin } },
    STAGING.origin,
    STAGING.origin,
  ],
])('where %s, readers and mails are led to the right one', (_, asked, site, readers, form) => {
  expect(placesOf(asked + FORM, site)).toEqual({ readers, form })
})
