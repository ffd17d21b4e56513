/** Signing what a command publishes. */
import { readPrivateKey, readPublicKeys } from '../publishing/key-files.ts'
import { signRevision } from '../publishing/signatures.ts'
import type { Signature } from '../revision/layout.ts'
import { WrongUsage } from './command.ts'

/** Signs a revision by its id. */
export type Signer = (revision: string) => Signature

/** @param file holds a private key; nothing is signed without one. @throws SignatureError */
export const readSigner = async (file: string | undefined): Promise<Signer | undefined> => {
  if (file === undefined) return undefined
  const [key, publicKeys] = await Promise.all([readPrivateKey(file), readPublicKeys()])
  return (revision) => signRevision(revision, key, publicKeys)
}

/**
 * Whoever checks signatures would find none where there was one: that is not to come of forgetting an option.
 *
 * @param letters those that change, and whether what is live of each is signed
 * @throws WrongUsage
 */
export const assertNotUnsigned = (
  letters: { slug: string; isSigned: boolean }[],
  { sign, unsigned }: { sign?: string | undefined; unsigned?: true | undefined },
): void => {
  const signed = letters.filter(({ isSigned }) => isSigned).map(({ slug }) => slug)
  if (signed.length === 0 || sign !== undefined || unsigned) return
  throw new WrongUsage(
    `What is live is signed (${signed.join(', ')}): sign this, too, with --sign <keyfile>, or say --unsigned to publish it without a signature`,
  )
}
