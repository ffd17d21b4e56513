import { translationIn } from '../../letter/schema.ts'
import type { Handler } from '../handler.ts'
import { currentMeta } from '../letter/json-handler.ts'
import { messagesFor } from '../messages.ts'
import { BadgeQuery, readQuery } from '../query.ts'
import { badgeSvg } from './badge.ts'

/** The badge, in the language asked for, else in that of the letter. */
export const badge: Handler = async (store, { io, search, param, asset, respond }) => {
  const { lang, theme } = readQuery(BadgeQuery, search)
  return store.current(io, param('slug'), async (current) => {
    const language = lang ?? current.revision.languages[0] ?? 'en'
    const messages = await messagesFor(language, asset)
    const common = currentMeta(current)
    return respond({
      ...common,
      headerProfile: 'image',
      type: 'image/svg+xml',
      variant: `badge.svg;lang=${language};theme=${theme};${messages.language}`,
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
          messages,
        })
      },
    })
  })
}
