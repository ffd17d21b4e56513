/** What the pages of this Worker have in common. */

import signing from '../../../build/signing.json'
import style from '../../../build/style.json'
import type { Letter } from '../../letter/schema.ts'
import { addresses } from '../../page/addresses.ts'
import { type Child, raw } from '../../page/jsx-runtime.ts'
import { LanguageLink, LanguageName } from '../../page/language-link.tsx'
import { layout } from '../../page/layout.tsx'
import { mailtoAddress } from '../../page/mailto.ts'
import { direction } from '../../page/messages.ts'
import { site } from '../../page/site.ts'
import type { Entry } from '../entry.ts'
import { LANGUAGES, type Words } from '../messages.ts'

/** Where a page stands: the readers' origin, and what language it speaks. */
export type Around = {
  /** Where the letters are: `https://host`. */
  origin: string
  words: Words
  /** Whether it stands in another site's page: without what is around a page of ours, and what leads away opens beside it. */
  isFramed?: boolean
}

/** A page in a frame, which works without its script: that only tells how high it is. */
const framedPage = ({ language }: Words, title: string, children: Child): string => {
  const html = (
    <html lang={language} dir={direction(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <style>{raw(style.css)}</style>
        <style>{raw(signing.css)}</style>
      </head>
      <body class="framed">
        <main>{children}</main>
        <script type="module">{raw(signing.frame.script)}</script>
      </body>
    </html>
  )
  return `<!doctype html>${html.html}`
}

export const signingPage = (
  { origin, words, isFramed }: Around,
  title: string,
  children: Child,
  description = title,
): string =>
  isFramed
    ? framedPage(words, title, children)
    : layout({
        origin,
        language: words.language,
        messages: words.page,
        title: `${title} · ${site.name}`,
        description,
        head: <style>{raw(signing.css)}</style>,
        children,
      })

/** For links that lead out of a frame. */
export const targetIn = ({ isFramed }: Around): string | undefined => (isFramed ? '_blank' : undefined)

/** Where the form is, and after it what `path` says, in a language, and in a frame where it is in one. */
export const formAddress = (
  { words, isFramed }: Around,
  slug: string,
  { language = words.language, path = '' } = {},
): string => `/sign/${slug}${path}?lang=${language}${isFramed ? '&frame' : ''}`

/** The letter's words that a reader of a language is best shown: a translation, or the original. */
export const translationFor = (letter: Letter, language: string) => {
  const [original] = letter.translations
  const base = (tag: string) => tag.split('-')[0]
  return (
    letter.translations.find((each) => each.language === language) ??
    letter.translations.find((each) => base(each.language) === base(language)) ??
    original
  )
}

/** The letter's words for those who read the page's language, and where they stand. */
const readIn = ({ origin, words }: Around, letter: Letter) => {
  const translation = translationFor(letter, words.language)
  return { translation, address: addresses(origin, letter.slug).pageIn(translation.language, letter) }
}

/** The letter's title above a form, and a way to read all of it. */
export const LetterHead = ({ around, letter }: { around: Around; letter: Letter }) => {
  const { translation, address } = readIn(around, letter)
  return (
    <>
      <p class="context">
        <bdi lang={translation.language} dir={direction(translation.language)}>
          {translation.title}
        </bdi>
      </p>
      <p class="note">
        <a href={address} target={targetIn(around)}>
          {around.words.m.readWhole}
        </a>
      </p>
    </>
  )
}

/** How to pass the letter on, by nobody's script, and by no address that holds a key. */
export const PassOn = ({ around, letter }: { around: Around; letter: Letter }) => {
  const { m, page } = around.words
  const { translation, address } = readIn(around, letter)
  return (
    <p class="note">
      {m.passOn}{' '}
      <a href={address} dir="ltr">
        {address}
      </a>
      {' · '}
      <a href={mailtoAddress(translation.title, address)}>{page.email}</a>
    </p>
  )
}

/** The language that a page is in, and below it, once somebody looks for another, all that it can be read in. */
export const LanguageLinks = ({ words, href }: { words: Words; href: (language: string) => string }) => (
  <details class="languages">
    <summary title={words.page.languages}>
      <LanguageName language={words.language} />
    </summary>
    <nav aria-label={words.page.languages}>
      {LANGUAGES.map((language) => (
        <LanguageLink language={language} href={href(language)} current={language === words.language} />
      ))}
    </nav>
  </details>
)

export const countryName = (language: string, code: string): string =>
  new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code

/** An entry as it will stand below the letter. */
export const Preview = ({ entry, words }: { entry: Entry; words: Words }) => {
  const about = [entry.role, entry.affiliation].filter((part) => part !== undefined)
  return (
    <div class="preview">
      <p class="name">
        <bdi>{entry.name}</bdi>
      </p>
      {about.length > 0 && (
        <p>
          <bdi>{about.join(', ')}</bdi>
        </p>
      )}
      {entry.country && <p class="quiet">{countryName(words.language, entry.country)}</p>}
      {entry.url && (
        <p class="quiet">
          <bdi dir="ltr">{entry.url}</bdi>
        </p>
      )}
    </div>
  )
}

export const PrivacyLink = ({ around, slug }: { around: Around; slug: string }) => {
  const { language, m } = around.words
  return (
    <a href={`/sign/${slug}/privacy?lang=${language}`} target={targetIn(around)}>
      {m.privacyLink}
    </a>
  )
}

/** Where to go on from a page that has nothing to do on it: to the form, where there is one, the link, what becomes of data. */
export const SignLinks = ({ around, slug, hasForm }: { around: Around; slug: string; hasForm?: boolean }) => {
  const { language, m } = around.words
  return (
    <p class="note">
      {hasForm && (
        <>
          <a href={formAddress(around, slug)}>{m.sign}</a>
          {' · '}
        </>
      )}
      <a href={`/sign/${slug}/link?lang=${language}`} target={targetIn(around)}>
        {m.lostLink}
      </a>
      {' · '}
      <PrivacyLink around={around} slug={slug} />
    </p>
  )
}

/** A page that says one thing; of a letter, where it is known which. */
export const sayingPage = (
  around: Around,
  title: string,
  text: Child,
  { letter, more }: { letter?: Letter; more?: Child } = {},
): string =>
  signingPage(
    around,
    title,
    <>
      <h1>{title}</h1>
      {letter && <LetterHead around={around} letter={letter} />}
      <p>{text}</p>
      {more}
    </>,
  )

/** Says why a letter cannot be signed now. */
export const refusedPage = (
  around: Around,
  letter: Letter,
  state: 'paused' | 'closed' | 'limited',
): string => {
  const { m } = around.words
  const title = { paused: m.pausedTitle, closed: m.closedTitle, limited: m.limitedTitle }[state]
  return sayingPage(around, title, m[state], {
    letter,
    more: <SignLinks around={around} slug={letter.slug} />,
  })
}
