import built from '../../../../build/builder.json'
import { builderParameters, languagesFor, queryString, readEmbedOptions } from '../../../embed/options.ts'
import { FIRST_NAMES, widthOf } from '../../../embed/room.ts'
import { printedName } from '../../../letter/schema.ts'
import { inSections } from '../../../letter/sections.ts'
import { LANGUAGES, supportedLanguage } from '../../../page/languages.ts'
import type { BuilderMessages } from '../../../page/messages/schema.ts'
import type { Handler } from '../../handler.ts'
import { currentMeta, originalLanguage } from '../../letter/meta.ts'
import { messagesFor } from '../../messages.ts'
import { readAsset } from '../../store/asset.ts'
import { builderPage } from './page.tsx'

/** The embed builder. Its state is its query; what makes no sense there counts as not said, for people share links. */
export const builder: Handler = async (store, { io, origin, search, param, sign, respond }) => {
  const query = new URLSearchParams(search)
  return store.current(io, param('slug'), async (current) => {
    const { languages } = current.revision
    const options = readEmbedOptions(query, languagesFor(languages))
    const asked = query.get('ui')
    const ui =
      LANGUAGES.find((language) => language === asked) ?? supportedLanguage(originalLanguage(current))
    const messages = await messagesFor(ui, io)
    return respond({
      ...currentMeta(current),
      headerProfile: 'builder',
      type: 'text/html; charset=utf-8',
      variant: `builder.html${queryString({ ...builderParameters(options), ui })};${messages.language}`,
      language: ui,
      sign: sign(current),
      async render() {
        const open = current.open()
        const [{ letter }, { signatories }, css, json] = await Promise.all([
          open.letter(),
          open.list('letter', { status: 'active' }, [], FIRST_NAMES),
          readAsset(io, '/builder.css'),
          readAsset(io, `/messages/builder/${ui}.json`),
        ])
        const builder = JSON.parse(json) as BuilderMessages
        const extent = {
          count: current.revision.count,
          title: Math.max(...letter.translations.map(({ title }) => widthOf(title))),
          names: inSections(signatories.map(({ signatory }) => signatory)).map(({ items }) =>
            items.map((each) => widthOf(printedName(each))),
          ),
        }
        return builderPage({
          origin,
          letter,
          extent,
          sign: sign(current),
          options,
          ui,
          messages,
          builder,
          css,
        })
      },
    })
  })
}

export const builderScript: Handler = async (_, { io, respond }) =>
  respond({
    headerProfile: 'api',
    type: 'text/javascript; charset=utf-8',
    variant: 'builder.js',
    validator: built.scriptHash,
    freshness: 'current',
    tags: ['builder'],
    render: () => readAsset(io, '/builder.js'),
  })
