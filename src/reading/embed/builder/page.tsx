import { contrastWarning } from '../../../embed/builder/contrast-warning.ts'
import { FRAME_HEIGHTS, frameAddress } from '../../../embed/frame.ts'
import {
  builderParameters,
  COLOURS,
  type EmbedOptions,
  HEADINGS,
  initialColours,
  languagesFor,
  MAX_LIMIT,
  optionParameters,
  queryString,
  SORTS,
  THEMES,
  VIEWS,
} from '../../../embed/options.ts'
import type { Extent } from '../../../embed/room.ts'
import { badgeAddress, ELEMENT, type Snippets, snippets } from '../../../embed/snippets.ts'
import type { Letter } from '../../../letter/schema.ts'
import { addresses } from '../../../page/addresses.ts'
import { type Child, raw } from '../../../page/jsx-runtime.ts'
import { LanguageLink, ownName } from '../../../page/language-link.tsx'
import { LANGUAGES } from '../../../page/languages.ts'
import { layout } from '../../../page/layout.tsx'
import type { BuilderMessages } from '../../../page/messages/schema.ts'
import { direction, type Messages } from '../../../page/messages.ts'
import { attributes } from '../../../page/xml.ts'
import { OEmbedLinks } from '../oembed/links.tsx'

export type BuilderView = {
  origin: string
  letter: Pick<Letter, 'slug' | 'translations'>
  extent: Extent
  /** Where the public signs the letter, while it can. */
  sign?: string | undefined
  options: EmbedOptions
  /** The language that the page itself speaks, BCP 47. */
  ui: string
  /** What every page says, and what this one does. */
  messages: Messages
  builder: BuilderMessages
  /** This page's own style, as it is allowed by its policy. */
  css: string
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
export const builderPage = ({
  origin,
  letter,
  extent,
  sign,
  options,
  ui,
  messages,
  builder,
  css,
}: BuilderView): string => {
  const at = addresses(origin, letter.slug)
  const titles = Object.fromEntries(letter.translations.map(({ language, title }) => [language, title]))
  const [original] = letter.translations
  const { title } = original
  const codes = snippets({ origin, slug: letter.slug, titles, options, extent, sign })
  const state = builderParameters(options)
  const embed = frameAddress(origin, letter.slug, options)
  const height = FRAME_HEIGHTS[options.view]
  const colours = options.colours ?? initialColours(options.theme)
  const radios = <Name extends 'view' | 'theme' | 'sort'>(
    name: Name,
    values: readonly EmbedOptions[Name][],
  ) =>
    values.map((value) => ({
      name,
      value,
      label: builder[value as keyof typeof builder],
      checked: options[name] === value,
    }))

  /** By what people have: what each is for, and its codes with what they are called. */
  const ways: { way: string; note: string; codes: [keyof Snippets, string][] }[] = [
    {
      way: builder.script,
      note: builder.scriptNote,
      codes: [
        ['tag', builder.tag],
        ['element', builder.element],
      ],
    },
    { way: 'WordPress', note: builder.link, codes: [['link', messages.address]] },
    { way: builder.noScript, note: builder.frameNote, codes: [['frame', 'HTML']] },
    {
      way: builder.badge,
      note: builder.badgeNote,
      codes: [
        ['badgeHtml', builder.badgeHtml],
        ['badgeMarkdown', builder.badgeMarkdown],
      ],
    },
  ]
  if (sign)
    ways.push({ way: messages.widget.sign, note: builder.formNote, codes: [['form', builder.element]] })

  return layout({
    origin,
    language: ui,
    messages,
    title: `${builder.title} · ${title}`,
    description: builder.intro,
    head: (
      <>
        <OEmbedLinks origin={origin} of={`${at.builder}${queryString(state)}`} title={title} />
        <style>{raw(css)}</style>
        <script type="module" src={`${origin}/widget.js`} />
        <script type="module" src={`${origin}/builder.js`} />
      </>
    ),
    footer: (
      <nav class="speaks" aria-label={builder.language}>
        {LANGUAGES.map((language) => (
          <LanguageLink
            language={language}
            href={`${at.builder}${queryString({ ...state, ui: language })}`}
            current={language === ui}
          />
        ))}
      </nav>
    ),
    children: (
      <>
        <p class="kind">
          <a href={at.page} lang={original.language} dir={direction(original.language)}>
            {title}
          </a>
        </p>
        <h1>{builder.title}</h1>
        <p class="context">{builder.intro}</p>
        <div class="builder">
          <form
            method="get"
            action={at.builder}
            data-slug={letter.slug}
            data-titles={JSON.stringify(titles)}
            data-extent={JSON.stringify(extent)}
            data-sign={sign}
            data-copied={messages.copied}
          >
            <input type="hidden" name="ui" value={ui} />
            <Radios legend={builder.view} choices={radios('view', VIEWS)} />
            <Radios legend={builder.theme} choices={radios('theme', THEMES)} />
            <Radios legend={builder.sort} choices={radios('sort', SORTS)} />
            <div class="fields">
              <label>
                <span>{builder.language}</span>
                <select name="lang">
                  <option value="">{builder.around}</option>
                  {languagesFor(letter.translations.map(({ language }) => language)).map((language) => (
                    <option value={language} lang={language} selected={options.lang === language}>
                      {ownName(language)}
                    </option>
                  ))}
                </select>
              </label>
              <label>
                <span>{builder.limit}</span>
                <input type="number" name="limit" min="1" max={MAX_LIMIT} value={options.limit ?? ''} />
              </label>
              <label>
                <span>{builder.heading}</span>
                <select name="heading">
                  {HEADINGS.toSorted().map((level) => (
                    <option value={level} selected={options.heading === level}>
                      {level === 'none' ? builder.none : `h${level}`}
                    </option>
                  ))}
                </select>
              </label>
            </div>
            <fieldset class="colours">
              <legend>{builder.colours}</legend>
              <label class="own">
                <input type="checkbox" name="colours" value="own" checked={options.colours !== undefined} />
                <span>{builder.own}</span>
              </label>
              <div class="swatches">
                {(Object.keys(COLOURS) as (keyof typeof COLOURS)[]).map((name) => (
                  <label>
                    <input type="color" name={name} value={colours[name]} />
                    <span>{builder[name]}</span>
                  </label>
                ))}
              </div>
              <p class="contrast" role="status" data-says={builder.contrast}>
                {contrastWarning(options.colours, ui, builder.contrast, (name) => builder[name])}
              </p>
            </fieldset>
            <button type="submit">{builder.update}</button>
          </form>
          <section class="previews" aria-labelledby="preview">
            <h2 id="preview">{builder.preview}</h2>
            <Preview caption={builder.itself}>
              {raw(
                `<${ELEMENT}${attributes({ letter: letter.slug, ...optionParameters(options) })}></${ELEMENT}>`,
              )}
            </Preview>
            <div class="frames">
              <Preview caption={builder.wide}>
                <iframe src={embed} title={builder.wide} height={height} />
              </Preview>
              <Preview caption={builder.narrow}>
                <iframe src={embed} title={builder.narrow} width="320" height={height} />
              </Preview>
            </div>
          </section>
          <section class="codes" aria-labelledby="codes">
            <h2 id="codes">{builder.codes}</h2>
            {ways.map(({ way, note, codes: names }, index) => (
              <details name="way" open={index === 0}>
                <summary>
                  <h3>{way}</h3>
                </summary>
                <p class="note">{note}</p>
                {names.map(([name, label]) => (
                  <div class="code">
                    <h4 id={`code-${name}`}>{label}</h4>
                    <button type="button" hidden data-copy={name} aria-describedby={`code-${name}`}>
                      {builder.copy}
                    </button>
                    <pre dir="ltr">
                      <code data-snippet={name}>{codes[name]}</code>
                    </pre>
                    {name === 'badgeHtml' && (
                      <img class="badge" src={badgeAddress(at.badge, options)} alt={title} height={28} />
                    )}
                  </div>
                ))}
              </details>
            ))}
            <p class="note" role="status" id="copied" />
          </section>
        </div>
      </>
    ),
  })
}
