import { LANGUAGES } from '../page/languages.ts'

/**
 * What an embedded list can be told: the same names and values in the widget's attributes and in the query of
 * /embed/{slug} and of the builder. Imports nothing, for the builder's script brings it to the browser.
 */
export const VIEWS = ['list', 'grid', 'compact', 'count'] as const
export const THEMES = ['auto', 'light', 'dark'] as const
export const SORTS = ['letter', 'name'] as const
/** The heading's level in the page's outline; `none` for a heading that has no part in it. */
export const HEADINGS = ['3', '1', '2', '4', '5', '6', 'none'] as const
/** The widget's custom properties that each colour sets. Quieter text gets no shade of its own: contrast stays what it is. */
export const COLOURS = {
  accent: ['--signatories-accent'],
  text: ['--signatories-color', '--signatories-quiet'],
  background: ['--signatories-background'],
} as const

export type EmbedOptions = {
  view: (typeof VIEWS)[number]
  theme: (typeof THEMES)[number]
  sort: (typeof SORTS)[number]
  heading: (typeof HEADINGS)[number]
  /** BCP 47; without it, the widget speaks the language of the page around it. */
  lang?: string
  /** How many names at first; without it, as many as the view is good for. */
  limit?: number
  /** `#rrggbb`; without them, the theme's own. */
  colours?: Record<keyof typeof COLOURS, string>
}

/** The most names that may be asked for at first. */
export const MAX_NAMES = 500

/** The colours that a person starts from. */
export const OWN_COLOURS: NonNullable<EmbedOptions['colours']> = {
  accent: '#7d1f2c',
  text: '#1d1a16',
  background: '#fdfcf9',
}

const isColour = (value: string | null): value is string => value !== null && /^#[0-9a-f]{6}$/i.test(value)

/** The first is the default. */
const choose = <Choice extends string>(
  choices: readonly [Choice, ...Choice[]],
  value: string | null,
): Choice => choices.find((choice) => choice === value) ?? choices[0]

/** The languages to choose from for a letter: those that the widget speaks, and those that the letter is in. */
export const languagesFor = (letter: readonly string[]): string[] => [...new Set([...LANGUAGES, ...letter])]

/**
 * Options as a query has them. What is not an option's value is taken as if it were not there.
 * @param languages those that `lang` may be
 */
export const readOptions = (query: URLSearchParams, languages: readonly string[]): EmbedOptions => {
  const lang = languages.find((language) => language === query.get('lang'))
  const limit = Number(query.get('limit'))
  const colour = (name: keyof typeof COLOURS): string => {
    const value = query.get(name)
    return isColour(value) ? value.toLowerCase() : OWN_COLOURS[name]
  }
  return {
    view: choose(VIEWS, query.get('view')),
    theme: choose(THEMES, query.get('theme')),
    sort: choose(SORTS, query.get('sort')),
    heading: choose(HEADINGS, query.get('heading')),
    ...(lang !== undefined && { lang }),
    ...(Number.isInteger(limit) && limit >= 1 && limit <= MAX_NAMES && { limit }),
    ...(query.get('colours') === 'own' && {
      colours: { accent: colour('accent'), text: colour('text'), background: colour('background') },
    }),
  }
}

/** The options that are not the default, by name: what an element's attributes and a query say. */
export const spoken = ({
  view,
  theme,
  sort,
  heading,
  lang,
  limit,
}: EmbedOptions): Record<string, string> => ({
  ...(view !== VIEWS[0] && { view }),
  ...(theme !== THEMES[0] && { theme }),
  ...(lang !== undefined && { lang }),
  ...(limit !== undefined && { limit: String(limit) }),
  ...(sort !== SORTS[0] && { sort }),
  ...(heading !== HEADINGS[0] && { heading }),
})

/** As `spoken`, with the colours: what the builder's own address says. */
export const builderQuery = (options: EmbedOptions): Record<string, string> => ({
  ...spoken(options),
  ...(options.colours && { colours: 'own', ...options.colours }),
})

/** A query string with its question mark, or nothing. */
export const queryOf = (values: Record<string, string>): string => {
  const query = new URLSearchParams(values).toString()
  return query === '' ? '' : `?${query}`
}
