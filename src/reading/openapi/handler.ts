import { NoQuery, parseQuery } from '../../http/query.ts'
import type { Handler } from '../handler.ts'
import { codeMeta } from '../site/meta.ts'
import { readAsset } from '../store/asset.ts'

/** The asset that the build makes from `document.ts`. */
export const OPENAPI = '/v1/openapi.json'

/** The OpenAPI document. */
export const openapiJson: Handler = async (_, { io, search, respond }) => {
  parseQuery(NoQuery, search)
  return respond({
    ...codeMeta,
    headerProfile: 'api',
    type: 'application/json',
    variant: 'openapi.json',
    render: () => readAsset(io, OPENAPI),
  })
}
