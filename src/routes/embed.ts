import { embedPage } from '../render/widget/embed.tsx'
import { widgetFacts } from '../render/widget/facts.ts'
import { looksOf } from '../render/widget/view.ts'
import { ofCurrent } from './letter.ts'
import { EmbedQuery, readQuery } from './query.ts'
import type { Resource } from './resource.ts'

/** The widget as a page for an `<iframe>`. */
export const embed: Resource = async (store, { io, origin, query, param, answer }) => {
  const asked = readQuery(EmbedQuery, query)
  const looks = looksOf((name) => query.get(name))
  return store.current(io, param('slug'), (current) => {
    const lang = asked.lang ?? current.revision.languages[0] ?? 'en'
    const form = new URLSearchParams({
      ...looks,
      limit: `${looks.limit}`,
      theme: asked.theme ?? 'auto',
      lang,
    })
    return answer({
      ...ofCurrent(current),
      kind: 'embed',
      type: 'text/html; charset=utf-8',
      name: `embed.html;${form}`,
      async render() {
        const [{ letter }, { signatories }] = await Promise.all([
          current.letter(),
          current.list(looks.sort, { status: 'active' }, [], looks.limit),
        ])
        return embedPage({
          facts: widgetFacts(origin, letter, current.head.published, lang),
          count: current.revision.count,
          signatories,
          looks,
          theme: asked.theme ?? 'auto',
        })
      },
    })
  })
}
