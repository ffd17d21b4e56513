/**
 * ZIP archives (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, version 2.0) that are written piece by piece:
 * entries are stored as they are, so that the same content always gives the same bytes. What is said of an entry
 * follows it, as neither its size nor its checksum is known before. Without ZIP64, so 4 GiB is the most.
 */

export type ZipEntry = { name: string; content: AsyncIterable<Uint8Array<ArrayBuffer>> }

const MAX_BYTES = 0xffff_ffff

/** Each byte's part in a CRC-32 (the polynomial of IEEE 802.3, reflected). */
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? 0xedb8_8320 ^ (byte >>> 1) : byte >>> 1
  return byte
})

const crc32 = (bytes: Uint8Array, before: number): number => {
  let crc = ~before
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8)
  return ~crc >>> 0
}

/** Numbers of 16 bits, the low byte first, which is how every processor that runs this keeps them. */
const words = (...numbers: number[]) => new Uint8Array(Uint16Array.from(numbers).buffer)
/** One of 32 bits, as two of those. */
const long = (number: number): [number, number] => [number, number >>> 16]

/** `modified`: the day on which all entries were. @throws RangeError beyond 4 GiB */
export async function* zip(
  entries: AsyncIterable<ZipEntry>,
  modified: Date,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const at = [
    0,
    ((modified.getUTCFullYear() - 1980) << 9) | ((modified.getUTCMonth() + 1) << 5) | modified.getUTCDate(),
  ]
  const directory: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  const written = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
    offset += bytes.length
    if (offset > MAX_BYTES) throw new RangeError('a ZIP archive without ZIP64 holds 4 GiB')
    return bytes
  }
  for await (const { name, content } of entries) {
    const start = offset
    const path = new TextEncoder().encode(name) as Uint8Array<ArrayBuffer>
    let crc = 0
    let size = 0
    // Version 2.0; sizes follow, and the name is UTF-8; stored.
    const described = () => [20, 0x808, 0, ...at, ...long(crc), ...long(size), ...long(size), path.length, 0]
    yield written(words(0x4b50, 0x0403, ...described()))
    yield written(path)
    for await (const bytes of content) {
      crc = crc32(bytes, crc)
      size += bytes.length
      yield written(bytes)
    }
    yield written(words(0x4b50, 0x0807, ...long(crc), ...long(size), ...long(size)))
    directory.push(words(0x4b50, 0x0201, 20, ...described(), 0, 0, 0, 0, 0, ...long(start)), path)
  }
  const begin = offset
  for (const bytes of directory) yield written(bytes)
  const count = directory.length / 2
  yield words(0x4b50, 0x0605, 0, 0, count, count, ...long(offset - begin), ...long(begin), 0)
}
