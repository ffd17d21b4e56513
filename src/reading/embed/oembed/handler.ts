import { languagesFor, optionParameters, queryString, readEmbedOptions } from '../../../embed/options.ts'
import { ProblemError } from '../../../http/problem.ts'
import { readQuery } from '../../../http/query.ts'
import { isSlug } from '../../../letter/schema.ts'
import { translationIn } from '../../../letter/translation.ts'
import { addresses } from '../../../page/addresses.ts'
import type { Handler } from '../../handler.ts'
import { currentMeta } from '../../letter/meta.ts'
import { problemTypes } from '../../problem-types.ts'
import { oembedJson, oembedXml } from './oembed.ts'
import { OembedQuery } from './query.ts'

const FORMATS = {
  json: ['application/json', oembedJson],
  xml: ['text/xml; charset=utf-8', oembedXml],
} as const

/**
 * The letter that an address of this host leads to: its page in any language, its frame, or the builder, whose address
 * says how the list is to look. Whether there is such a letter is not known yet.
 */
const letterAt = (address: string, origin: string) => {
  const { host, pathname, searchParams } = new URL(address)
  const [, kind, slug = '', rest] = /^\/(letters|embed)\/([^/]+)(?:\/([^/]+))?\/?$/.exec(pathname) ?? []
  if (host !== new URL(origin).host || !isSlug(slug)) return undefined
  if (kind === 'letters' && rest !== 'embed') return { slug, language: rest, query: new URLSearchParams() }
  if (kind === 'embed' && rest !== undefined) return undefined
  return { slug, language: undefined, query: searchParams }
}

export const oembed: Handler = async (store, { io, origin, search, respond }) => {
  const { url, format, maxwidth, maxheight } = readQuery(OembedQuery, search)
  if (format !== 'json' && format !== 'xml') {
    throw new ProblemError({
      type: problemTypes.notOffered,
      title: 'Format not offered',
      detail: `There is no oEmbed answer in ${format}, only in json and xml.`,
    })
  }
  const nothingToEmbed = new ProblemError({
    type: problemTypes.notFound,
    title: 'Nothing to embed',
    detail: `There is no letter at ${url}. What can be embedded looks like ${origin}/letters/{slug}.`,
  })
  const target = letterAt(url, origin)
  if (!target) throw nothingToEmbed
  const { slug, language } = target
  const response = await store.current(io, slug, (current) => {
    const { languages } = current.revision
    if (language !== undefined && !languages.includes(language)) throw nothingToEmbed
    const options = {
      ...(language !== undefined && { lang: language }),
      ...readEmbedOptions(target.query, languagesFor(languages)),
    }
    const [type, print] = FORMATS[format]
    return respond({
      ...currentMeta(current),
      headerProfile: 'api',
      type,
      variant: `oembed.${format};w=${maxwidth ?? ''};h=${maxheight ?? ''};${queryString(optionParameters(options))}`,
      async render() {
        const { letter } = await current.open().letter()
        const { title, language } = translationIn(letter, options.lang)
        const page = addresses(origin, slug).pageIn(language, letter)
        return print({ origin, slug, title, page, options, maxwidth, maxheight })
      },
    })
  })
  if (!response) throw nothingToEmbed
  return response
}
