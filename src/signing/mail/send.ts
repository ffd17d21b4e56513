import { site } from '../../page/site.ts'
import { readLetter } from '../letter.ts'
import { linkKey, signonLink } from '../links.ts'
import { wordsIn } from '../messages.ts'
import type { Outgoing } from '../register/outbox.ts'
import type { Settings } from '../settings.ts'
import { createMessage } from './message.tsx'

/**
 * Sends one mail.
 * @param reason why a sign-on was rejected
 * @throws whatever the binding throws, and Error where the letter is not there to be named
 */
export const sendMail = async (
  env: Settings,
  slug: string,
  { number, kind, address, origin, language }: Outgoing,
  reason: string | undefined,
): Promise<void> => {
  const found = await readLetter(env.LETTERS, slug)
  if (found === undefined) throw new Error('the letter is not there')
  const link = signonLink(origin, slug, await linkKey(env.SIGNING_SECRET, slug, number))
  await env.EMAIL.send({
    from: { email: env.MAIL_FROM, name: env.MAIL_NAME || site.name },
    to: address,
    ...createMessage(wordsIn(language), found.letter, kind, link, reason),
  })
}
