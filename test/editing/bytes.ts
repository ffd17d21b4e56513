/** Real bytes for the readers: UTF-8, in chunks that cut characters and lines anywhere. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

export async function* chunked(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export const joined = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...(typeof part === 'string' ? utf8(part) : part)]))
