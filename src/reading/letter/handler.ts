import { formatJson } from '../../http/json.ts'
import { parseQuery } from '../../http/query.ts'
import { addresses } from '../../page/addresses.ts'
import { select } from '../fields.ts'
import type { Handler } from '../handler.ts'
import { redirectToTime } from '../revisions/at.ts'
import { letterJson } from './json.ts'
import { currentMeta } from './meta.ts'
import { LetterQuery } from './query.ts'

/** A letter as JSON: its words in every language, and how many signed it. */
export const letter: Handler = (store, context) => {
  const { io, origin, search, param, sign, respond } = context
  const { at, fields } = parseQuery(LetterQuery, search)
  if (at) {
    const query = fields ? `?fields=${fields.spelling}` : ''
    return redirectToTime(store, context, at, (id) => addresses(origin, param('slug')).revision(id) + query)
  }
  return store.current(io, param('slug'), (current) => {
    const form = sign(current)
    return respond({
      ...currentMeta(current),
      headerProfile: 'api',
      type: 'application/json',
      variant: `letter.json;${fields?.spelling ?? ''}`,
      sign: form,
      render: async () =>
        formatJson(select(letterJson(origin, await current.open().letter(), current.head, form), fields)),
    })
  })
}
