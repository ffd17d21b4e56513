import type { Letter } from '../../letter/schema.ts'
import { closestOf } from '../../page/closest-language.ts'
import { raw } from '../../page/jsx-runtime.ts'
import { direction } from '../../page/messages.ts'
import { site } from '../../page/site.ts'
import { own } from '../own.ts'
import { RETENTION_MS, type Retained } from '../retention.ts'
import { type Around, LetterHead, signingPage } from './page.tsx'

const DAY = 86_400_000

const SAID = {
  unconfirmed: 'keptUnconfirmed',
  rejected: 'keptRejected',
  withdrawn: 'keptWithdrawn',
  mail: 'keptMail',
  sends: 'keptSends',
  limits: 'keptLimits',
} as const satisfies Record<Retained, string>

/** What the operator says of privacy, in the page's language or else in their own. */
const ownText = (language: string): { language: string; html: string } | undefined => {
  const languages = Object.keys(own.privacy)
  const chosen = closestOf(languages, language) ?? languages[0]
  const html = chosen === undefined ? undefined : own.privacy[chosen]
  return chosen === undefined || html === undefined ? undefined : { language: chosen, html }
}

/** What happens to the data of those who sign: its times are those that the alarm goes by. */
export const privacyPage = (around: Around, letter: Letter): string => {
  const { words } = around
  const { controller } = own
  const { contact } = site
  const text = ownText(words.language)
  const { m, days } = words
  return signingPage(
    around,
    m.privacyTitle,
    <>
      <h1>{m.privacyTitle}</h1>
      <LetterHead around={around} letter={letter} />
      <h2>{m.privacyWho}</h2>
      <p>
        {controller === undefined ? m.privacyUnsaid : <bdi>{controller}</bdi>}
        {contact && (
          <>
            <br />
            <bdi>{contact}</bdi>
          </>
        )}
      </p>
      <h2>{m.privacyWhat}</h2>
      <p>{m.privacyPublic}</p>
      <p>{m.privacyPrivate}</p>
      <p>{m.privacyDomain}</p>
      <p>{m.privacyNever}</p>
      <h2>{m.privacyWhy}</h2>
      <p>{m.privacyLaw}</p>
      <p>{m.privacyRights}</p>
      <h2>{m.privacyKept}</h2>
      <table>
        <tbody>
          {(Object.keys(SAID) as Retained[]).map((kept) => (
            <tr>
              <td>{m[SAID[kept]]}</td>
              <td>{days(RETENTION_MS[kept] / DAY)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="note">{m.keptStanding}</p>
      <p class="note">{m.keptTrace}</p>
      <p class="note">{m.keptNews}</p>
      <p class="note">{m.leaving}</p>
      <p class="note">{m.keptBackups}</p>
      {text && (
        <section>
          <h2>{words.page.privacy}</h2>
          <div class="text" lang={text.language} dir={direction(text.language)}>
            {raw(text.html)}
          </div>
        </section>
      )}
    </>,
  )
}
