/** Files that are no text, whatever they are called. */
const startsWith = (bytes: Uint8Array, ...start: number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

const hasAscii = (bytes: Uint8Array, words: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(words)

/** What the first bytes say of a file that is not text. */
export const binaryFormat = (
  bytes: Uint8Array,
):
  | 'a spreadsheet'
  | 'a PDF'
  | 'a Word document'
  | 'a presentation'
  | 'a compressed file'
  | 'a picture'
  | undefined => {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) {
    if (hasAscii(bytes, 'word/document.xml') || hasAscii(bytes, 'opendocument.textPK'))
      return 'a Word document'
    if (hasAscii(bytes, 'ppt/presentation.xml')) return 'a presentation'
    return 'a spreadsheet'
  }
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'a spreadsheet'
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return 'a PDF'
  if (startsWith(bytes, 0x7b, 0x5c, 0x72, 0x74, 0x66)) return 'a Word document'
  if (startsWith(bytes, 0x1f, 0x8b)) return 'a compressed file'
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) || startsWith(bytes, 0xff, 0xd8, 0xff)) return 'a picture'
  return undefined
}
