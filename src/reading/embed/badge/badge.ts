/** How many have signed, as a small picture for other sites' pages. */
import style from '../../../../build/badge.json'
import type { THEMES } from '../../../embed/options.ts'
import { badgePhrase, badgeTitle } from '../../../page/badge-phrase.ts'
import { direction, type Messages } from '../../../page/messages.ts'
import { site } from '../../../page/site.ts'
import { attributes, escapeXml } from '../../../page/xml.ts'
import { textWidth } from './text-width.ts'

export type BadgeView = {
  /** The letter's title. */
  title: string
  /** BCP 47. */
  language: string
  theme: (typeof THEMES)[number]
  /** How many signed, and how many of them are organisations. */
  total: number
  organisations: number
  /** In that language, or else in English. */
  messages: Messages
}

const HEIGHT = 28
/** The mark takes so much, 8 of it before it. */
const MARK = 24
const SIZE = 13
const PADDING = 11

const COLOURS = {
  light: { paper: '#ffffff', rule: '#cfc7b8', ink: '#1d1a16' },
  dark: { paper: '#1f1c18', rule: '#57503f', ink: '#f2ede3' },
}

/**
 * The badge as an SVG document. Its box is as wide as the text in Helvetica; a reader who has only a wider or narrower
 * font sees its letters as much narrower or wider. Arabic fonts differ too much for that: there the text stands in the
 * middle of a generous box. It uses no font, script or image of anyone else.
 */
export const badgeSvg = (view: BadgeView): string => {
  const { title, theme, total, organisations, messages } = view
  const { language, phrase } = badgePhrase(messages, view.language, total, organisations)
  const written = direction(language)
  const rtl = written === 'rtl'
  const { paper, rule, ink } = COLOURS[theme === 'dark' ? 'dark' : 'light']
  const length = Math.ceil(textWidth(phrase) * SIZE)
  const room = length + 2 * PADDING
  const width = MARK + room
  // The mark stands where the line begins.
  const [mark, text] = rtl ? [width - 30, room / 2] : [0, MARK + room / 2]
  return [
    `<svg${attributes({
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height: HEIGHT,
      viewBox: `0 0 ${width} ${HEIGHT}`,
      role: 'img',
      'aria-labelledby': 'title',
      'xml:lang': language,
    })}>`,
    `<title id="title">${escapeXml(badgeTitle(messages, phrase, title))}</title>`,
    theme === 'auto' ? `<style>${style.css}</style>` : '',
    `<rect class="paper" x=".5" y=".5" width="${width - 1}" height="${HEIGHT - 1}" rx="4.5" fill="${paper}" stroke="${rule}"/>`,
    // A tick above a line to sign on.
    `<path d="m${mark + 10} 11 4 5 7-10m-13 15h14" fill="none" stroke="${site.mark}" stroke-width="2"/>`,
    `<text${attributes({
      class: 'ink',
      x: text,
      y: 18.5,
      fill: ink,
      'font-family': 'Helvetica Neue,Helvetica,Arial,Liberation Sans,Noto Sans,sans-serif',
      'font-size': SIZE,
      'text-anchor': 'middle',
      textLength: rtl ? undefined : length,
      lengthAdjust: rtl ? undefined : 'spacingAndGlyphs',
      direction: written,
    })}>${escapeXml(phrase)}</text>`,
    '</svg>\n',
  ].join('')
}
