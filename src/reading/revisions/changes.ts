import { NoQuery, parseQuery } from '../../http/query.ts'
import { SHORT_REVISION } from '../../letter/schema.ts'
import { addresses } from '../../page/addresses.ts'
import type { Handler } from '../handler.ts'
import { revisionMeta } from '../letter/meta.ts'
import { compareRevisions } from './compare.ts'
import { changesJson } from './json.ts'
import { isShort, redirectToFullIds } from './short-id.ts'

/** The last segment of a comparison's path, as a route pattern. */
export const CHANGES = `:changes{${SHORT_REVISION}\\.\\.\\.${SHORT_REVISION}}`

/** Two revisions further apart than this many differing parts each are compared by their counts alone. */
const MAX_PARTS = 40

/** What changed from one revision to another. */
export const changes: Handler = async (store, context) => {
  const { io, origin, search, param, respond } = context
  parseQuery(NoQuery, search)
  const slug = param('slug')
  const at = addresses(origin, slug)
  const ids = param('changes').split('...')
  const [first = '', last = ''] = ids
  if (ids.some(isShort)) {
    return redirectToFullIds(store, context, ids, ([before = '', after = '']) => at.comparison(before, after))
  }
  return store.revision(io, slug, first, (before) =>
    store.revision(io, slug, last, (after) =>
      respond({
        ...revisionMeta(after),
        headerProfile: 'api',
        type: 'application/json',
        variant: `changes.json;since=${first}`,
        render: async () =>
          changesJson(origin, slug, {
            before: { revision: first, count: before.revision.count },
            after: { revision: last, count: after.revision.count },
            ...(await compareRevisions(before.open(), after.open(), MAX_PARTS)),
          }),
      }),
    ),
  )
}
