/** The mails, as text and as HTML, each with one link. What was typed into the form is in none: a mail is no way to send it on. */
import type { Letter } from '../../letter/schema.ts'
import { direction, fill } from '../../page/messages.ts'
import type { Words } from '../messages.ts'
import { own } from '../own.ts'
import { translationFor } from '../pages/page.tsx'
import type { MailKind } from '../register/outbox.ts'
import { RETENTION_MS } from '../retention.ts'

const DAY = 86_400_000

export type Message = { subject: string; text: string; html: string }

/** As a header field holds it: one line. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim()

export const createMessage = (
  words: Words,
  letter: Letter,
  kind: MailKind,
  link: string,
  reason?: string,
): Message => {
  const { m, language } = words
  const { title } = translationFor(letter, language)
  const said = {
    confirm: {
      subject: m.mailConfirmSubject,
      text: m.mailConfirm,
      button: m.mailConfirmButton,
      note: fill(m.mailConfirmNote, { days: words.days(RETENTION_MS.unconfirmed / DAY) }),
    },
    link: { subject: m.mailLinkSubject, text: m.mailLink, button: m.mailLinkButton, note: undefined },
    rejected: {
      subject: m.mailRejectedSubject,
      text: m.mailRejected,
      button: m.mailLinkButton,
      note: reason && fill(m.reason, { reason }),
    },
    held: { subject: m.mailHeldSubject, text: m.mailHeld, button: m.mailHeldButton, note: m.mailHeldNote },
  }[kind]
  const paragraphs = {
    text: fill(said.text, { title }),
    why: fill(m.mailWhy, { site: new URL(link).host }),
  }
  const subject = oneLine(fill(said.subject, { title }))
  const font = 'font-family: Georgia, serif; font-size: 18px; line-height: 1.6; color: #1d1a16'
  const html = (
    <html lang={language} dir={direction(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
      </head>
      <body style="margin: 0; background: #fdfcf9">
        <div style={`max-width: 34em; margin: 0 auto; padding: 32px 24px; ${font}`}>
          <p style="margin: 0 0 24px">{paragraphs.text}</p>
          <p style="margin: 0 0 24px">
            <a
              href={link}
              style={`display: inline-block; padding: 13px 24px; border-radius: 4px; background: ${own.accent}; color: #ffffff; font: 600 17px sans-serif; text-decoration: none`}
            >
              {said.button}
            </a>
          </p>
          {said.note && <p style="margin: 0 0 24px">{said.note}</p>}
          <p style="margin: 32px 0 0; padding-top: 16px; border-top: 1px solid #d8d2c6; font: 14px/1.5 sans-serif; color: #4f4a42">
            {paragraphs.why}
          </p>
        </div>
      </body>
    </html>
  )
  return {
    subject,
    text: `${[paragraphs.text, `${said.button}:\n${link}`, said.note, '-- ', paragraphs.why]
      .filter(Boolean)
      .join('\n\n')}\n`,
    html: `<!doctype html>${html.html}`,
  }
}
