import type { SKRSContext2D } from '@napi-rs/canvas'

/** At least 3 to 1 on light and dark, as WCAG 2.2 asks of graphics (1.4.11). */
const ACCENT = '#b8475a'

/** The mark, a tick above a line to sign on, in a box of 16 by 16 that begins here. */
export const drawMark = (context: SKRSContext2D, x: number, y: number): void => {
  context.beginPath()
  context.moveTo(x + 4, y + 6)
  context.lineTo(x + 7, y + 10)
  context.lineTo(x + 13, y + 2)
  context.moveTo(x + 1, y + 14)
  context.lineTo(x + 15, y + 14)
  context.strokeStyle = ACCENT
  context.lineWidth = 2
  context.stroke()
}
