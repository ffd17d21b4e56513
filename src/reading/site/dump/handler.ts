/** Every letter of this deployment, a line of JSON for each: what the API answers at its address. */
import { jsonLine } from '../../../http/json.ts'
import { NoQuery, parseQuery } from '../../../http/query.ts'
import { shortHash } from '../../../revision/keys.ts'
import type { LetterPart } from '../../../revision/layout.ts'
import { encoded, streamOf } from '../../files/stream.ts'
import type { Handler } from '../../handler.ts'
import { letterJson } from '../../letter/json.ts'
import { Unavailable } from '../../store/unavailable.ts'

/** Letters whose words are read at a time, which is one operation of KV: of the 1,000 that a request may make, 500 letters take 26. */
const STEP = 25

export const dump: Handler = async (store, { io, origin, search, sign, respond }) => {
  parseQuery(NoQuery, search)
  const slugs = (await store.catalogue(io)).map(({ slug }) => slug)
  const heads = (await store.standings(io, slugs)).flatMap((standing, index) => {
    if (!standing) throw new Unavailable(slugs[index] ?? '')
    // The list may be a moment older than what it lists.
    return standing.head.retired ? [] : [standing.head]
  })
  const forms = heads.map((head) => sign({ slug: head.slug, head }))

  async function* lines(): AsyncGenerator<string> {
    for (let from = 0; from < heads.length; from += STEP) {
      const some = heads.slice(from, from + STEP)
      const parts = await store.letterParts(io, some)
      yield some
        .map((head, index) =>
          jsonLine(letterJson(origin, parts[index] as LetterPart, head, forms[from + index])),
        )
        .join('')
    }
  }

  return respond({
    headerProfile: 'api',
    type: 'application/jsonl',
    variant: 'dump.jsonl',
    validator: await shortHash(
      heads
        .map(({ revision, published }, index) => [revision.id, published, forms[index]].join(' '))
        .join('\n'),
    ),
    freshness: 'current',
    tags: ['letters'],
    render: () => streamOf(encoded(lines())),
  })
}
