/** Whether a site's accent can be read: links and headings are set in it, on a light ground and on a dark one. */
import { contrast } from '../../embed/contrast.ts'

/** The grounds of pages, `--paper` in src/page/style.css. */
export const GROUNDS = { light: '#fdfcf9', dark: '#171512' } as const
export type Ground = keyof typeof GROUNDS

/** What a site has that says nothing of colours: `--accent` in src/page/style.css, and that of the mark. */
export const ACCENT = { light: '#7d1f2c', dark: '#f0a8a4' } as const
const MARK = '#b8475a'

export type Accent = Record<Ground, string>

/** What text needs at least, and what graphics do (WCAG 2.2, success criteria 1.4.3 and 1.4.11). */
const TEXT = 4.5
const GRAPHICS = 3

export const COLOUR = /^#[0-9a-f]{6}$/i

const mix = (colour: string, other: string, share: number): string =>
  `#${[1, 3, 5]
    .map((at) => {
      const [one = 0, two = 0] = [colour, other].map((each) => Number.parseInt(each.slice(at, at + 2), 16))
      return Math.round(one + (two - one) * share)
        .toString(16)
        .padStart(2, '0')
    })
    .join('')}`

/** The colour, or the one next to it of its hue that `suits`: darker on the light ground, lighter on the dark one. */
const nearest = (colour: string, ground: Ground, suits: (colour: string) => boolean): string => {
  const towards = ground === 'light' ? '#000000' : '#ffffff'
  for (let step = 0; step < 100; step++) {
    const mixed = mix(colour, towards, step / 100)
    if (suits(mixed)) return mixed
  }
  return towards
}

/** As `nearest`, for text. */
export const readable = (colour: string, ground: Ground): string =>
  nearest(colour, ground, (each) => contrast(each, GROUNDS[ground]) >= TEXT)

/** The contrast of a colour that cannot be read on a ground, rounded down to a tenth; undefined where it can. */
export const tooFaint = (colour: string, ground: Ground): number | undefined => {
  const ratio = contrast(colour, GROUNDS[ground])
  return ratio < TEXT ? Math.floor(ratio * 10) / 10 : undefined
}

/**
 * What is drawn: in the accent on paper, and in the colour of the mark, which stands on either ground. That is the light
 * accent, lightened until it shows on the dark ground.
 */
export const drawnColours = (accent: Accent | undefined): { accent: string; mark: string } =>
  accent === undefined
    ? { accent: ACCENT.light, mark: MARK }
    : {
        accent: accent.light,
        mark: nearest(accent.light, 'dark', (each) => contrast(each, GROUNDS.dark) >= GRAPHICS),
      }
