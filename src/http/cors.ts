import type { HeaderFields } from './headers.ts'

/** The methods of what can only be read. */
export const READ_METHODS = 'GET, HEAD, OPTIONS'

/** The answer to OPTIONS (RFC 9110, 9.3.7) where something can only be read. */
export const optionsResponse = (headers: HeaderFields): Response =>
  new Response(null, { status: 204, headers: { ...headers, Allow: READ_METHODS } })

/** As `optionsResponse`, with what a browser asks before another site reads it (https://fetch.spec.whatwg.org/#http-cors-protocol). */
export const preflightResponse = (headers: HeaderFields): Response =>
  optionsResponse({
    ...headers,
    'Access-Control-Allow-Methods': READ_METHODS,
    'Access-Control-Allow-Headers': 'If-None-Match, If-Modified-Since',
    'Access-Control-Max-Age': '86400',
  })
