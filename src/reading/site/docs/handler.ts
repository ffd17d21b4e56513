import { dropQuery } from '../../../http/query.ts'
import type { Handler } from '../../handler.ts'
import { OPENAPI } from '../../openapi/handler.ts'
import { catalogueMeta } from '../meta.ts'
import { docsPage, type Openapi } from './page.tsx'

/** The reference of the API as a page, with addresses of a letter that there is. */
export const docs: Handler = async (store, { io, origin, search, asset, respond }) => {
  dropQuery(search)
  const catalogue = await store.catalogue(io)
  return respond({
    ...(await catalogueMeta(catalogue)),
    headerProfile: 'page',
    type: 'text/html; charset=utf-8',
    variant: 'docs.html',
    language: 'en',
    async render() {
      const openapi = JSON.parse(await asset(OPENAPI)) as Openapi
      return docsPage(origin, openapi, catalogue[0]?.slug)
    },
  })
}
