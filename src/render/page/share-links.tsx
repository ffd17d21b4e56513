import type { Letter, Translation } from '../../letter/schema.ts'
import { queryOf } from '../embed/options.ts'
import { BUILDER_LANGUAGES } from '../words/builder.ts'
import { shareWords } from '../words/share.ts'

/** How to pass a letter on: plain links, nobody's script. A translation is embedded in its language. */
export const ShareLinks = (links: {
  of: Pick<Letter, 'translations'>
  translation: Pick<Translation, 'language' | 'title'>
  page: string
  builder: string
}) => {
  const { language, title } = links.translation
  const words = shareWords(language)
  const lang = words.language === language ? undefined : words.language
  const base = new Intl.Locale(language).language
  const ui = BUILDER_LANGUAGES.find((each) => each === base)
  const query =
    language === links.of.translations[0]?.language ? {} : { lang: language, ...(ui !== undefined && { ui }) }
  // In a mailto: a space is %20 (RFC 6068), so URLSearchParams, which writes +, will not do.
  const mail = `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(links.page)}`
  return (
    <>
      <dt class="screen" lang={lang}>
        {words.share}
      </dt>
      <dd class="screen" lang={lang}>
        <a href={mail}>{words.email}</a>
        <a href={`${links.builder}${queryOf(query)}`}>{words.embed}</a>
      </dd>
    </>
  )
}
