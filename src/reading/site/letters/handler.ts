import { parseQuery } from '../../../http/query.ts'
import { siteAddresses } from '../../../page/addresses.ts'
import type { Handler } from '../../handler.ts'
import { incompleteJson } from '../../search/json.ts'
import { lettersFor, pageOf } from './find.ts'
import { lettersJson } from './json.ts'
import { checkDays, LettersQuery } from './query.ts'

/** The letters of this deployment as JSON: all of them, or those that the parameters ask for. */
export const letters: Handler = async (store, context) => {
  const { origin, search, respond } = context
  const query = parseQuery(LettersQuery, search)
  checkDays(query)
  const { meta, find } = await lettersFor(store, context, query)
  const parameters = new URLSearchParams(search)
  const { json, dump } = siteAddresses(origin)
  const self = search ? `${json}?${parameters}` : json
  return respond({
    ...meta,
    headerProfile: 'api',
    type: 'application/json',
    variant: `letters.json?${parameters}`,
    async render() {
      const { letters: found, incomplete, ...how } = await find()
      const { letters, next } = pageOf(found, query.limit, query.cursor)
      if (next) parameters.set('cursor', next)
      parameters.sort()
      return lettersJson(origin, letters, {
        count: found.length,
        ...how,
        ...(incomplete && {
          incomplete: incompleteJson(
            origin,
            incomplete,
            `?${new URLSearchParams({ q: query.signed_by ?? '' })}`,
          ),
        }),
        links: { self, next: next ? `${json}?${parameters}` : null, dump },
      })
    },
  })
}
