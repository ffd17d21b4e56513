/** The badge for e-mail, in which programs show no SVG: at twice its size, for sharp screens. */
import { createCanvas } from '@napi-rs/canvas'
import { direction } from '../page/messages.ts'
import { fontsFor, loadFonts } from './fonts.ts'
import { drawMark } from './mark.ts'

/** A phrase such as `Signed by 18 organisations`, and the language that it is in. */
export type BadgeText = { language: string; phrase: string }

const SCALE = 2
/** As the SVG's: `src/reading/embed/badge/badge.ts`. */
const HEIGHT = 28
const MARK = 24
const PADDING = 11
const COLOURS = { paper: '#ffffff', rule: '#cfc7b8', ink: '#1d1a16' }

/**
 * Draws it as a PNG.
 * @returns the characters that no font has, where there are any
 */
export const drawBadge = (
  { language, phrase }: BadgeText,
  mark: string,
): { png: Buffer } | { missing: string[] } => {
  const fonts = fontsFor(language, true)
  const missing = loadFonts(phrase, fonts)
  if (missing.length > 0) return { missing }
  const font = `600 13px ${fonts.join(', ')}`
  const measuring = createCanvas(1, 1).getContext('2d')
  measuring.font = font
  const length = Math.ceil(measuring.measureText(phrase).width)
  const width = MARK + length + 2 * PADDING
  const isRtl = direction(language) === 'rtl'

  const canvas = createCanvas(width * SCALE, HEIGHT * SCALE)
  const context = canvas.getContext('2d')
  context.scale(SCALE, SCALE)
  context.beginPath()
  context.roundRect(0.5, 0.5, width - 1, HEIGHT - 1, 4.5)
  context.fillStyle = COLOURS.paper
  context.fill()
  context.strokeStyle = COLOURS.rule
  context.stroke()

  drawMark(context, isRtl ? width - 24 : 8, 6, mark)

  context.direction = isRtl ? 'rtl' : 'ltr'
  context.textAlign = 'start'
  context.font = font
  context.fillStyle = COLOURS.ink
  context.fillText(phrase, isRtl ? width - MARK - PADDING : MARK + PADDING, 18.5)
  return { png: canvas.toBuffer('image/png') }
}
