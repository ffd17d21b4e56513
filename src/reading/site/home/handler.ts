import { dropQuery } from '../../../http/query.ts'
import { site } from '../../../page/site.ts'
import type { Handler } from '../../handler.ts'
import { messagesFor } from '../../messages.ts'
import { catalogueMeta } from '../meta.ts'
import { prerendered } from '../prerendered.ts'
import { homePage } from './page.tsx'

/** The letters of this deployment as a page, in the site's language. */
export const home: Handler = async (store, context) => {
  const { io, origin, search, asset, respond } = context
  dropQuery(search)
  const letters = await store.catalogue(io)
  const messages = await messagesFor(site.language, asset)
  return respond({
    ...(await catalogueMeta(letters)),
    headerProfile: 'page',
    type: 'text/html; charset=utf-8',
    variant: `home.${messages.language}.html`,
    render: async () => {
      const part = async (name: string, isNeeded: boolean | undefined) =>
        isNeeded ? prerendered(context, name) : ''
      return homePage({
        origin,
        letters,
        messages,
        introduction: await part('introduction.html', site.introduction),
        empty: await part('empty.html', letters.length === 0),
      })
    },
  })
}
