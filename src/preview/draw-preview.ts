/** The picture that other sites show where a letter is linked: https://ogp.me/ */
import { createCanvas } from '@napi-rs/canvas'
import { direction } from '../page/messages.ts'
import { fontsFor, loadFonts } from './fonts.ts'
import { breakLines } from './lines.ts'

/** In pixels: the ratio that every site shows whole. */
export const PREVIEW = { width: 1200, height: 630 }

const MARGIN = 80
const ROOM = PREVIEW.width - 2 * MARGIN
const COLOURS = { paper: '#fdfcf9', ink: '#1d1a16', quiet: '#4f4a42' }

/** What stands in the picture, all in one language. */
export type PreviewText = {
  /** BCP 47. */
  language: string
  /** `Open letter` */
  kind: string
  title: string
  /** `To` */
  to: string
  addressee: string
  /** `18 organisations`; left out where the number may grow. */
  signed?: string | undefined
  /** `Amnesty International, ARTICLE 19 and 16 others` */
  names?: string | undefined
  /** Whose site it is. */
  site: string
}

type Style = { size: number; weight: number; colour: string }

const LEADING = 1.25
const heightOf = (lines: string[], { size }: Style): number => lines.length * size * LEADING

/** The title is as large as it fits whole. */
const TITLES = [68, 60, 52, 46, 40].map((size) => ({ size, weight: 600, colour: COLOURS.ink }))
const TITLE_HEIGHT = 255
const ADDRESSEE = { size: 30, weight: 400, colour: COLOURS.quiet }
const SIGNED = { size: 30, weight: 600, colour: COLOURS.ink }
const NAMES = { size: 26, weight: 400, colour: COLOURS.quiet }

/**
 * Draws it as a PNG.
 * @returns the characters that no font has, where there are any
 */
export const drawPreview = (view: PreviewText, accent: string): { png: Buffer } | { missing: string[] } => {
  const { language, kind, title, to, addressee, signed, names, site } = view
  const missing = loadFonts([kind, title, to, addressee, signed, names, site, '…'].join(''), language)
  if (missing.length > 0) return { missing }

  const kindStyle = { size: 28, weight: 600, colour: accent }
  const toStyle = { size: 30, weight: 600, colour: accent }
  const siteStyle = { size: 26, weight: 600, colour: accent }
  const fonts = fontsFor(language).join(', ')
  const canvas = createCanvas(PREVIEW.width, PREVIEW.height)
  const context = canvas.getContext('2d')
  const isRtl = direction(language) === 'rtl'
  context.direction = isRtl ? 'rtl' : 'ltr'

  const setStyle = ({ size, weight, colour }: Style): void => {
    context.font = `${weight} ${size}px ${fonts}`
    context.fillStyle = colour
  }
  const widthOf = (text: string, style: Style): number => {
    setStyle(style)
    return context.measureText(text).width
  }
  const layOut = (text: string, style: Style, width: number, most: number) =>
    breakLines(text, { language, width, most, measure: (line) => widthOf(line, style) })
  /** Writes lines from `top` on, so far from where lines begin. @returns where they end */
  const write = (lines: string[], style: Style, top: number, indent = 0): number => {
    setStyle(style)
    context.textAlign = 'start'
    const x = MARGIN + indent
    for (const [at, line] of lines.entries()) {
      const y = top + style.size * (1 + at * LEADING)
      context.fillText(line, isRtl ? PREVIEW.width - x : x, y)
    }
    return top + heightOf(lines, style)
  }

  context.fillStyle = COLOURS.paper
  context.fillRect(0, 0, PREVIEW.width, PREVIEW.height)
  context.fillStyle = accent
  context.fillRect(0, 0, PREVIEW.width, 14)

  let y = write([kind], kindStyle, 56) + 16
  const tries = TITLES.map((style) => ({ style, ...layOut(title, style, ROOM, 5) }))
  const fits = ({ style, lines, isWhole }: (typeof tries)[number]) =>
    isWhole && heightOf(lines, style) <= TITLE_HEIGHT
  const heading = tries.find(fits) ?? tries.at(-1)
  if (heading) y = write(heading.lines, heading.style, y)
  const indent = widthOf(to, toStyle) + 20
  write([to], toStyle, y + 24)
  write(layOut(addressee, ADDRESSEE, ROOM - indent, 2).lines, ADDRESSEE, y + 24, indent)

  const foot = PREVIEW.height - 80
  // Beside those who signed there is room for half a line.
  const [whose = ''] = layOut(site, siteStyle, ROOM / 2, 1).lines
  const end = widthOf(whose, siteStyle)
  if (signed) write([signed], SIGNED, foot - 42)
  if (names) write(layOut(names, NAMES, ROOM - end - 40, 1).lines, NAMES, foot)
  write([whose], siteStyle, foot, ROOM - end)
  return { png: canvas.toBuffer('image/png') }
}
