import { expect, it } from 'vitest'
import { optionsResponse, preflightResponse } from '../../src/http/cors.ts'

it('OPTIONS lists the methods, and lets other sites read only where that is meant', () => {
  const plain = optionsResponse({ 'X-Kind': 'page' })
  expect(plain.status).toBe(204)
  expect(plain.headers.get('Allow')).toBe('GET, HEAD, OPTIONS')
  expect(plain.headers.get('X-Kind')).toBe('page')
  expect(plain.headers.has('Access-Control-Allow-Methods')).toBe(false)

  const preflight = preflightResponse({ 'Access-Control-Allow-Origin': '*' })
  expect(preflight.status).toBe(204)
  expect(Object.fromEntries(preflight.headers)).toMatchObject({
    allow: 'GET, HEAD, OPTIONS',
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, HEAD, OPTIONS',
    'access-control-allow-headers': 'If-None-Match, If-Modified-Since',
    'access-control-max-age': '86400',
  })
})
