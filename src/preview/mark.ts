import type { SKRSContext2D } from '@napi-rs/canvas'

/** The mark, a tick above a line to sign on, in a box of 16 by 16 that begins here. */
export const drawMark = (context: SKRSContext2D, x: number, y: number, colour: string): void => {
  context.beginPath()
  context.moveTo(x + 4, y + 6)
  context.lineTo(x + 7, y + 10)
  context.lineTo(x + 13, y + 2)
  context.moveTo(x + 1, y + 14)
  context.lineTo(x + 15, y + 14)
  context.strokeStyle = colour
  context.lineWidth = 2
  context.stroke()
}
