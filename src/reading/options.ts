import { optionsResponse, preflightResponse } from '../http/cors.ts'
import { apiHeaders } from '../http/headers.ts'
import { headersAt, isApi } from './headers.ts'

/** The answer to OPTIONS at a path. Other sites read the API, and none of the pages. */
export const options = (path: string): Response =>
  isApi(path) ? preflightResponse(apiHeaders) : optionsResponse(headersAt(path))
