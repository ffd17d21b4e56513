import { addresses } from '../../../page/addresses.ts'
import { english } from '../../../page/english.ts'
import { layout } from '../../../page/layout.tsx'
import { dateIn, direction } from '../../../page/messages.ts'
import { SITE_NAME } from '../../../page/site-name.ts'
import type { Catalogue } from '../../../revision/layout.ts'

/** The letters of this deployment, in the order given. `origin` is `https://host` with no slash at its end. */
export const homePage = ({ origin, letters }: { origin: string; letters: Catalogue }): string => {
  const messages = english()
  return layout({
    origin,
    language: 'en',
    title: `${messages.lettersHeading} · ${SITE_NAME}`,
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
        {letters.length === 0 ? (
          <Empty messages={messages.noLetters} />
        ) : (
          <ul class="letters">
            {letters.map(({ languages: [language = 'en'], ...letter }) => (
              <li>
                <h2>
                  <a href={`${origin}/letters/${letter.slug}`} lang={language} dir={direction(language)}>
                    {letter.title}
                  </a>
                </h2>
                {letter.context && (
                  <p class="context" lang={language} dir={direction(language)}>
                    {letter.context}
                  </p>
                )}
                <dl>
                  <dt>{messages.date}</dt>
                  <dd>
                    <time datetime={letter.date}>{dateIn('en', letter.date)}</time>
                  </dd>
                  <dt>{messages.to}</dt>
                  <dd>
                    <bdi lang={language}>{letter.addressee}</bdi>
                  </dd>
                  <dt>{messages.signed}</dt>
                  <dd>{letter.signing ? 'open for signing' : messages.count(letter.count)}</dd>
                  <dt class="screen">{messages.data}</dt>
                  <dd class="screen">
                    <a href={addresses(origin, letter.slug).feed('atom')}>Atom feed</a>
                  </dd>
                </dl>
              </li>
            ))}
          </ul>
        )}
      </>
    ),
  })
}

const Empty = ({ messages }: { messages: string }) => (
  <>
    <p class="context">{messages}</p>
    <p>To publish the first one:</p>
    <ol>
      <li>
        Write the letter in <code>data/my-letter/letter.en.md</code>.
      </li>
      <li>
        List who signed it, one on each row, in <code>data/my-letter/signatories.csv</code>.
      </li>
      <li>
        Run <code>npm run deploy</code>.
      </li>
    </ol>
  </>
)
