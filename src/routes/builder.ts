import built from '../../build/builder.json'
import { builderQuery, languagesFor, queryOf, readOptions } from '../render/embed/options.ts'
import { builderPage } from '../render/page/builder.tsx'
import { BUILDER_LANGUAGES, builderWords } from '../render/words/builder.ts'
import { ofCurrent } from './letter.ts'
import type { Resource } from './resource.ts'

/** The embed builder. Its state is its query; what makes no sense there counts as not said, for people share links. */
export const builder: Resource = async (store, { io, origin, search, param, answer }) =>
  store.current(io, param('slug'), (current) => {
    const query = new URLSearchParams(search)
    const { languages } = current.revision
    const options = readOptions(query, languagesFor(languages))
    const spoken = BUILDER_LANGUAGES.find((language) => language === query.get('ui'))
    const ui = spoken ?? builderWords(languages[0] ?? 'en').language
    return answer({
      ...ofCurrent(current),
      kind: 'builder',
      type: 'text/html; charset=utf-8',
      name: `builder.html${queryOf({ ...builderQuery(options), ui })}`,
      language: ui,
      async render() {
        const { letter } = await current.letter()
        return builderPage({ origin, letter, options, ui })
      },
    })
  })

export const builderScript: Resource = async (_, { asset, answer }) =>
  answer({
    kind: 'script',
    type: 'text/javascript; charset=utf-8',
    name: 'builder.js',
    from: built.scriptHash,
    freshness: 'current',
    tags: ['builder'],
    render: () => asset('/builder.js'),
  })
