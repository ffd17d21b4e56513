import { createPrivateKey, generateKeyPairSync, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { SignatureError } from '../../src/publishing/errors.ts'
import {
  PUBLIC_KEYS,
  PublicKeys,
  publicKeyOf,
  signatureFault,
  signRevision,
} from '../../src/publishing/signatures.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const jwk = publicKeyOf(privateKey)
const other = publicKeyOf(generateKeyPairSync('ed25519').privateKey)
const [revision, another] = ['a', 'b'].map((digit) => digit.repeat(64)) as [string, string]

it('a key’s id is the thumbprint that RFC 8037 gives for its own', () => {
  const d = 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A'
  const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'
  const key = createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', d, x }, format: 'jwk' })
  const kid = 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k'
  expect(publicKeyOf(key)).toEqual({ kty: 'OKP', crv: 'Ed25519', x, kid, use: 'sig' })
})

describe('a signature', () => {
  it('is what the key says of the revision, and anybody can check it', () => {
    const signature = signRevision(revision, privateKey, { keys: [other, jwk] })
    expect(signature.key).toBe(jwk.kid)
    const signed = Buffer.from(`undersigned revision ${revision}`)
    expect(verify(null, signed, publicKey, Buffer.from(signature.value, 'base64url'))).toBe(true)
    expect(signatureFault(revision, signature, { keys: [other, jwk] })).toBeUndefined()
  })

  it('is not made where nobody could check it', () => {
    const sign = () => signRevision(revision, privateKey, { keys: [other] })
    expect(sign).toThrow(SignatureError)
    expect(sign).toThrow(
      `Nobody could check the signature: data/public-keys.json does not hold this key's public half (${jwk.kid})`,
    )
  })

  it('is good though its key was retired since, and not once it was revoked; neither signs any more', () => {
    const signature = signRevision(revision, privateKey, { keys: [jwk] })
    const exp = Date.UTC(2026, 4, 1) / 1000
    const retired = { keys: [{ ...jwk, exp }] }
    const revoked = { keys: [{ ...jwk, exp, revoked: { revoked_at: exp + 86_400 } }] }
    expect(signatureFault(revision, signature, retired)).toBeUndefined()
    expect(signatureFault(revision, signature, revoked)).toBe(
      `made with a key that was revoked on 2026-05-02 (${jwk.kid}): anybody may have made it`,
    )
    expect(() => signRevision(revision, privateKey, retired)).toThrow('signs no more since 2026-05-01')
    expect(() => signRevision(revision, privateKey, revoked)).toThrow('signs no more since 2026-05-02')
  })

  it('is at fault for another revision, or by a key that is not known', () => {
    const signature = signRevision(revision, privateKey, { keys: [jwk] })
    expect(signatureFault(another, signature, { keys: [jwk] })).toBe(
      'does not match: this revision is not what the key holder signed',
    )
    expect(signatureFault(revision, signature, { keys: [other] })).toBe(
      `made with a key that is not among the public keys (${jwk.kid})`,
    )
    expect(signatureFault(revision, { ...signature, key: other.kid }, { keys: [other] })).toMatch(
      /^does not match/,
    )
  })
})

it('a set of public keys holds Ed25519 keys for signatures, and nothing else', () => {
  expect(PUBLIC_KEYS).toBe('data/public-keys.json')
  expect(PublicKeys.parse({ keys: [jwk] })).toEqual({ keys: [jwk] })
  for (const wrong of [
    { kty: 'EC' },
    { crv: 'X25519' },
    { use: 'enc' },
    { x: jwk.x.slice(1) },
    { x: `${jwk.x}A` },
    { x: `+${jwk.x.slice(1)}` },
    { kid: 1 },
  ])
    expect(PublicKeys.safeParse({ keys: [{ ...jwk, ...wrong }] }).success, JSON.stringify(wrong)).toBe(false)
  expect(PublicKeys.safeParse({}).success).toBe(false)
})
