import { expect, it } from 'vitest'
import { apiHeaders, contentSecurityPolicy, documentHeaders, TRUSTED_TYPES } from '../../src/http/headers.ts'

const common = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Strict-Transport-Security': 'max-age=63072000',
  'Accept-Ranges': 'none',
}

it('what is for programs may be read from anywhere, with the fields that they go by, and is no page', () => {
  expect(apiHeaders).toEqual({
    ...common,
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers':
      'ETag, Last-Modified, Link, Content-Disposition, Retry-After, Server-Timing',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  })
})

it('a page is no other site’s', () => {
  expect(documentHeaders).toEqual({
    ...common,
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
  })
})

it('no string becomes markup or code', () => {
  expect(TRUSTED_TYPES).toBe("require-trusted-types-for 'script'; trusted-types 'none'")
})

it('a policy allows nothing but what it says', () => {
  expect(contentSecurityPolicy("img-src 'self'", 'base-uri *')).toEqual({
    'Content-Security-Policy': "default-src 'none'; img-src 'self'; base-uri *",
  })
})
