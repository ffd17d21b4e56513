/** Signatures of revisions: Ed25519 (RFC 8032), with public keys as a JWK Set (RFC 7517, RFC 8037). */
import { createHash, createPublicKey, type JsonWebKey, type KeyObject, sign, verify } from 'node:crypto'
import * as z from 'zod/mini'
import type { Signature } from '../revision/layout.ts'
import { SignatureError } from './errors.ts'

/** Where a project keeps its public keys. */
export const PUBLIC_KEYS = 'data/public-keys.json'

const PublicKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().check(z.regex(/^[\w-]{43}$/)),
  kid: z.string(),
  use: z.literal('sig'),
  /** Since when it signs no more; what it signed stays good. In seconds, as the next (OpenID Federation 1.0, 8.7). */
  exp: z.optional(z.int()),
  /** Since when nothing that it signed is to be trusted. */
  revoked: z.optional(z.object({ revoked_at: z.int(), reason: z.optional(z.string()) })),
})
export type PublicKey = z.infer<typeof PublicKey>

export const PublicKeys = z.object({ keys: z.array(PublicKey) })
export type PublicKeys = z.infer<typeof PublicKeys>

/** A key's id is its thumbprint: SHA-256 of its required members (RFC 7638, RFC 8037 A.3). */
export const thumbprint = (x: string): string =>
  createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url')

/** The public half of a key, as it is published. */
export const publicKeyOf = (key: KeyObject): PublicKey => {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' }) as JsonWebKey
  return { kty: 'OKP', crv: 'Ed25519', x, kid: thumbprint(x), use: 'sig' }
}

/** What is signed: words that say what it is, and the revision id, which depends on every byte of the letter. */
const statement = (revision: string): Buffer => Buffer.from(`undersigned revision ${revision}`)

/** The day of a time in seconds. */
export const dayOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10)

/** @throws SignatureError when readers could not check the signature: its public key is not among `keys`, or signs no more */
export const signRevision = (revision: string, key: KeyObject, { keys }: PublicKeys): Signature => {
  const { kid } = publicKeyOf(key)
  const jwk = keys.find((known) => known.kid === kid)
  const ended = jwk?.revoked?.revoked_at ?? jwk?.exp
  if (ended !== undefined)
    throw new SignatureError(
      `${PUBLIC_KEYS} says that this key (${kid}) signs no more since ${dayOf(ended)}; sign with another, which undersigned keygen makes`,
    )
  if (jwk === undefined) {
    throw new SignatureError(
      `Nobody could check the signature: ${PUBLIC_KEYS} does not hold this key's public half (${kid})`,
    )
  }
  return { key: kid, value: sign(null, statement(revision), key).toString('base64url') }
}

/** Why a signature is not good, or nothing. */
export const signatureFault = (
  revision: string,
  signature: Signature,
  { keys }: PublicKeys,
): string | undefined => {
  const jwk = keys.find(({ kid }) => kid === signature.key)
  if (jwk === undefined) return `made with a key that is not among the public keys (${signature.key})`
  if (jwk.revoked)
    return `made with a key that was revoked on ${dayOf(jwk.revoked.revoked_at)} (${jwk.kid}): anybody may have made it`
  const key = createPublicKey({ key: { kty: jwk.kty, crv: jwk.crv, x: jwk.x }, format: 'jwk' })
  return verify(null, statement(revision), key, Buffer.from(signature.value, 'base64url'))
    ? undefined
    : 'does not match: this revision is not what the key holder signed'
}
