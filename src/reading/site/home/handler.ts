import { dropQuery } from '../../../http/query.ts'
import type { Handler } from '../../handler.ts'
import { catalogueMeta } from '../meta.ts'
import { homePage } from './page.tsx'

/** The letters of this deployment as a page. */
export const home: Handler = async (store, { io, origin, search, respond }) => {
  dropQuery(search)
  const letters = await store.catalogue(io)
  return respond({
    ...(await catalogueMeta(letters)),
    headerProfile: 'page',
    type: 'text/html; charset=utf-8',
    variant: 'home.html',
    render: () => homePage({ origin, letters }),
  })
}
