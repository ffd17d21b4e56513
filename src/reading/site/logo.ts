import { NoQuery, parseQuery } from '../../http/query.ts'
import type { Handler } from '../handler.ts'
import { readAsset } from '../store/asset.ts'
import { codeMeta } from './meta.ts'

/** The site's logo, an SVG that the build checked. */
export const logo: Handler = async (_, { io, search, respond }) => {
  parseQuery(NoQuery, search)
  return respond({
    ...codeMeta,
    headerProfile: 'image',
    type: 'image/svg+xml',
    variant: 'logo.svg',
    render: () => readAsset(io, '/logo.svg'),
  })
}
