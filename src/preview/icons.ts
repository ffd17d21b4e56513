/** Icons for what does not read the one in the pages: feed readers, bookmarks, home screens. */
import { createCanvas } from '@napi-rs/canvas'
import { drawMark } from './mark.ts'

/** @param paper what is behind the mark; nothing where it is left out */
const drawIcon = (size: number, margin: number, mark: string, paper?: string): Buffer => {
  const canvas = createCanvas(size, size)
  const context = canvas.getContext('2d')
  if (paper !== undefined) {
    context.fillStyle = paper
    context.fillRect(0, 0, size, size)
  }
  const scale = (size - 2 * margin) / 16
  context.translate(margin, margin)
  context.scale(scale, scale)
  drawMark(context, 0, 0, mark)
  return canvas.toBuffer('image/png')
}

/** A file of one icon, 32 by 32, as PNG: https://en.wikipedia.org/wiki/ICO_(file_format) */
export const favicon = (mark: string): Buffer => {
  const png = drawIcon(32, 0, mark)
  const header = Buffer.alloc(22)
  // An icon file, of one image.
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(1, 4)
  header.writeUInt8(32, 6)
  header.writeUInt8(32, 7)
  header.writeUInt16LE(1, 10)
  header.writeUInt16LE(32, 12)
  header.writeUInt32LE(png.length, 14)
  header.writeUInt32LE(header.length, 18)
  return Buffer.concat([header, png])
}

/** For home screens, which give it round corners. */
export const touchIcon = (mark: string): Buffer => drawIcon(180, 34, mark, '#fdfcf9')
