/** The answer to OPTIONS: what a browser asks before it lets another site read the API (https://fetch.spec.whatwg.org/#http-cors-protocol). */
import { apiHeaders, headersAt, isApi } from './headers.ts'

const ALLOW = 'GET, HEAD, OPTIONS'

export const options = (path: string): Response =>
  new Response(null, {
    status: 204,
    headers: isApi(path)
      ? {
          ...apiHeaders,
          Allow: ALLOW,
          'Access-Control-Allow-Methods': ALLOW,
          'Access-Control-Allow-Headers': 'If-None-Match, If-Modified-Since',
          'Access-Control-Max-Age': '86400',
        }
      : { ...headersAt(path), Allow: ALLOW },
  })
