import built from '../../../build/builder.json'
import { builderQuery, languagesFor, queryOf, readOptions } from '../../embed/options.ts'
import { BUILDER_LANGUAGES } from '../../page/languages.ts'
import type { builderWords } from '../../page/messages/builder.ts'
import { spokenFor } from '../../page/messages.ts'
import type { Resource } from '../handler.ts'
import { ofCurrent } from '../letter/json-handler.ts'
import { wordsFor } from '../messages.ts'
import { builderPage } from './builder-page.tsx'

type Said = typeof builderWords

const spokenHere = (tag: string | null) => BUILDER_LANGUAGES.find((language) => language === tag)

/** The embed builder. Its state is its query; what makes no sense there counts as not said, for people share links. */
export const builder: Resource = async (store, { io, origin, search, param, asset, answer }) => {
  const query = new URLSearchParams(search)
  return store.current(io, param('slug'), async (current) => {
    const { languages } = current.revision
    const options = readOptions(query, languagesFor(languages))
    const ui = spokenHere(query.get('ui')) ?? spokenHere(spokenFor(languages[0] ?? 'en')) ?? 'en'
    const words = await wordsFor(ui, asset)
    return answer({
      ...ofCurrent(current),
      kind: 'builder',
      type: 'text/html; charset=utf-8',
      name: `builder.html${queryOf({ ...builderQuery(options), ui })};${words.language}`,
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

export const builderScript: Resource = async (_, { asset, answer }) =>
  answer({
    kind: 'api',
    type: 'text/javascript; charset=utf-8',
    name: 'builder.js',
    from: built.scriptHash,
    freshness: 'current',
    tags: ['builder'],
    render: () => asset('/builder.js'),
  })
