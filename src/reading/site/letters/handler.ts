import type { Freshness } from '../../../http/freshness.ts'
import { dropQuery, NoQuery, parseQuery } from '../../../http/query.ts'
import { shortHash } from '../../../revision/keys.ts'
import type { Catalogue, CatalogueEntry } from '../../../revision/layout.ts'
import type { Handler } from '../../handler.ts'
import { lettersJson } from '../../letter/json.ts'
import { homePage } from '../home/page.tsx'

/** Changes whenever the list does: every revision in it, and when it was published. */
const validatorOf = (letters: Catalogue): Promise<string> =>
  shortHash(letters.map(({ slug, revision, published }) => `${slug} ${revision} ${published}`).join('\n'))

export const catalogueMeta = async (letters: Catalogue) => ({
  validator: await validatorOf(letters),
  freshness: 'current' as Freshness,
  tags: ['letters'],
})

const summary = ({ languages: [language = 'en'], count, ...facts }: CatalogueEntry) => ({
  ...facts,
  language,
  signatories: count,
})

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

export const home: Handler = async (store, { io, origin, search, respond }) => {
  dropQuery(search)
  const catalogue = await store.catalogue(io)
  return respond({
    ...(await catalogueMeta(catalogue)),
    headerProfile: 'page',
    type: 'text/html; charset=utf-8',
    variant: 'home.html',
    render: () => homePage({ origin, letters: catalogue.map(summary) }),
  })
}
