/** A language's name for itself: `English`, `العربية`. */
export const ownName = (language: string): string =>
  new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language

/** A language's name for itself, in a text of another. */
export const LanguageName = ({ language }: { language: string }) => (
  <bdi lang={language}>{ownName(language)}</bdi>
)

/** A link to a letter in one language, named in that language. */
export const LanguageLink = (link: { language: string; href: string; current?: boolean }) => (
  <a
    href={link.href}
    hreflang={link.language}
    lang={link.language}
    aria-current={link.current ? 'page' : undefined}
    class="language"
  >
    <bdi>{ownName(link.language)}</bdi>
  </a>
)
