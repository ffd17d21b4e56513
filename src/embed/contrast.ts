/** Contrast as WCAG 2.2 has it: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
import type { EmbedOptions } from './options.ts'

/** What text needs at least (success criterion 1.4.3). */
const ENOUGH = 4.5

const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** From 1 to 21, of two colours `#rrggbb`. */
export const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** Which of the colours cannot be read on the background, and their contrast, rounded down to a tenth. */
export const unreadable = (colours: EmbedOptions['colours']): { name: 'text' | 'accent'; ratio: number }[] =>
  colours === undefined
    ? []
    : (['text', 'accent'] as const)
        .map((name) => ({ name, ratio: contrast(colours[name], colours.background) }))
        .filter(({ ratio }) => ratio < ENOUGH)
        .map(({ name, ratio }) => ({ name, ratio: Math.floor(ratio * 10) / 10 }))
