/**
 * The files that hold the publisher's keys: the private one outside of the project, the public ones in `data/`, which
 * the Worker serves.
 */
import { createPrivateKey, type KeyObject } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod/mini'
import { SignatureError } from './errors.ts'
import { PUBLIC_KEYS, PublicKeys, thumbprint } from './signatures.ts'
import { whyUnreadable } from './why-unreadable.ts'

/** The public keys that the project publishes; none where there is no such file. @throws SignatureError when it is no JWK Set */
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
    throw new SignatureError(
      `${file}:1:1: this is not JSON (${(error as Error).message}); undersigned keygen writes it`,
    )
  }
  const result = z.safeParse(PublicKeys, value)
  if (!result.success)
    throw new SignatureError(`${file}:1:1: ${z.prettifyError(result.error)}; undersigned keygen writes it`)
  for (const { kid, x } of result.data.keys) {
    if (kid !== thumbprint(x))
      throw new SignatureError(`${file}:1:1: the kid ${kid} is not its key's; write ${thumbprint(x)}`)
  }
  return result.data
}

export const writePublicKeys = async ({ keys }: PublicKeys, file: string = PUBLIC_KEYS): Promise<void> => {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify({ keys }, null, 2)}\n`)
}

/** @throws SignatureError when the file holds no Ed25519 private key */
export const readPrivateKey = async (file: string): Promise<KeyObject> => {
  const pem = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new SignatureError(`The key cannot be read: ${whyUnreadable(file, error)}`)
  })
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {}
  throw new SignatureError(`${file} holds no Ed25519 private key; undersigned keygen makes one`)
}
