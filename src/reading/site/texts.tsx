/** The site's own words as pages and parts of pages, made at build time. */
import type { Block } from '../../letter/schema.ts'
import { render } from '../../page/jsx-runtime.ts'
import { LanguageLink, LanguageName, ownName } from '../../page/language-link.tsx'
import { layout } from '../../page/layout.tsx'
import { direction, type Messages } from '../../page/messages.ts'
import { type Site, site } from '../../page/site.ts'
import { Blocks } from '../letter/page/blocks.tsx'

/** A text in one language. The first of several is in the site's own where there is one in that. */
export type Text = { language: string; blocks: Block[] }

/** A text alone, as HTML. */
export const textHtml = ({ blocks }: Text): string => render(<Blocks of={blocks} />)

/** What stands above the letters: the first text, and the others to be opened. */
export const introductionHtml = ([first, ...others]: Text[]): string =>
  first === undefined
    ? ''
    : render(
        <>
          <div class="text" lang={first.language} dir={direction(first.language)}>
            <Blocks of={first.blocks} />
          </div>
          {others.map(({ language, blocks }) => (
            <details>
              <summary>
                <LanguageName language={language} />
              </summary>
              <div class="text" lang={language} dir={direction(language)}>
                <Blocks of={blocks} />
              </div>
            </details>
          ))}
        </>,
      )

/** A page of one text in all its languages, one below the other. */
export const ownPageHtml = (
  origin: string,
  name: Site['pages'][number],
  texts: Text[],
  messages: Messages,
): string =>
  layout({
    origin,
    language: messages.language,
    messages,
    title: `${messages[name]} · ${site.name}`,
    description: `${messages[name]} · ${site.name}`,
    canonical: `${origin}/${name}`,
    head: <meta property="og:type" content="website" />,
    children: (
      <>
        <h1>{messages[name]}</h1>
        {texts.length > 1 && (
          <nav class="pages" aria-label={messages.languages}>
            {texts.map(({ language }) => (
              <LanguageLink language={language} href={`#${language}`} />
            ))}
          </nav>
        )}
        {texts.map(({ language, blocks }) => {
          const text = (
            <div class="text" lang={language} dir={direction(language)}>
              <Blocks of={blocks} />
            </div>
          )
          return texts.length === 1 ? (
            text
          ) : (
            <section aria-labelledby={language}>
              <h2 id={language} lang={language} dir={direction(language)}>
                {ownName(language)}
              </h2>
              {text}
            </section>
          )
        })}
      </>
    ),
  })
