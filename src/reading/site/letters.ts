import type { Freshness } from '../../http/freshness.ts'
import { shortHash } from '../../revision/keys.ts'
import type { Catalogue, CatalogueEntry } from '../../revision/layout.ts'
import type { Resource } from '../handler.ts'
import { lettersJson } from '../letter/json.ts'
import { dropQuery, NoQuery, parseQuery } from '../query.ts'
import { homePage } from './home-page.tsx'

/** Changes whenever the list does: every revision in it, and when it was published. */
const validator = (letters: Catalogue): Promise<string> =>
  shortHash(letters.map(({ slug, revision, published }) => `${slug} ${revision} ${published}`).join('\n'))

export const common = async (letters: Catalogue) => ({
  from: await validator(letters),
  freshness: 'current' as Freshness,
  tags: ['letters'],
})

const summary = ({ languages: [language = 'en'], count, ...facts }: CatalogueEntry) => ({
  ...facts,
  language,
  signatories: count,
})

export const letters: Resource = async (store, { io, origin, search, answer }) => {
  parseQuery(NoQuery, search)
  const catalogue = await store.catalogue(io)
  return answer({
    ...(await common(catalogue)),
    kind: 'api',
    type: 'application/json',
    name: 'letters.json',
    render: () => lettersJson(origin, catalogue),
  })
}

export const home: Resource = async (store, { io, origin, search, answer }) => {
  dropQuery(search)
  const catalogue = await store.catalogue(io)
  return answer({
    ...(await common(catalogue)),
    kind: 'page',
    type: 'text/html; charset=utf-8',
    name: 'home.html',
    render: () => homePage({ origin, letters: catalogue.map(summary) }),
  })
}
