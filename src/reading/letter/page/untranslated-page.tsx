import { addresses } from '../../../page/addresses.ts'
import { LanguageLink } from '../../../page/language-link.tsx'
import { noticePage } from '../../../page/notice.tsx'

type Untranslated = {
  origin: string
  slug: string
  /** The language that the address named, as it was written there. */
  tag: string
  /** Those that there are, the original's first. */
  languages: string[]
}

/** The page for a language that a letter is not in: it lists those that it is in. */
export const untranslatedPage = ({ origin, slug, tag, languages }: Untranslated): string => {
  const { pageIn } = addresses(origin, slug)
  const letter = { translations: languages.map((language) => ({ language })) }
  return noticePage({
    origin,
    status: 404,
    title: 'Not in this language',
    detail: `There is no translation of this letter into “${tag}”. It can be read in:`,
    more: (
      <ul>
        {languages.map((language) => (
          <li>
            <LanguageLink language={language} href={pageIn(language, letter)} />
          </li>
        ))}
      </ul>
    ),
  })
}
