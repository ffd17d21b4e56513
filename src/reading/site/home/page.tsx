import { layout, shortRevision } from '../../../page/layout.tsx'
import { dateIn, direction, english } from '../../../page/messages.ts'
import type { Catalogue } from '../../../revision/layout.ts'

/** The letters of this deployment, in the order given. `origin` is `https://host` with no slash at its end. */
export const homePage = ({ origin, letters }: { origin: string; letters: Catalogue }): string => {
  const words = english()
  return layout({
    origin,
    language: 'en',
    title: `${words.lettersHeading} · Undersigned`,
    description: words.homeDescription,
    canonical: `${origin}/`,
    head: (
      <>
        <meta property="og:type" content="website" />
        <link rel="alternate" type="application/json" href={`${origin}/v1/letters`} />
      </>
    ),
    footer: (
      <dl>
        <dt>{words.data}</dt>
        <dd>
          <a href={`${origin}/v1/letters`}>{words.lettersJson}</a>
          <a href={`${origin}/docs`}>API</a>
        </dd>
      </dl>
    ),
    children: (
      <>
        <h1>{words.lettersHeading}</h1>
        {letters.length === 0 ? (
          <Empty words={words.noLetters} />
        ) : (
          <ul class="letters">
            {letters.map(({ languages: [language = 'en'], ...letter }) => (
              <li>
                <h2>
                  <a href={`${origin}/letters/${letter.slug}`} lang={language} dir={direction(language)}>
                    {letter.title}
                  </a>
                </h2>
                <dl>
                  <dt>{words.date}</dt>
                  <dd>
                    <time datetime={letter.date}>{dateIn('en', letter.date)}</time>
                  </dd>
                  <dt>{words.to}</dt>
                  <dd>
                    <bdi lang={language}>{letter.addressee}</bdi>
                  </dd>
                  <dt>{words.signed}</dt>
                  <dd>{words.count(letter.count)}</dd>
                  <dt>{words.revision}</dt>
                  <dd>
                    <code>{shortRevision(letter.revision)}</code>
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

const Empty = ({ words }: { words: string }) => (
  <>
    <p class="context">{words}</p>
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
