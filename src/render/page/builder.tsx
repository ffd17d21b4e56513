import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import built from '../../../build/builder.json'
import type { Letter } from '../../letter/schema.ts'
import { addresses } from '../addresses.ts'
import { unreadable } from '../embed/contrast.ts'
import { embedAddress, HEIGHTS } from '../embed/frame.ts'
import { OEmbedLinks } from '../embed/oembed-links.tsx'
import {
  builderQuery,
  COLOURS,
  type EmbedOptions,
  HEADINGS,
  languagesFor,
  MOST_NAMES,
  OWN_COLOURS,
  queryOf,
  SORTS,
  spoken,
  THEMES,
  VIEWS,
} from '../embed/options.ts'
import { badgeAddress, ELEMENT, SNIPPETS, snippets } from '../embed/snippets.ts'
import { BUILDER_LANGUAGES, builderWords } from '../words/builder.ts'
import { attributes } from '../xml.ts'
import { LanguageLink, ownName } from './languages.tsx'
import { layout } from './layout.tsx'
import { direction } from './words.ts'

export type BuilderView = {
  origin: string
  letter: Pick<Letter, 'slug' | 'translations'>
  options: EmbedOptions
  /** The language that the page itself speaks, BCP 47. */
  ui: string
}

type Choice = { name: string; value: string; label: string; checked: boolean }

const Radios = ({ legend, choices }: { legend: string; choices: Choice[] }) => (
  <fieldset>
    <legend>{legend}</legend>
    <div class="choices">
      {choices.map(({ name, value, label, checked }) => (
        <label>
          <input type="radio" name={name} value={value} checked={checked} />
          <span>{label}</span>
        </label>
      ))}
    </div>
  </fieldset>
)

/** One preview. A long list scrolls, by the keyboard too. */
const Preview = ({ caption, children }: { caption: string; children: Child }) => (
  <figure>
    <figcaption>{caption}</figcaption>
    <section class="scroll" tabindex={0} aria-label={caption}>
      {children}
    </section>
  </figure>
)

/**
 * Where a webmaster chooses how a letter's list looks and copies the code. A plain form that sends itself to the same
 * address: without its script the server shows the new state, with it the page does at once.
 */
export const builderPage = ({ origin, letter, options, ui }: BuilderView): string => {
  const { words } = builderWords(ui)
  const at = addresses(origin, letter.slug)
  const titles = Object.fromEntries(letter.translations.map(({ language, title }) => [language, title]))
  const [original] = letter.translations
  const title = original?.title ?? ''
  const codes = snippets({ origin, slug: letter.slug, titles, options })
  const state = builderQuery(options)
  const embed = embedAddress(origin, letter.slug, options)
  const height = HEIGHTS[options.view]
  const colours = options.colours ?? OWN_COLOURS
  const radios = <Name extends 'view' | 'theme' | 'sort'>(
    name: Name,
    values: readonly EmbedOptions[Name][],
  ) =>
    values.map((value) => ({
      name,
      value,
      label: words[value as keyof typeof words],
      checked: options[name] === value,
    }))

  return layout({
    origin,
    language: ui,
    title: `${words.title} · ${title}`,
    description: words.intro,
    head: (
      <>
        <OEmbedLinks origin={origin} of={`${at.builder}${queryOf(state)}`} title={title} />
        <style>{raw(built.css)}</style>
        <script type="module" src={`${origin}/widget.js`} />
        <script type="module" src={`${origin}/builder.js`} />
      </>
    ),
    footer: (
      <nav class="speaks" aria-label={words.language}>
        {BUILDER_LANGUAGES.map((language) => (
          <LanguageLink
            language={language}
            href={`${at.builder}${queryOf({ ...state, ui: language })}`}
            current={language === ui}
          />
        ))}
      </nav>
    ),
    children: (
      <>
        <p class="kind">
          <a href={at.page} lang={original?.language} dir={direction(original?.language ?? ui)}>
            {title}
          </a>
        </p>
        <h1>{words.title}</h1>
        <p class="context">{words.intro}</p>
        <div class="builder">
          <form
            method="get"
            action={at.builder}
            data-slug={letter.slug}
            data-titles={JSON.stringify(titles)}
            data-copied={words.copied}
          >
            <input type="hidden" name="ui" value={ui} />
            <Radios legend={words.view} choices={radios('view', VIEWS)} />
            <Radios legend={words.theme} choices={radios('theme', THEMES)} />
            <Radios legend={words.sort} choices={radios('sort', SORTS)} />
            <div class="fields">
              <label>
                <span>{words.language}</span>
                <select name="lang">
                  <option value="">{words.around}</option>
                  {languagesFor(letter.translations.map(({ language }) => language)).map((language) => (
                    <option value={language} lang={language} selected={options.lang === language}>
                      {ownName(language)}
                    </option>
                  ))}
                </select>
              </label>
              <label>
                <span>{words.limit}</span>
                <input type="number" name="limit" min="1" max={MOST_NAMES} value={options.limit ?? ''} />
              </label>
              <label>
                <span>{words.heading}</span>
                <select name="heading">
                  {HEADINGS.toSorted().map((level) => (
                    <option value={level} selected={options.heading === level}>
                      {level === 'none' ? words.none : `h${level}`}
                    </option>
                  ))}
                </select>
              </label>
            </div>
            <fieldset class="colours">
              <legend>{words.colours}</legend>
              <label class="own">
                <input type="checkbox" name="colours" value="own" checked={options.colours !== undefined} />
                <span>{words.own}</span>
              </label>
              <div class="swatches">
                {(Object.keys(COLOURS) as (keyof typeof COLOURS)[]).map((name) => (
                  <label>
                    <input type="color" name={name} value={colours[name]} />
                    <span>{words[name]}</span>
                  </label>
                ))}
              </div>
              <p class="contrast" role="status" data-says={words.contrast}>
                {unreadable(options.colours).length > 0 &&
                  `${words.contrast} ${unreadable(options.colours)
                    .map(({ name, ratio }) => `${words[name]} ${ratio}`)
                    .join(', ')}`}
              </p>
            </fieldset>
            <button type="submit">{words.update}</button>
          </form>
          <section class="previews" aria-labelledby="preview">
            <h2 id="preview">{words.preview}</h2>
            <Preview caption={words.itself}>
              {raw(`<${ELEMENT}${attributes({ letter: letter.slug, ...spoken(options) })}></${ELEMENT}>`)}
            </Preview>
            <div class="frames">
              <Preview caption={words.wide}>
                <iframe src={embed} title={words.wide} width="100%" height={height} />
              </Preview>
              <Preview caption={words.narrow}>
                <iframe src={embed} title={words.narrow} width="320" height={height} />
              </Preview>
            </div>
          </section>
          <section class="codes" aria-labelledby="codes">
            <h2 id="codes">{words.codes}</h2>
            {SNIPPETS.map((name) => (
              <div class="code">
                <h3 id={`code-${name}`}>{words[name]}</h3>
                <button type="button" hidden data-copy={name} aria-describedby={`code-${name}`}>
                  {words.copy}
                </button>
                <pre dir="ltr">
                  <code data-snippet={name}>{codes[name]}</code>
                </pre>
                {name === 'badgeHtml' && (
                  <img class="badge" src={badgeAddress(at.badge, options)} alt={title} height={28} />
                )}
                {name === 'frame' && <p class="note">{words.frameNote}</p>}
              </div>
            ))}
            <p class="note" role="status" id="copied" />
          </section>
        </div>
      </>
    ),
  })
}
