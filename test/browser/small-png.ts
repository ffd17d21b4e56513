import { crc32, deflateSync } from 'node:zlib'
import type { Page } from 'playwright-core'

/** Between two levels of a channel. */
const STEP = 255 / 31

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/**
 * A screenshot as a PNG with a palette (https://www.w3.org/TR/png-3/), a third of the size: 32 levels a channel are
 * enough for text on plain ground. Throws when there are more than 256 colours.
 * @param page any page of the browser, to decode with
 */
export const smallPng = async (page: Page, png: Buffer): Promise<Buffer> => {
  const { width, height, pixels, palette } = await page.evaluate(
    async ([base64, step]) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const { width, height } = bitmap
      const context = new OffscreenCanvas(width, height).getContext('2d')
      if (!context) throw new Error('no canvas')
      context.drawImage(bitmap, 0, 0)
      const { data } = context.getImageData(0, 0, width, height)
      const colours = new Map<number, number>()
      let pixels = ''
      for (let at = 0; at < data.length; at += 4) {
        const [red, green, blue] = [0, 1, 2].map((channel) => Math.round((data[at + channel] ?? 0) / step))
        const colour = ((red ?? 0) << 10) | ((green ?? 0) << 5) | (blue ?? 0)
        const index = colours.get(colour) ?? colours.size
        colours.set(colour, index)
        pixels += String.fromCharCode(index)
      }
      return { width, height, pixels, palette: [...colours.keys()] }
    },
    [png.toString('base64'), STEP] as const,
  )
  if (palette.length > 256) throw new Error(`${palette.length} colours are too many for a palette`)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3], 8)
  const indices = Buffer.from(pixels, 'latin1')
  const lines = Array.from({ length: height }, (_, line) =>
    Buffer.concat([Buffer.of(0), indices.subarray(line * width, (line + 1) * width)]),
  )
  return Buffer.concat([
    Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk(
      'PLTE',
      Uint8Array.from(
        palette.flatMap((colour) => [10, 5, 0].map((shift) => Math.round(((colour >> shift) & 31) * STEP))),
      ),
    ),
    chunk('IDAT', deflateSync(Buffer.concat(lines), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
