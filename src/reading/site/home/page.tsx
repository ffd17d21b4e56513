import { QUERY_LENGTH } from '../../../letter/search.ts'
import { addresses, searchAddresses, siteAddresses } from '../../../page/addresses.ts'
import { raw } from '../../../page/jsx-runtime.ts'
import { layout } from '../../../page/layout.tsx'
import { direction, type Messages } from '../../../page/messages.ts'
import { site } from '../../../page/site.ts'
import type { Catalogue } from '../../../revision/layout.ts'
import { siteAlternates } from '../alternates.ts'
import { cursorOf, pageOf } from '../letters/find.ts'

/** As many letters as a page shows. */
const PAGE_LENGTH = 50
/** From so many letters on, a reader is offered to search them. */
const SEARCHED_FROM = 10

type Home = {
  /** `https://host`, with no slash at its end. */
  origin: string
  /** Those that are asked for, on whatever page. */
  letters: Catalogue
  /** What is looked for, as it was written. */
  q?: string
  /** Which page of them. */
  cursor?: string | undefined
  /** Of a search, whether the texts of all letters were looked through. */
  complete?: boolean | undefined
  messages: Messages
  /** HTML: what stands above the letters, and in their place where there are none. */
  introduction: string
  empty: string
}

/** The letters of this deployment, in the order given. */
export const homePage = ({
  origin,
  letters: all,
  q,
  cursor,
  complete = true,
  messages,
  introduction,
  empty,
}: Home): string => {
  const { language } = messages
  const { letters, before, next } = pageOf(all, PAGE_LENGTH, cursor)
  /** What we only say in English says so on a page of another language. */
  const english = language === 'en' ? undefined : 'en'
  const at = siteAddresses(origin)
  const pageAt = (cursor: string | undefined): string => {
    const query = new URLSearchParams({ ...(cursor && { cursor }), ...(q && { q }) })
    return query.size > 0 ? `${at.page}?${query}` : at.page
  }
  const beforePage = before > PAGE_LENGTH ? all[before - PAGE_LENGTH - 1] : undefined
  return layout({
    origin,
    language,
    messages,
    title: [q, messages.lettersHeading, site.name].filter(Boolean).join(' · '),
    description: messages.homeDescription,
    // What was found is for whoever looked, and not for search engines.
    ...(!q && { canonical: pageAt(cursor) }),
    head: (
      <>
        <meta property="og:type" content="website" />
        {siteAlternates(origin).map(({ type, href }) => (
          <link rel="alternate" type={type} href={href} />
        ))}
      </>
    ),
    footer: (
      <dl>
        <dt>{messages.data}</dt>
        <dd>
          <a href={at.json}>{messages.lettersJson}</a>
          {siteAlternates(origin)
            .slice(1)
            .map(({ href, name }) => (
              <a href={href} lang={english}>
                {name}
              </a>
            ))}
          <a href={`${origin}/docs`}>API</a>
        </dd>
      </dl>
    ),
    children: (
      <>
        <h1>{messages.lettersHeading}</h1>
        {raw(introduction)}
        {(q || all.length >= SEARCHED_FROM) && (
          <search class="screen">
            <form class="search" action={at.page}>
              <label>
                {messages.searchLetters}
                <input type="search" name="q" value={q} maxlength={QUERY_LENGTH} dir="auto" />
              </label>
              <button type="submit">{messages.search}</button>
              {q && <a href={at.page}>{messages.home}</a>}
            </form>
          </search>
        )}
        {letters.length > 0 && (q || letters.length < all.length) && (
          <p class="range">{messages.range(before + 1, before + letters.length, all.length)}</p>
        )}
        {!complete && <p class="note">{messages.searchedInPart}</p>}
        {letters.length > 0 && (
          <p>
            <a href={searchAddresses(origin).page}>{messages.widget.search}</a>
          </p>
        )}
        {letters.length > 0 ? (
          <ul class="letters">
            {letters.map(({ languages: [original = 'en'], ...letter }) => (
              <li>
                <h2>
                  <a href={`${origin}/letters/${letter.slug}`} lang={original} dir={direction(original)}>
                    {letter.title}
                  </a>
                </h2>
                {letter.context && (
                  <p class="context">
                    <bdi lang={original} dir={direction(original)}>
                      {letter.context}
                    </bdi>
                  </p>
                )}
                <dl>
                  <dt>{messages.date}</dt>
                  <dd>
                    <time datetime={letter.date}>{messages.dateIn(language, letter.date)}</time>
                  </dd>
                  <dt>{messages.to}</dt>
                  <dd>
                    <bdi lang={original}>{letter.addressee}</bdi>
                  </dd>
                  <dt>{letter.signing ? messages.signatures : messages.signed}</dt>
                  <dd>{letter.signing ? messages.openForSigning : messages.count(letter.count)}</dd>
                  <dt class="screen">{messages.data}</dt>
                  <dd class="screen">
                    <a href={addresses(origin, letter.slug).feed('atom')} lang={english}>
                      Atom feed
                    </a>
                  </dd>
                </dl>
              </li>
            ))}
          </ul>
        ) : q ? (
          <p class="context" role="status">
            {messages.noneFound}
          </p>
        ) : (
          raw(empty)
        )}
        {(before > 0 || next) && (
          <nav class="pages">
            {before > 0 && (
              <a href={pageAt(beforePage && cursorOf(beforePage))} rel="prev">
                {messages.later}
              </a>
            )}
            {next && (
              <a href={pageAt(next)} rel="next">
                {messages.earlier}
              </a>
            )}
          </nav>
        )}
      </>
    ),
  })
}
