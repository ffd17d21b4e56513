/** The mail with a moderator's link. */
import { own } from '../own.ts'
import type { Message } from './message.tsx'

export const createLinkMail = (link: string): Message => {
  const subject = 'Your link to the desk'
  const text =
    'This link lets you in to the desk once, within 15 minutes. If you did not ask for it, do nothing.'
  const html = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{subject}</title>
      </head>
      <body style="margin: 0; padding: 32px 24px; font: 18px/1.6 Georgia, serif; color: #1d1a16; background: #fdfcf9">
        <p>{text}</p>
        <p>
          <a
            href={link}
            style={`display: inline-block; padding: 13px 24px; border-radius: 4px; background: ${own.accent}; color: #ffffff; font: 600 17px sans-serif; text-decoration: none`}
          >
            Open the desk
          </a>
        </p>
      </body>
    </html>
  )
  return { subject, text: `${text}\n\n${link}\n`, html: `<!doctype html>${html.html}` }
}
