import { _SHA256, sha256 } from '@noble/hashes/sha2.js'

/**
 * SHA-256 (FIPS 180-4) between two pieces of a message: how many bytes it has taken, and as base64url the eight words
 * of its state followed by those bytes that do not fill a block yet, at most 63.
 */
export type Sha256State = { length: number; state: string }

const WORDS = 32
const BLOCK = 64
/** Characters that are hashed at once: a call for each signatory would take twice as long. */
const PIECE = 16_384

/** The library's class, whose state its subclasses may see. */
class Resumable extends _SHA256 {
  save(): Sha256State {
    const bytes = new Uint8Array(WORDS + this.pos)
    const view = new DataView(bytes.buffer)
    for (const [index, word] of this.get().entries()) view.setInt32(index * 4, word)
    bytes.set(this.buffer.subarray(0, this.pos), WORDS)
    return { length: this.length, state: toBase64Url(bytes) }
  }

  load({ length, state }: Sha256State): this {
    const bytes = fromBase64Url(state)
    if (bytes.length !== WORDS + (length % BLOCK))
      throw new RangeError('no state of SHA-256 after so many bytes')
    const view = new DataView(bytes.buffer)
    const word = (index: number) => view.getInt32(index * 4)
    this.set(word(0), word(1), word(2), word(3), word(4), word(5), word(6), word(7))
    this.buffer.set(bytes.subarray(WORDS))
    this.pos = length % BLOCK
    this.length = length
    return this
  }
}

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  )

const encoder = new TextEncoder()

/** SHA-256 of a text as UTF-8, as 43 characters of base64url. */
export const sha256Base64Url = (text: string): string => toBase64Url(sha256(encoder.encode(text)))

/** SHA-256 of text that comes in pieces, as UTF-8. It can be saved between two of them and be resumed elsewhere. */
export const createSha256 = (from?: Sha256State) => {
  const hash = new Resumable()
  if (from !== undefined) hash.load(from)
  let text = ''
  const flush = () => {
    hash.update(encoder.encode(text))
    text = ''
  }
  return {
    add(piece: string): void {
      text += piece
      if (text.length >= PIECE) flush()
    },
    save(): Sha256State {
      flush()
      return hash.save()
    },
    /** In hexadecimal, the hash of all that was added and then of `end`. More can be added after it. */
    digest(end = ''): string {
      flush()
      const bytes = hash.clone().update(encoder.encode(end)).digest()
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    },
  }
}
