/** The fonts of pictures: Noto's, each in the parts that Fontsource cuts it into, of which only what a text needs is loaded. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { GlobalFonts } from '@napi-rs/canvas'

const require = createRequire(import.meta.url)
const fileOf = (font: string, file: string): string => require.resolve(`@fontsource-variable/${font}/${file}`)

/** Its words slope down from above their line, which takes twice the height: Urdu is set in it where there is room. */
const NASTALIQ = 'noto-nastaliq-urdu'
export const isNastaliq = (language: string): boolean => new Intl.Locale(language).language === 'ur'

/**
 * What each is for: the lists of what is in its parts name characters, too, that it lacks. `noto-serif` has Latin, Cyrillic
 * and Greek, and says what it has.
 */
const SCRIPTS: Record<string, RegExp> = {
  'noto-serif': /./su,
  [NASTALIQ]: /\p{Script_Extensions=Arabic}/u,
  'noto-naskh-arabic': /\p{Script_Extensions=Arabic}/u,
  'noto-serif-devanagari': /\p{Script_Extensions=Devanagari}/u,
}
/** Of a character that several of these have each draws its own country's form. */
const HAN = ['noto-serif-sc', 'noto-serif-tc', 'noto-serif-jp', 'noto-serif-kr']
const HAN_SCRIPTS =
  /[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}\p{Script_Extensions=Hangul}\p{Script_Extensions=Bopomofo}\uff00-\uffef]/u
const HAN_OF: Record<string, string> = { Hant: 'noto-serif-tc', Jpan: 'noto-serif-jp', Kore: 'noto-serif-kr' }

/**
 * The fonts in which to look for a character of a text in some language, the first first.
 * @param isLow a line has no height but that of Latin
 */
export const fontsFor = (language: string, isLow = false): string[] => {
  const own = HAN_OF[new Intl.Locale(language).maximize().script ?? '']
  const scripts = Object.keys(SCRIPTS).filter((font) => font !== NASTALIQ || (isNastaliq(language) && !isLow))
  return [...scripts, ...new Set([...(own ? [own] : []), ...HAN])]
}

type Range = { from: number; to: number; file: string }

/** `U+0460-052F,U+1C80` */
const rangesOf = (ranges: string, file: string): Range[] =>
  ranges.split(',').map((range) => {
    const [from = '', to = from] = range.replace('U+', '').split('-')
    return { from: Number.parseInt(from, 16), to: Number.parseInt(to, 16), file }
  })

const known = new Map<string, Range[]>()

const rangesIn = (font: string): Range[] => {
  const ranges =
    known.get(font) ??
    Object.entries(
      JSON.parse(readFileSync(fileOf(font, 'unicode.json'), 'utf8')) as Record<string, string>,
    ).flatMap(([part, list]) =>
      rangesOf(list, `files/${font}-${part.replace(/[[\]]/g, '')}-wght-normal.woff2`),
    )
  known.set(font, ranges)
  return ranges
}

const loaded = new Set<string>()

/** Joins and directs others, and has no look of its own. */
const isUnseen = (character: string): boolean => /^[\p{Cf}\p{M}\s]$/u.test(character)

/**
 * Loads what it takes to draw a text in these fonts.
 * @returns the characters that none of them has
 */
export const loadFonts = (text: string, fonts: string[]): string[] => {
  return [...new Set(text)].filter((character) => {
    const code = character.codePointAt(0) ?? 0
    for (const font of fonts) {
      const range = rangesIn(font).find(({ from, to }) => from <= code && code <= to)
      if (!range || !(SCRIPTS[font] ?? HAN_SCRIPTS).test(character)) continue
      const path = fileOf(font, range.file)
      if (!loaded.has(path)) GlobalFonts.register(readFileSync(path), font)
      loaded.add(path)
      // What it lacks, as letters of other languages, stands in the next.
      if (font !== NASTALIQ) return false
    }
    return !isUnseen(character)
  })
}
