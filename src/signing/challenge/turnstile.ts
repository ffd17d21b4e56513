/** Cloudflare's Turnstile, for those who want it. https://developers.cloudflare.com/turnstile/get-started/server-side-validation/ */
import * as z from 'zod/mini'

/** Where its script, its frame and its answers come from. */
export const TURNSTILE = 'https://challenges.cloudflare.com'

/** What its script adds to the form. */
export const TURNSTILE_FIELD = 'cf-turnstile-response'

const TIME_LIMIT_MS = 10_000
const Verdict = z.object({ success: z.boolean() })

/** Whether Turnstile says that its widget was passed; each answer counts once. Without its word nobody passes. */
export const isTurnstilePassed = async (secret: string, token: string): Promise<boolean> => {
  try {
    const response = await fetch(`${TURNSTILE}/turnstile/v0/siteverify`, {
      method: 'POST',
      // Without the visitor's address, which it does not need.
      body: new URLSearchParams({ secret, response: token }),
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    })
    return z.parse(Verdict, await response.json()).success
  } catch (error) {
    console.error(`Turnstile cannot be asked: ${error instanceof Error ? error.name : typeof error}`)
    return false
  }
}
