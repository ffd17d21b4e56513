import { readQuery } from '../../../http/query.ts'
import { translationIn } from '../../../letter/translation.ts'
import type { Handler } from '../../handler.ts'
import { currentMeta, originalLanguage } from '../../letter/meta.ts'
import { messagesFor } from '../../messages.ts'
import { badgeSvg } from './badge.ts'
import { BadgeQuery } from './query.ts'

/** The badge, in the language asked for, else in that of the letter. */
export const badge: Handler = async (store, { io, search, param, respond }) => {
  const { lang, theme } = readQuery(BadgeQuery, search)
  return store.current(io, param('slug'), async (current) => {
    const language = lang ?? originalLanguage(current)
    const messages = await messagesFor(language, io)
    const meta = currentMeta(current)
    return respond({
      ...meta,
      headerProfile: 'image',
      type: 'image/svg+xml',
      variant: `badge.svg;lang=${language};theme=${theme};${messages.language}`,
      freshness: meta.freshness === 'current' ? 'proxied' : meta.freshness,
      async render() {
        const { letter, counts } = await current.open().letter()
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
