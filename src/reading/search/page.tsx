import { printedName } from '../../letter/schema.ts'
import { QUERY_LENGTH } from '../../letter/search.ts'
import { addresses, searchAddresses } from '../../page/addresses.ts'
import { layout } from '../../page/layout.tsx'
import { direction, type Messages } from '../../page/messages.ts'
import { site } from '../../page/site.ts'
import type { CatalogueEntry } from '../../revision/layout.ts'
import type { Everyone, LetterSignatory } from '../store/store.ts'

const LetterLink = ({ origin, of }: { origin: string; of: CatalogueEntry }) => {
  const [language] = of.languages
  return (
    <a href={addresses(origin, of.slug).page} lang={language} dir={direction(language)}>
      {of.title}
    </a>
  )
}

/**
 * Who signed which letters.
 * @param written what was looked for, as it was written
 * @param result none where that has no letter or digit
 */
export const foundPage = (
  origin: string,
  messages: Messages,
  { incomplete }: Pick<Everyone, 'incomplete'>,
  written: string | undefined,
  result: { found: LetterSignatory[]; next: string | undefined } | undefined,
): string => {
  const { search, none } = messages.widget
  const { found = [], next } = result ?? {}
  return layout({
    origin,
    language: messages.language,
    messages,
    title: `${search} · ${site.name}`,
    description: messages.whoSigned,
    ...(written === undefined && { canonical: searchAddresses(origin).page }),
    children: (
      <>
        <h1>{search}</h1>
        <p class="context">{messages.whoSigned}</p>
        <form class="search screen">
          <input
            type="search"
            name="q"
            value={written}
            maxlength={QUERY_LENGTH}
            required
            aria-label={search}
          />{' '}
          <button type="submit">{search}</button>
        </form>
        {written !== undefined && found.length === 0 && next === undefined && <p>{none}</p>}
        <ul class="letters">
          {Array.from(
            Map.groupBy(found, ({ signatory }) => printedName(signatory)),
            ([name, signed]) => (
              <li>
                <h2>
                  <bdi>{name}</bdi>
                </h2>
                {signed.map(({ letter, signatory: { signed = letter.date } }) => (
                  <p>
                    <LetterLink origin={origin} of={letter} />{' '}
                    <time datetime={signed}>{messages.dateIn(messages.language, signed)}</time>
                  </p>
                ))}
              </li>
            ),
          )}
        </ul>
        {next !== undefined && (
          <nav class="pages">
            <a href={searchAddresses(origin, next).page} rel="next">
              {messages.next}
            </a>
          </nav>
        )}
        {incomplete.length > 0 && (
          <>
            <p>{messages.searchApart}</p>
            <ul>
              {incomplete.map((letter) => (
                <li>
                  <LetterLink origin={origin} of={letter} />
                </li>
              ))}
            </ul>
          </>
        )}
      </>
    ),
  })
}
