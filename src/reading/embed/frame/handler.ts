import { frameAddress } from '../../../embed/frame.ts'
import { readWidgetOptions } from '../../../embed/markup.ts'
import { widgetMeta } from '../../../embed/meta.ts'
import { languagesFor, readEmbedOptions } from '../../../embed/options.ts'
import { readQuery } from '../../../http/query.ts'
import { signedBy } from '../../../page/messages.ts'
import type { Handler } from '../../handler.ts'
import { currentMeta, originalLanguage } from '../../letter/meta.ts'
import { messagesFor } from '../../messages.ts'
import { andThen } from '../../soon.ts'
import { readAsset } from '../../store/asset.ts'
import { framePage } from './page.tsx'
import { FrameQuery } from './query.ts'

/** The widget as a page for an `<iframe>`. */
export const frame: Handler = (store, { io, origin, search, param, sign, respond }) => {
  const query = readQuery(FrameQuery, search)
  const { view, theme = 'auto', limit, sort, heading } = query
  const slug = param('slug')
  return store.current(io, slug, (current) => {
    const lang = query.lang ?? originalLanguage(current)
    const form = sign(current)
    return andThen(messagesFor(lang, io), (messages) =>
      respond({
        ...currentMeta(current),
        headerProfile: 'frame',
        type: 'text/html; charset=utf-8',
        variant: `embed.html;${[view, theme, query.lang, limit, sort, heading].join(';')};${messages.language}`,
        sign: form,
        async render() {
          // Under the letter's title, which is this page's first heading.
          const options = readWidgetOptions(
            (name) => query[name]?.toString() ?? (name === 'heading' ? '2' : null),
          )
          const open = current.open()
          const [{ letter, counts }, { signatories }, code] = await Promise.all([
            open.letter(),
            open.list(options.sort, { status: 'active' }, [], options.limit),
            readAsset(io, '/frame.json'),
          ])
          const asked = readEmbedOptions(
            new URLSearchParams(search),
            languagesFor(current.revision.languages),
          )
          return framePage({
            origin,
            address: frameAddress(origin, slug, asked),
            meta: widgetMeta(
              origin,
              letter,
              signedBy(counts.type, current.revision.count),
              lang,
              messages,
              form,
            ),
            count: current.revision.count,
            signatories,
            options,
            theme,
            code: JSON.parse(code),
          })
        },
      }),
    )
  })
}
