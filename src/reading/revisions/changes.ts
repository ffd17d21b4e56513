import { NoQuery, parseQuery } from '../../http/query.ts'
import { languageChanges, signatoryChanges } from '../../letter/changes.ts'
import { SHORT_REVISION, type Signatory } from '../../letter/schema.ts'
import { addresses } from '../../page/addresses.ts'
import { nameAt, type PartList } from '../../revision/layout.ts'
import type { Handler } from '../handler.ts'
import { revisionMeta } from '../letter/meta.ts'
import type { OpenLetter } from '../store/open-revision.ts'
import { changesJson } from './json.ts'
import { isShort, redirectToWholeIds } from './short-id.ts'

/** The last segment of a comparison's path, as a route pattern. */
export const CHANGES = `:changes{${SHORT_REVISION}\\.\\.\\.${SHORT_REVISION}}`

/** Two revisions further apart than this many differing parts each are compared by their counts alone. */
const MAX_PARTS = 40

/** Where in the list the parts stand that only one of two revisions has: `[from, count]` of each. */
const differingRanges = ({ names, counts }: PartList, other: PartList): [number, number][] => {
  const shared = new Set(other.counts.map((_, part) => nameAt(other.names, part)))
  let from = 0
  return counts.flatMap((count, part) => {
    from += count
    return shared.has(nameAt(names, part)) ? [] : [[from - count, count] as [number, number]]
  })
}

const readRanges = async ({ signatories }: OpenLetter, ranges: [number, number][]): Promise<Signatory[]> =>
  (await Promise.all(ranges.map(([from, count]) => signatories(from, count)))).flat()

/** What changed from one revision to another. Parts that both have are not read. */
export const changes: Handler = async (store, context) => {
  const { io, origin, search, param, respond } = context
  parseQuery(NoQuery, search)
  const slug = param('slug')
  const at = addresses(origin, slug)
  const ids = param('changes').split('...')
  const [first = '', last = ''] = ids
  if (ids.some(isShort)) {
    return redirectToWholeIds(store, context, ids, (whole) => at.revision(whole.join('...')))
  }
  return store.revision(io, slug, first, (before) =>
    store.revision(io, slug, last, (after) =>
      respond({
        ...revisionMeta(after),
        headerProfile: 'api',
        type: 'application/json',
        variant: `changes.json;since=${first}`,
        async render() {
          const [listBefore, listAfter] = [before.revision.signatories, after.revision.signatories]
          const removed = differingRanges(listBefore, listAfter)
          const added = differingRanges(listAfter, listBefore)
          const complete = removed.length <= MAX_PARTS && added.length <= MAX_PARTS
          const [partBefore, partAfter, signatoriesBefore, signatoriesAfter] = await Promise.all([
            before.letter(),
            after.letter(),
            complete ? readRanges(before, removed) : [],
            complete ? readRanges(after, added) : [],
          ])
          return changesJson(origin, slug, {
            before: { revision: first, count: before.revision.count },
            after: { revision: last, count: after.revision.count },
            complete,
            signatories: signatoryChanges(signatoriesBefore, signatoriesAfter),
            languages: languageChanges(partBefore.letter, partAfter.letter),
          })
        },
      }),
    ),
  )
}
