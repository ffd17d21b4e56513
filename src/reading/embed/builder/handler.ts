import built from '../../../../build/builder.json'
import { builderParameters, languagesFor, queryString, readEmbedOptions } from '../../../embed/options.ts'
import { BUILDER_LANGUAGES } from '../../../page/languages.ts'
import type { builderMessages } from '../../../page/messages/builder.ts'
import { supportedLanguage } from '../../../page/messages.ts'
import type { Handler } from '../../handler.ts'
import { currentMeta, originalLanguage } from '../../letter/meta.ts'
import { messagesFor } from '../../messages.ts'
import { builderPage } from './page.tsx'

type Said = typeof builderMessages

const spokenHere = (tag: string | null) => BUILDER_LANGUAGES.find((language) => language === tag)

/** The embed builder. Its state is its query; what makes no sense there counts as not said, for people share links. */
export const builder: Handler = async (store, { io, origin, search, param, asset, respond }) => {
  const query = new URLSearchParams(search)
  return store.current(io, param('slug'), async (current) => {
    const { languages } = current.revision
    const options = readEmbedOptions(query, languagesFor(languages))
    const ui = spokenHere(query.get('ui')) ?? spokenHere(supportedLanguage(originalLanguage(current))) ?? 'en'
    const words = await messagesFor(ui, asset)
    return respond({
      ...currentMeta(current),
      headerProfile: 'builder',
      type: 'text/html; charset=utf-8',
      variant: `builder.html${queryString({ ...builderParameters(options), ui })};${words.language}`,
      language: ui,
      async render() {
        const [{ letter }, css, json] = await Promise.all([
          current.letter(),
          asset('/builder.css'),
          asset('/words/builder.json'),
        ])
        const said = (JSON.parse(json) as Said)[ui]
        return builderPage({ origin, letter, options, ui, words, said, css })
      },
    })
  })
}

export const builderScript: Handler = async (_, { asset, respond }) =>
  respond({
    headerProfile: 'api',
    type: 'text/javascript; charset=utf-8',
    variant: 'builder.js',
    validator: built.scriptHash,
    freshness: 'current',
    tags: ['builder'],
    render: () => asset('/builder.js'),
  })
