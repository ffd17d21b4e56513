/** What a webmaster copies. Runs in the Worker and in the builder's script, so that both say the same. */
import { escapeMarkdownText } from '../letter/escape-markdown.ts'
import { addresses } from '../page/addresses.ts'
import { closestLanguage } from '../page/languages.ts'
import { attributes, escapeXml } from '../page/xml.ts'
import { FRAME_HEIGHTS, FRAME_WIDTH, frameAddress, frameHtml } from './frame.ts'
import { COLOURS, type EmbedOptions, optionParameters, queryString, THEMES } from './options.ts'
import { type Extent, roomStyle } from './room.ts'

/** The widget's element. */
export const ELEMENT = 'signatory-list'

export type SnippetInput = {
  origin: string
  slug: string
  /** The letter's title in each of its languages, the original's first. */
  titles: Record<string, string>
  options: EmbedOptions
  extent: Extent
  /** Where the public signs the letter, while it can. */
  sign?: string | undefined
}

export type Snippets = Record<
  'tag' | 'element' | 'link' | 'frame' | 'badgeHtml' | 'badgeMarkdown' | 'form',
  string
>

/** The widget's custom properties and their values, for the colours that were chosen. */
export const customProperties = ({ colours }: EmbedOptions): [property: string, value: string][] =>
  colours === undefined
    ? []
    : (['accent', 'text', 'background'] as const).flatMap((name) =>
        COLOURS[name].map((property): [string, string] => [property, colours[name]]),
      )

const styleTag = (options: EmbedOptions): string => {
  const lines = customProperties(options).map(([property, value]) => `    ${property}: ${value};\n`)
  return lines.length === 0 ? '' : `<style>\n  ${ELEMENT} {\n${lines.join('')}  }\n</style>\n`
}

/** Where the badge is, in the language and the theme chosen as far as it has them. */
export const badgeAddress = (badge: string, { lang, theme }: EmbedOptions): string => {
  const spokenHere = lang === undefined ? undefined : closestLanguage(lang)
  return `${badge}${queryString({
    ...(spokenHere !== undefined && { lang: spokenHere }),
    ...(theme !== THEMES[0] && { theme }),
  })}`
}

export const snippets = ({ origin, slug, titles, options, extent, sign = '' }: SnippetInput): Snippets => {
  const at = addresses(origin, slug)
  const [original = '', originalTitle = ''] = Object.entries(titles)[0] ?? []
  const translated = options.lang !== undefined ? titles[options.lang] : undefined
  const title = translated ?? originalTitle
  const page =
    options.lang === undefined || !translated || options.lang === original
      ? at.page
      : `${at.page}/${options.lang}`
  const parameters = optionParameters(options)
  const data = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`data-${name}`, value]))
  // A link can say the language by itself; for more than that, the builder's own address says it all.
  const { lang: _, ...beyondLanguage } = parameters
  const needsBuilder = Object.keys(beyondLanguage).length > 0 || (options.lang !== undefined && !translated)
  const link = needsBuilder ? `${at.builder}${queryString(parameters)}` : page
  const src = `${origin}/widget/${slug}.js`
  const style = roomStyle(options, extent, sign !== '')
  const { lang } = options
  const badge = badgeAddress(at.badge, options)
  return {
    tag: `${styleTag(options)}<script async${attributes({ src, ...data, style })}></script>`,
    element: [
      styleTag(options),
      `<${ELEMENT}${attributes({ letter: slug, ...parameters, style })}>\n`,
      `  <a${attributes({ href: page })}>${escapeXml(title)}</a>\n`,
      `</${ELEMENT}>\n`,
      `<script async${attributes({ src })}></script>`,
    ].join(''),
    frame: frameHtml(frameAddress(origin, slug, options), title, {
      width: FRAME_WIDTH,
      height: FRAME_HEIGHTS[options.view],
      style: 'width:100%',
    }),
    link,
    badgeHtml: `<a${attributes({ href: page })}><img${attributes({ src: badge, alt: title, height: 28 })}></a>`,
    form:
      sign &&
      [
        `<sign-form${attributes({ letter: slug, lang })}><a${attributes({ href: sign })}>${escapeXml(title)}</a></sign-form>\n`,
        `<script async${attributes({ src: sign.replace(/[^/]+$/, 'form.js') })}></script>`,
      ].join(''),
    badgeMarkdown: `[![${escapeMarkdownText(title)}](${badge})](${page})`,
  }
}
