/** One attempt to hand an event over, signed as Standard Webhooks have it: https://www.standardwebhooks.com */
import { Webhook } from 'standardwebhooks'
import type { WebhookEvent } from './event.ts'

const TIME_LIMIT_MS = 10_000

/** The receiver, or the hub, did not take what it was told. The message goes on from its address. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken'
  /** Whether it asks never to be told again. */
  readonly isFinal: boolean
  constructor(message: string, isFinal = false) {
    super(message)
    this.isFinal = isFinal
  }
}

/** What is wrong with a secret, with what would be right; undefined where nothing is. */
export const secretProblem = (secret: string | undefined): string | undefined => {
  if (!secret) return 'WEBHOOK_SECRET is not set'
  // 24 to 64 bytes, as the scheme asks for.
  return /^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/.test(secret)
    ? undefined
    : 'WEBHOOK_SECRET is not whsec_ and, in base64, 24 to 64 bytes'
}

const whyNot = ({ status }: Response): NotTaken | undefined => {
  if (status >= 200 && status < 300) return undefined
  // Where it leads nobody has said that letters may be told of.
  if (status >= 300 && status < 400) return new NotTaken(`leads elsewhere (${status})`)
  return new NotTaken(`answers ${status}`, status === 410)
}

/**
 * Posts a body once.
 *
 * @throws NotTaken
 */
export const post = async (address: string, headers: Record<string, string>, body: string): Promise<void> => {
  const response = await fetch(address, {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.timeout(TIME_LIMIT_MS),
    headers,
    body,
  }).catch((error: unknown) => {
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    throw new NotTaken(isLate ? `took longer than ${TIME_LIMIT_MS / 1000} seconds` : 'cannot be reached')
  })
  // What it says is neither read nor shown.
  await response.body?.cancel().catch(() => {})
  const fault = whyNot(response)
  if (fault) throw fault
}

/** @throws NotTaken */
export const deliver = (
  address: string,
  { id, body }: Pick<WebhookEvent, 'id' | 'body'>,
  secret: string,
): Promise<void> => {
  const now = new Date()
  const headers = {
    'Content-Type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, now, body),
  }
  return post(address, headers, body)
}
