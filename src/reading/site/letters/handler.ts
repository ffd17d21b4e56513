import { NoQuery, parseQuery } from '../../../http/query.ts'
import type { Handler } from '../../handler.ts'
import { catalogueMeta } from '../meta.ts'
import { lettersJson } from './json.ts'

/** The letters of this deployment as JSON. */
export const letters: Handler = async (store, { io, origin, search, respond }) => {
  parseQuery(NoQuery, search)
  const catalogue = await store.catalogue(io)
  return respond({
    ...(await catalogueMeta(catalogue)),
    headerProfile: 'api',
    type: 'application/json',
    variant: 'letters.json',
    render: () => lettersJson(origin, catalogue),
  })
}
