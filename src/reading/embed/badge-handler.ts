import { translationIn } from '../../letter/schema.ts'
import type { Resource } from '../handler.ts'
import { ofCurrent } from '../letter/json-handler.ts'
import { BadgeQuery, readQuery } from '../query.ts'
import { badgeSvg } from './badge.ts'

/** The badge, in the language asked for, else in that of the letter. */
export const badge: Resource = async (store, { io, search, param, answer }) => {
  const { lang, theme } = readQuery(BadgeQuery, search)
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
