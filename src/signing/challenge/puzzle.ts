/**
 * A puzzle that a browser solves in a second or some, while whoever signs reads what they agree to: the proof of work of
 * ALTCHA, version 2 (https://altcha.org). A solution is good for one letter and one e-mail address, for an hour: whoever
 * floods pays for each. Nobody else is asked.
 */
import { createChallenge, randomInt, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { hmac } from '../hmac.ts'

/** Iterations of PBKDF2 for a try, and how many tries it takes. */
const COST = 1_000
const MIN_TRIES = 500
const MAX_TRIES = 1_500
export const PUZZLE_MS = 3_600_000

/** One for the puzzle and one for its key, so that neither can stand for the other. */
const secretsFor = async (secret: string, slug: string, email: string) => ({
  hmacSignatureSecret: await hmac(secret, 'puzzle', slug, email),
  hmacKeySignatureSecret: await hmac(secret, 'puzzle', slug, email, 'key'),
})

export const createPuzzle = async (
  secret: string,
  slug: string,
  email: string,
  now: number,
): Promise<string> => {
  const challenge = await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: COST,
    counter: randomInt(MIN_TRIES, MAX_TRIES),
    deriveKey,
    expiresAt: new Date(now + PUZZLE_MS),
    ...(await secretsFor(secret, slug, email)),
  })
  return JSON.stringify(challenge)
}

/** @param payload Base64 of the puzzle and its solution, as ALTCHA's own widget sends them */
export const isPuzzleSolved = async (
  secret: string,
  slug: string,
  email: string,
  payload: string,
): Promise<boolean> => {
  const secrets = await secretsFor(secret, slug, email)
  try {
    const { challenge, solution } = JSON.parse(atob(payload))
    return (await verifySolution({ challenge, solution, deriveKey, ...secrets })).verified
  } catch {
    return false
  }
}
