import { shortRevision } from '../../../letter/schema.ts'
import { addresses } from '../../../page/addresses.ts'
import { LanguageLink } from '../../../page/language-link.tsx'
import { createMarker, layout } from '../../../page/layout.tsx'
import { fill, type Messages } from '../../../page/messages.ts'
import { OEmbedLinks } from '../../embed/oembed/links.tsx'
import { alternates } from '../alternates.ts'
import { letterJsonLd } from '../json-ld/json-ld.ts'
import type { LetterView } from '../view.ts'
import { Blocks } from './blocks.tsx'
import { Citation, firstSignatories } from './citation.tsx'
import { GrowthPlot } from './growth.tsx'
import { ShareLinks } from './share-links.tsx'
import { Sign } from './sign.tsx'
import { Signatories } from './signatories-list.tsx'
import { TranslationNote } from './translation-note.tsx'

/**
 * The letter as an HTML document.
 * @param messages those around it: in its language if we speak that
 */
export const letterPage = (view: LetterView, messages: Messages): string => {
  const { letter, translation, revision, count, by, first, signatories, positions, next } = view
  const { language, title, addressee, context } = translation
  const mark = createMarker(language, messages)
  const at = addresses(view.origin, letter.slug)
  const page = at.pageIn(language, letter)
  const translations = letter.translations.length > 1 ? letter.translations : []
  const signed = messages.count(count, by)
  const range = messages.range(first, first + signatories.length - 1, count)

  return layout({
    origin: view.origin,
    language,
    messages,
    title: first > 1 ? `${title} · ${range}` : title,
    description:
      context ?? messages.summary(addressee, messages.dateIn(messages.language, letter.date), signed),
    canonical: page,
    head: (
      <>
        <meta property="og:type" content="article" />
        <meta property="article:published_time" content={letter.date} />
        {revision.published && <meta property="article:modified_time" content={revision.published} />}
        <meta name="twitter:card" content={view.preview ? 'summary_large_image' : 'summary'} />
        {view.preview && (
          <>
            <meta property="og:image" content={view.preview} />
            <meta property="og:image:width" content="1200" />
            <meta property="og:image:height" content="630" />
            <meta property="og:image:alt" content={title} />
          </>
        )}
        <OEmbedLinks origin={view.origin} of={page} title={title} />
        {alternates(view.origin, letter.slug).map(({ type, href }) => (
          <link rel="alternate" type={type} href={href} />
        ))}
        {translations.map((other) => (
          <link rel="alternate" hreflang={other.language} href={at.pageIn(other.language, letter)} />
        ))}
        {translations.length > 0 && <link rel="alternate" hreflang="x-default" href={at.page} />}
      </>
    ),
    jsonLd: letterJsonLd(view),
    footer: (
      <dl>
        <dt>{mark(messages.address)}</dt>
        <dd>
          <a href={page} dir="ltr">
            {page}
          </a>
        </dd>
        {revision.published && (
          <>
            <dt>{mark(messages.updated)}</dt>
            <dd>
              <time datetime={revision.published}>{messages.dateIn(language, revision.published)}</time>
            </dd>
          </>
        )}
        <dt>{mark(messages.revision)}</dt>
        <dd>
          <code>{shortRevision(revision.id)}</code>
          <a class="screen" href={at.history}>
            {mark(messages.history)}
          </a>
        </dd>
        <dt class="screen">{mark(messages.data)}</dt>
        <dd class="screen">
          <a href={at.json}>{mark(messages.letterJson)}</a>
          <a href={at.signatories()}>{mark(messages.signatoriesJson)}</a>
          {alternates(view.origin, letter.slug)
            .slice(1)
            .map(({ type, href, name }) => (
              <a href={href} type={type} lang="en">
                {name}
              </a>
            ))}
        </dd>
        <dt>{mark(messages.cite)}</dt>
        <dd>
          {mark(<Citation of={view} messages={messages} />)}{' '}
          <a class="screen" href={at.cite('bib')} lang="en">
            BibTeX
          </a>{' '}
          <a class="screen" href={at.cite('json')} lang="en">
            CSL-JSON
          </a>
        </dd>
      </dl>
    ),
    children: (
      <article>
        <header>
          <p class="kind">{mark(messages.openLetter)}</p>
          <h1>{title}</h1>
          {view.standing === 'superseded' && (
            <p class="context">
              <strong>{mark(messages.superseded)}</strong> <a href={page}>{mark(messages.readCurrent)}</a>
            </p>
          )}
          {context && <p class="context">{context}</p>}
          <TranslationNote of={letter} in={language} at={at.page} messages={messages} mark={mark} />
          <dl>
            <dt>{mark(messages.date)}</dt>
            <dd>
              <time datetime={letter.date}>{messages.dateIn(language, letter.date)}</time>
            </dd>
            <dt>{mark(messages.to)}</dt>
            <dd>
              <bdi>{addressee}</bdi>
            </dd>
            <dt>{mark(messages.signed)}</dt>
            <dd>
              <a href="#signatories">{mark(firstSignatories(view, 2, messages) ?? messages.count(0))}</a>
            </dd>
            {translations.length > 0 && (
              <>
                <dt class="screen">{mark(messages.languages)}</dt>
                <dd class="screen">
                  {translations.map((other) => (
                    <LanguageLink
                      language={other.language}
                      href={at.pageIn(other.language, letter)}
                      current={other.language === language}
                    />
                  ))}
                </dd>
              </>
            )}
            <ShareLinks
              of={letter}
              translation={translation}
              messages={messages}
              mark={mark}
              page={page}
              builder={at.builder}
            />
          </dl>
          {view.sign && <Sign of={view} count={count} messages={messages} mark={mark} />}
        </header>
        <div class="text">
          <Blocks of={translation.body} />
        </div>
        {view.sign && <Sign of={view} messages={messages} mark={mark} />}
        <section aria-labelledby="signatories">
          <h2 id="signatories" tabindex={-1}>
            {mark(signed)}
          </h2>
          {signatories.length < count && <p class="range">{mark(range)}</p>}
          {view.earlier?.map(({ revision, count }) => (
            <p class="range">
              <a href={at.revisionPage(revision)}>
                {mark(fill(messages.signedEarlier, { count: messages.number(count) }))}
              </a>
            </p>
          ))}
          {view.growth && <GrowthPlot of={view.growth} language={language} messages={messages} mark={mark} />}
          <Signatories of={signatories} positions={positions} />
          {(first > 1 || next !== undefined) && (
            <nav class="pages" aria-labelledby="signatories">
              {first > 1 && <a href={`${page}#signatories`}>{mark(messages.backToFirst)}</a>}
              {next !== undefined && (
                <a href={`${next}#signatories`} rel="next">
                  {mark(messages.next)}
                </a>
              )}
            </nav>
          )}
        </section>
      </article>
    ),
  })
}
