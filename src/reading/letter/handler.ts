import { NoQuery, parseQuery } from '../../http/query.ts'
import type { Handler } from '../handler.ts'
import type { Representation } from '../respond.ts'
import type { OpenLetter } from '../store/open-revision.ts'
import type { CurrentLetter } from '../store/store.ts'
import { letterJson } from './json.ts'

/** What the representations of a letter's current revision have in common. */
export const currentMeta = ({ slug, head, source }: CurrentLetter) =>
  ({
    validator: head.revision.id,
    published: head.published,
    freshness: source === 'kv' ? 'current' : 'fallback',
    tags: ['letters', `letter:${slug}`],
  }) satisfies Partial<Representation>

/** What the representations of one named revision have in common. */
export const revisionMeta = ({ slug, revision }: OpenLetter) =>
  ({
    validator: revision.id,
    freshness: 'pinned',
    tags: ['letters', `letter:${slug}`],
  }) satisfies Partial<Representation>

export const letter: Handler = async (store, { io, origin, search, param, respond }) => {
  parseQuery(NoQuery, search)
  return store.current(io, param('slug'), (current) =>
    respond({
      ...currentMeta(current),
      headerProfile: 'api',
      type: 'application/json',
      variant: 'letter.json',
      async render() {
        const { letter, markdown, counts } = await current.letter()
        const { revision, published, history } = current.head
        return letterJson(origin, letter, {
          revision: revision.id,
          published,
          count: revision.count,
          markdown,
          counts,
          signature: history[0]?.signature,
        })
      },
    }),
  )
}
