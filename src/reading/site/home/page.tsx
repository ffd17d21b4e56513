import { addresses } from '../../../page/addresses.ts'
import { raw } from '../../../page/jsx-runtime.ts'
import { layout } from '../../../page/layout.tsx'
import { direction, type Messages } from '../../../page/messages.ts'
import { site } from '../../../page/site.ts'
import type { Catalogue } from '../../../revision/layout.ts'

type Home = {
  /** `https://host`, with no slash at its end. */
  origin: string
  letters: Catalogue
  messages: Messages
  /** HTML: what stands above the letters, and in their place where there are none. */
  introduction: string
  empty: string
}

/** The letters of this deployment, in the order given. */
export const homePage = ({ origin, letters, messages, introduction, empty }: Home): string => {
  const { language } = messages
  /** What we only say in English says so on a page of another language. */
  const english = language === 'en' ? undefined : 'en'
  return layout({
    origin,
    language,
    messages,
    title: `${messages.lettersHeading} · ${site.name}`,
    description: messages.homeDescription,
    canonical: `${origin}/`,
    head: (
      <>
        <meta property="og:type" content="website" />
        <link rel="alternate" type="application/json" href={`${origin}/v1/letters`} />
      </>
    ),
    footer: (
      <dl>
        <dt>{messages.data}</dt>
        <dd>
          <a href={`${origin}/v1/letters`}>{messages.lettersJson}</a>
          <a href={`${origin}/docs`}>API</a>
        </dd>
      </dl>
    ),
    children: (
      <>
        <h1>{messages.lettersHeading}</h1>
        {raw(introduction)}
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
                  <p class="context" lang={original} dir={direction(original)}>
                    {letter.context}
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
                  <dt>{messages.signed}</dt>
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
        ) : (
          raw(empty)
        )}
      </>
    ),
  })
}
