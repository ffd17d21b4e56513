import { NoQuery, parseQuery } from '../../http/query.ts'
import type { Handler } from '../handler.ts'
import { letterJson } from './json.ts'
import { currentMeta } from './meta.ts'

/** A letter as JSON: its words in every language, and how many signed it. */
export const letter: Handler = async (store, { io, origin, search, param, respond }) => {
  parseQuery(NoQuery, search)
  return store.current(io, param('slug'), (current) =>
    respond({
      ...currentMeta(current),
      headerProfile: 'api',
      type: 'application/json',
      variant: 'letter.json',
      render: async () => letterJson(origin, await current.letter(), current.head),
    }),
  )
}
