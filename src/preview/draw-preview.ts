/** The picture that other sites show where a letter is linked: https://ogp.me/ */
import { createCanvas } from '@napi-rs/canvas'
import { direction } from '../page/messages.ts'
import { fontsFor, isNastaliq, loadFonts } from './fonts.ts'
import { balanceLines, breakLines } from './lines.ts'

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
  /** `Amnesty International, ARTICLE 19 and 16 others`, then the same of fewer names: the first that fits is drawn. */
  names?: string[] | undefined
  /** Whose site it is. */
  site: string
}

type Style = { size: number; weight: number; colour: string }

/**
 * How lines stand, in their own size: the height of each, how much of it is above what it stands on, and what is between
 * kind, title and addressee, in pixels.
 */
const SETTING = { leading: 1.25, rise: 1, top: 56, gaps: [16, 24] as const }
const NASTALIQ_SETTING = { leading: 2, rise: 1.4, top: 40, gaps: [0, 10] as const }

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
  const fonts = fontsFor(language)
  const missing = loadFonts([kind, title, to, addressee, signed, names?.[0], site, '…'].join(''), fonts)
  if (missing.length > 0) return { missing }

  const kindStyle = { size: 28, weight: 600, colour: accent }
  const toStyle = { size: 30, weight: 600, colour: accent }
  const siteStyle = { size: 26, weight: 600, colour: accent }
  const { leading, rise, top, gaps } = isNastaliq(language) ? NASTALIQ_SETTING : SETTING
  const heightOf = (lines: string[], { size }: Style): number => lines.length * size * leading
  const canvas = createCanvas(PREVIEW.width, PREVIEW.height)
  const context = canvas.getContext('2d')
  const isRtl = direction(language) === 'rtl'
  context.direction = isRtl ? 'rtl' : 'ltr'

  const setStyle = ({ size, weight, colour }: Style): void => {
    context.font = `${weight} ${size}px ${fonts.join(', ')}`
    context.fillStyle = colour
  }
  const widthOf = (text: string, style: Style): number => {
    setStyle(style)
    return context.measureText(text).width
  }
  const room = (style: Style, width: number, most: number) => ({
    language,
    width,
    most,
    measure: (line: string) => widthOf(line, style),
  })
  const layOut = (text: string, style: Style, width: number, most: number) =>
    breakLines(text, room(style, width, most))
  /** Writes lines from `top` on, so far from where lines begin. @returns where they end */
  const write = (lines: string[], style: Style, top: number, indent = 0): number => {
    setStyle(style)
    context.textAlign = 'start'
    const x = MARGIN + indent
    for (const [at, line] of lines.entries()) {
      const y = top + style.size * (rise + at * leading)
      context.fillText(line, isRtl ? PREVIEW.width - x : x, y)
    }
    return top + heightOf(lines, style)
  }

  context.fillStyle = COLOURS.paper
  context.fillRect(0, 0, PREVIEW.width, PREVIEW.height)
  context.fillStyle = accent
  context.fillRect(0, 0, PREVIEW.width, 14)

  let y = write([kind], kindStyle, top) + gaps[0]
  const tries = TITLES.map((style) => ({ style, ...balanceLines(title, room(style, ROOM, 5)) }))
  const fits = ({ style, lines, isWhole }: (typeof tries)[number]) =>
    isWhole && heightOf(lines, style) <= TITLE_HEIGHT
  const heading = tries.find(fits) ?? tries.at(-1)
  if (heading) y = write(heading.lines, heading.style, y)
  const indent = widthOf(to, toStyle) + 20
  y += gaps[1]
  write([to], toStyle, y)
  write(layOut(addressee, ADDRESSEE, ROOM - indent, 2).lines, ADDRESSEE, y, indent)

  const foot = PREVIEW.height - 54 - NAMES.size * rise
  // Beside those who signed there is room for half a line.
  const [whose = ''] = layOut(site, siteStyle, ROOM / 2, 1).lines
  const end = widthOf(whose, siteStyle)
  if (signed) write([signed], SIGNED, foot - SIGNED.size * leading - 4)
  const named = names?.map((each) => layOut(each, NAMES, ROOM - end - 40, 1))
  write((named?.find(({ isWhole }) => isWhole) ?? named?.at(-1))?.lines ?? [], NAMES, foot)
  write([whose], siteStyle, foot, ROOM - end)
  return { png: canvas.toBuffer('image/png') }
}
