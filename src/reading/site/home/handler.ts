import { parsePageQuery } from '../../../http/query.ts'
import { site } from '../../../page/site.ts'
import type { Handler } from '../../handler.ts'
import { linkField } from '../../letter/alternates.ts'
import { messagesFor } from '../../messages.ts'
import { siteAlternates } from '../alternates.ts'
import { lettersFor } from '../letters/find.ts'
import { HomeQuery } from '../letters/query.ts'
import { prerendered } from '../prerendered.ts'
import { homePage } from './page.tsx'

/** The letters of this deployment as a page, in the site's language. */
export const home: Handler = async (store, context) => {
  const { io, origin, search, respond } = context
  const { q, cursor } = parsePageQuery(HomeQuery, search)
  const parameters = new URLSearchParams(search)
  const { catalogue, meta, find } = await lettersFor(store, context, { q })
  const messages = await messagesFor(site.language, io)
  return respond({
    ...meta,
    headerProfile: 'page',
    type: 'text/html; charset=utf-8',
    variant: `home.${messages.language}.html?${parameters}`,
    headers: () => ({ Link: linkField(siteAlternates(origin)) }),
    render: async () => {
      const part = async (name: string, isNeeded: boolean | undefined) =>
        isNeeded ? prerendered(context, name) : ''
      const { letters, complete } = await find()
      return homePage({
        origin,
        letters,
        q: q && (parameters.get('q') ?? ''),
        cursor,
        complete,
        messages,
        introduction: await part('introduction.html', site.introduction && !q && !cursor),
        empty: await part('empty.html', catalogue.length === 0),
      })
    },
  })
}
