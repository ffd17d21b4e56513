import { readWidgetOptions } from '../../../embed/markup.ts'
import { widgetMeta } from '../../../embed/meta.ts'
import { EmbedQuery, readQuery } from '../../../http/query.ts'
import type { Handler } from '../../handler.ts'
import { currentMeta } from '../../letter/handler.ts'
import { messagesFor } from '../../messages.ts'
import { embedPage } from './page.tsx'

/** The widget as a page for an `<iframe>`. */
export const embed: Handler = async (store, { io, origin, search, param, asset, respond }) => {
  const { theme = 'auto', ...asked } = readQuery(EmbedQuery, search)
  const looks = readWidgetOptions((name) => asked[name]?.toString())
  return store.current(io, param('slug'), async (current) => {
    const lang = asked.lang ?? current.revision.languages[0] ?? 'en'
    const words = await messagesFor(lang, asset)
    const { view, limit, sort, heading } = looks
    return respond({
      ...currentMeta(current),
      headerProfile: 'embed',
      type: 'text/html; charset=utf-8',
      variant: `embed.html;${view};${limit};${sort};${heading};${theme};${encodeURIComponent(lang)};${words.language}`,
      async render() {
        const [{ letter }, { signatories }] = await Promise.all([
          current.letter(),
          current.list(sort, { status: 'active' }, [], limit),
        ])
        return embedPage({
          facts: widgetMeta(origin, letter, current.head.published, lang, words),
          count: current.revision.count,
          signatories,
          looks,
          theme,
        })
      },
    })
  })
}
