/**
 * The publisher's Ed25519 keys. The private one stays in a file outside of the project; the public ones are a JWK Set
 * (RFC 7517, RFC 8037) in `data/`, which the Worker serves.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type JsonWebKey,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import { CheckFailed } from '../cli/command.ts'
import type { Signature } from '../revision/layout.ts'

export const PUBLIC_KEYS = 'data/public-keys.json'

const PublicKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().check(z.regex(/^[\w-]{43}$/)),
  kid: z.string(),
  use: z.literal('sig'),
})
export type PublicKey = z.infer<typeof PublicKey>

export const PublicKeys = z.object({ keys: z.array(PublicKey) })
export type PublicKeys = z.infer<typeof PublicKeys>

/** A key's id is its thumbprint: SHA-256 of its required members (RFC 7638, RFC 8037 A.3). */
const thumbprint = (x: string): string =>
  createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url')

/** The public half of a key, as it is published. */
export const publicKeyOf = (key: KeyObject): PublicKey => {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' }) as JsonWebKey
  return { kty: 'OKP', crv: 'Ed25519', x, kid: thumbprint(x), use: 'sig' }
}

/** The public keys that the project publishes; none where there is no such file. @throws Found when it is no JWK Set */
export const readPublicKeys = async (file: string = PUBLIC_KEYS): Promise<PublicKeys> => {
  let json: string
  try {
    json = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { keys: [] }
    throw error
  }
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    throw new CheckFailed(
      `${file}:1:1: this is not JSON (${(error as Error).message}); undersigned keygen writes it`,
    )
  }
  const result = z.safeParse(PublicKeys, value)
  if (!result.success)
    throw new CheckFailed(`${file}:1:1: ${z.prettifyError(result.error)}; undersigned keygen writes it`)
  for (const { kid, x } of result.data.keys) {
    if (kid !== thumbprint(x))
      throw new CheckFailed(`${file}:1:1: the kid ${kid} is not its key's; write ${thumbprint(x)}`)
  }
  return result.data
}

/** @throws Found when the file holds no Ed25519 private key */
export const readPrivateKey = async (file: string): Promise<KeyObject> => {
  const pem = await readFile(file, 'utf8').catch((error: Error) => {
    throw new CheckFailed(`The key cannot be read: ${error.message}`)
  })
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {}
  throw new CheckFailed(`${file} holds no Ed25519 private key; undersigned keygen makes one`)
}

/** What is signed: words that say what it is, and the revision id, which depends on every byte of the letter. */
const statement = (revision: string): Buffer => Buffer.from(`undersigned revision ${revision}`)

/** @throws Found when readers could not check the signature, because its public key is not among `keys` */
export const signRevision = (revision: string, key: KeyObject, { keys }: PublicKeys): Signature => {
  const { kid } = publicKeyOf(key)
  if (!keys.some((known) => known.kid === kid)) {
    throw new CheckFailed(
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
  const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' })
  return verify(null, statement(revision), key, Buffer.from(signature.value, 'base64url'))
    ? undefined
    : 'does not match: this revision is not what the key holder signed'
}
