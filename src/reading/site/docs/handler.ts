import { dropQuery } from '../../../http/query.ts'
import type { Handler } from '../../handler.ts'
import { catalogueMeta } from '../meta.ts'
import { prerendered } from '../prerendered.ts'

/** The reference of the API as a page, with addresses of a letter that there is. */
export const docs: Handler = async (store, context) => {
  const { io, search, respond } = context
  dropQuery(search)
  const catalogue = await store.catalogue(io)
  return respond({
    ...(await catalogueMeta(catalogue)),
    headerProfile: 'docs',
    type: 'text/html; charset=utf-8',
    variant: 'docs.html',
    language: 'en',
    render: () => prerendered(context, 'docs.html', catalogue[0]?.slug, catalogue[0]?.revision),
  })
}
