import * as z from 'zod/mini'
import { embedPage } from '../render/widget/embed.tsx'
import { widgetFacts } from '../render/widget/facts.ts'
import { looksOf } from '../render/widget/view.ts'
import { ofCurrent } from './letter.ts'
import { Limit, parseQuery, Tag } from './query.ts'
import type { Resource } from './resource.ts'

/** The element's attributes. */
const Looks = z.strictObject({
  view: z.optional(
    z.enum(['list', 'grid', 'compact', 'count'], { error: 'is not list, grid, compact or count' }),
  ),
  theme: z.optional(z.enum(['auto', 'light', 'dark'], { error: 'is not auto, light or dark' })),
  lang: z.optional(Tag),
  limit: z.optional(Limit),
  sort: z.optional(z.enum(['letter', 'name'], { error: 'is not letter or name' })),
  heading: z.optional(
    z.enum(['none', '1', '2', '3', '4', '5', '6'], { error: 'is not a level from 1 to 6, or none' }),
  ),
})

/** The widget as a page for an `<iframe>`. */
export const embed: Resource = async (store, { io, origin, query, param, answer }) => {
  const asked = parseQuery(Looks, query)
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
