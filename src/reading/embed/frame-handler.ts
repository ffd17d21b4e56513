import { looksOf } from '../../embed/markup.ts'
import { widgetFacts } from '../../embed/meta.ts'
import type { Resource } from '../handler.ts'
import { ofCurrent } from '../letter/json-handler.ts'
import { wordsFor } from '../messages.ts'
import { EmbedQuery, readQuery } from '../query.ts'
import { embedPage } from './frame-page.tsx'

/** The widget as a page for an `<iframe>`. */
export const embed: Resource = async (store, { io, origin, search, param, asset, answer }) => {
  const { theme = 'auto', ...asked } = readQuery(EmbedQuery, search)
  const looks = looksOf((name) => asked[name]?.toString())
  return store.current(io, param('slug'), async (current) => {
    const lang = asked.lang ?? current.revision.languages[0] ?? 'en'
    const words = await wordsFor(lang, asset)
    const { view, limit, sort, heading } = looks
    return answer({
      ...ofCurrent(current),
      kind: 'embed',
      type: 'text/html; charset=utf-8',
      name: `embed.html;${view};${limit};${sort};${heading};${theme};${encodeURIComponent(lang)};${words.language}`,
      async render() {
        const [{ letter }, { signatories }] = await Promise.all([
          current.letter(),
          current.list(sort, { status: 'active' }, [], limit),
        ])
        return embedPage({
          facts: widgetFacts(origin, letter, current.head.published, lang, words),
          count: current.revision.count,
          signatories,
          looks,
          theme,
        })
      },
    })
  })
}
