/** Keyed hashes (RFC 2104, SHA-256), each bound to a purpose: what was made for one is worth nothing for another. */

const encoder = new TextEncoder()

const base64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const keys = new Map<string, Promise<CryptoKey>>()

const keyOf = (secret: string): Promise<CryptoKey> => {
  let key = keys.get(secret)
  if (key === undefined) {
    if (secret.length < 32) throw new Error('SIGNING_SECRET is missing, or has fewer than 32 characters')
    key = crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
      'sign',
    ])
    keys.set(secret, key)
  }
  return key
}

/** What a hash is for. A letter's slug is part of it wherever there is a letter. */
export type Purpose = 'address' | 'link' | 'form' | 'client' | 'desk' | 'puzzle'

/** A hash of some texts, as 43 characters of base64url. JSON keeps the texts apart. */
export const hmac = async (secret: string, purpose: Purpose, ...texts: string[]): Promise<string> =>
  base64url(
    await crypto.subtle.sign(
      'HMAC',
      await keyOf(secret),
      encoder.encode(JSON.stringify([purpose, ...texts])),
    ),
  )

/** Whether two texts are the same, in a time that says nothing of where they differ. */
export const isSame = (one: string, two: string): boolean => {
  const [a, b] = [encoder.encode(one), encoder.encode(two)]
  return a.byteLength === b.byteLength && crypto.subtle.timingSafeEqual(a, b)
}

/** 256 random bits, as 43 characters of base64url. */
export const randomText = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)).buffer)
