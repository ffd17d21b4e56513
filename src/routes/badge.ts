import * as z from 'zod/mini'
import { translationIn } from '../letter/schema.ts'
import { badgeSvg } from '../render/badge.ts'
import { LANGUAGES, THEMES } from '../render/embed/options.ts'
import { ofCurrent } from './letter.ts'
import { parseQuery } from './query.ts'
import type { Resource } from './resource.ts'

const oneOf = (choices: readonly string[]) => ({ error: `is not one of ${choices.join(', ')}` })

const Query = z.strictObject({
  lang: z.optional(z.enum(LANGUAGES, oneOf(LANGUAGES))),
  theme: z._default(z.enum(THEMES, oneOf(THEMES)), 'auto'),
})

/** The badge, in the language asked for, else in that of the letter. */
export const badge: Resource = async (store, { io, query, param, answer }) => {
  const { lang, theme } = parseQuery(Query, query)
  return store.current(io, param('slug'), (current) => {
    const language = lang ?? current.revision.languages[0] ?? 'en'
    const common = ofCurrent(current)
    return answer({
      ...common,
      kind: 'image',
      type: 'image/svg+xml',
      name: `badge.svg;lang=${language};theme=${theme}`,
      freshness: common.freshness === 'current' ? 'proxied' : common.freshness,
      async render() {
        const { letter, counts } = await current.letter()
        const total = current.revision.count
        const organisations = counts.type.organisation ?? 0
        return badgeSvg({
          title: translationIn(letter, language).title,
          language,
          theme,
          total,
          organisations,
        })
      },
    })
  })
}
