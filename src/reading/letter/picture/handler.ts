/** Pictures of a letter that its publish drew: for previews of links, and for e-mail. */
import { readQuery } from '../../../http/query.ts'
import { PngBadgeQuery } from '../../embed/badge/query.ts'
import type { Handler, RequestContext } from '../../handler.ts'
import type { Representation } from '../../respond.ts'
import type { CurrentLetter, Store } from '../../store/store.ts'
import { currentMeta, originalLanguage } from '../meta.ts'

/** Which part of the current letter is the picture. */
type Choose = (letter: CurrentLetter) => string | undefined

const respondWithPicture = (
  store: Store,
  { io, param, respond }: RequestContext,
  freshness: Representation['freshness'],
  choose: Choose,
) =>
  store.current(io, param('slug'), async (letter) => {
    const name = choose(letter)
    if (name === undefined) return undefined
    return respond({
      headerProfile: 'image',
      type: 'image/png',
      tags: currentMeta(letter).tags,
      validator: name,
      variant: 'png',
      freshness,
      render: async () => Uint8Array.fromBase64(await letter.open().picture(name)),
    })
  })

/** The preview in some language. Its address names its content, and is known to the pages that it is of. */
export const preview: Handler = (store, context) =>
  respondWithPicture(store, context, 'pinned', ({ head }) => {
    const name = context.param('picture').replace('.png', '')
    return head.pictures?.drawn.some(({ preview }) => preview === name) ? name : undefined
  })

/** The badge in one of the letter's own languages. */
export const pngBadge: Handler = async (store, context) => {
  const { lang } = readQuery(PngBadgeQuery, context.search)
  return respondWithPicture(store, context, 'proxied', (letter) => {
    const language = lang ?? originalLanguage(letter)
    return letter.head.pictures?.drawn.find((each) => each.language === language)?.badge
  })
}
