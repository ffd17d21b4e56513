import { LANGUAGES } from '../page/languages.ts'

/**
 * What an embedded list can be told: the same names and values in the widget's attributes and in the query of
 * /embed/{slug} and of the builder. The first of each is the default. Imports next to nothing, for the widget's script
 * and the builder's bring it to the browser.
 */
export const VIEWS = ['list', 'compact', 'count'] as const
export const THEMES = ['auto', 'light', 'dark'] as const
export const SORTS = ['letter', 'name'] as const
/** The heading's level in the page's outline, `DEFAULT_HEADING` by default; `none` for a heading that has no part in it. */
export const HEADINGS = ['none', '1', '2', '3', '4', '5', '6'] as const
const DEFAULT_HEADING = '3'
/** The most names that may be asked for at once, of the widget and of the API. */
export const MAX_LIMIT = 500
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

/** The colours that a person starts from: those of the theme. */
export const initialColours = (theme: EmbedOptions['theme']): NonNullable<EmbedOptions['colours']> =>
  theme === 'dark'
    ? { accent: '#f0a8a4', text: '#ece7dd', background: '#171512' }
    : { accent: '#7d1f2c', text: '#1d1a16', background: '#ffffff' }

const isColour = (value: string | null): value is string => value !== null && /^#[0-9a-f]{6}$/i.test(value)

/** Where an option is said: an element's attributes, or a query. */
export type GetOption = (name: 'view' | 'limit' | 'sort' | 'heading') => string | null | undefined

const choose = <Choice extends string>(
  choices: readonly [Choice, ...Choice[]],
  value: string | null | undefined,
  fallback = choices[0],
): Choice => choices.find((choice) => choice === value) ?? fallback

/** The options that are one of several words. What is none of them is taken as if it were not there. */
export const readChoices = (get: GetOption) => ({
  view: choose(VIEWS, get('view')),
  sort: choose(SORTS, get('sort')),
  heading: choose(HEADINGS, get('heading'), DEFAULT_HEADING),
})

/** The languages to choose from for a letter: those that the widget speaks, and those that the letter is in. */
export const languagesFor = (letter: readonly string[]): string[] => [...new Set([...LANGUAGES, ...letter])]

/**
 * Options as a query has them. What is not an option's value is taken as if it were not there.
 * @param languages those that `lang` may be
 */
export const readEmbedOptions = (query: URLSearchParams, languages: readonly string[]): EmbedOptions => {
  const wanted = query.get('lang')
  const lang = languages.find((language) => language === wanted)
  const limit = Number(query.get('limit'))
  const theme = choose(THEMES, query.get('theme'))
  const colour = (name: keyof typeof COLOURS): string => {
    const value = query.get(name)
    return isColour(value) ? value.toLowerCase() : initialColours(theme)[name]
  }
  return {
    ...readChoices((name) => query.get(name)),
    theme,
    ...(lang !== undefined && { lang }),
    ...(Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT && { limit }),
    ...(query.get('colours') === 'own' && {
      colours: { accent: colour('accent'), text: colour('text'), background: colour('background') },
    }),
  }
}

/** The options that are not the default, by name, as an element's attributes or a query have them. */
export const optionParameters = ({
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
  ...(heading !== DEFAULT_HEADING && { heading }),
})

/** As `optionParameters`, with the colours: what the builder's own address says. */
export const builderParameters = (options: EmbedOptions): Record<string, string> => ({
  ...optionParameters(options),
  ...(options.colours && { colours: 'own', ...options.colours }),
})

/** A query string with its question mark, or nothing. */
export const queryString = (values: Record<string, string>): string => {
  const query = new URLSearchParams(values).toString()
  return query === '' ? '' : `?${query}`
}
