/** The form, and the page that shows what it would make public. */
import type { Letter } from '../../letter/schema.ts'
import type { Signing } from '../../letter/signing.ts'
import { closesOn } from '../../page/closes.tsx'
import { interpolate } from '../../page/interpolate.ts'
import type { Challenge } from '../challenge/challenge.ts'
import { FIELDS, type FieldErrors, type Submission, typesOf, type Values, valuesOf } from '../entry.ts'
import { ChallengeFields, ChallengeScripts } from './challenge.tsx'
import { ContactFields, ErrorSummary, NewsField, PublicFields, TextField, titleWith } from './fields.tsx'
import {
  type Around,
  formAddress,
  LanguageLinks,
  LetterHead,
  Preview,
  PrivacyLink,
  SignLinks,
  signingPage,
  targetIn,
} from './page.tsx'

export type FormView = {
  letter: Letter
  signing: Signing
  values: Values
  errors: FieldErrors
  /** What else is to be said above it. */
  said?: string | undefined
  /** When it was given out, and a proof of that. */
  stamp: string
}

/** A field that people do not see, and programs fill in. */
export const HONEYPOT = 'homepage'

export const formPage = (around: Around, view: FormView): string => {
  const { letter, signing, values, errors, said, stamp } = view
  const { words } = around
  const { m } = words
  const types = typesOf(signing)
  const chosen = types.find((type) => type === values.type) ?? types[0]
  const common = { words, values, errors, types }
  return signingPage(
    around,
    titleWith(words, m.sign, errors),
    <>
      <LanguageLinks words={words} href={(language) => formAddress(around, letter.slug, { language })} />
      <h1>{m.sign}</h1>
      <LetterHead around={around} letter={letter} />
      {signing.closes && <p class="note">{closesOn(signing.closes, words.page)}</p>}
      <form class="form" method="post" action={formAddress(around, letter.slug)}>
        <ErrorSummary words={words} errors={errors} said={said} of={chosen} />
        <fieldset>
          <legend>{m.publicPart}</legend>
          {types.length > 1 ? (
            <div class="choices">
              {types.map((type) => (
                <label class="choice">
                  <input type="radio" name="type" value={type} checked={type === chosen} />
                  <span>{type === 'person' ? m.asPerson : m.asOrganisation}</span>
                </label>
              ))}
            </div>
          ) : (
            <input type="hidden" name="type" value={types[0]} />
          )}
          <PublicFields {...common} signing={signing} />
        </fieldset>
        <fieldset>
          <legend>{m.privatePart}</legend>
          <ContactFields {...common} />
          <TextField
            {...common}
            field="email"
            type="email"
            label={m.email}
            note={m.emailNote}
            autocomplete="email"
            isRequired
          />
          <NewsField words={words} checked={values.news === 'on'} />
        </fieldset>
        <div class="more" aria-hidden="true">
          <label>
            Homepage
            <input type="text" name={HONEYPOT} tabindex={-1} autocomplete="off" />
          </label>
        </div>
        <input type="hidden" name="stamp" value={stamp} />
        <div class="buttons">
          <button type="submit" class="main" name="step" value="check">
            {m.check}
          </button>
        </div>
      </form>
      <SignLinks around={around} slug={letter.slug} />
    </>,
  )
}

export type CheckView = {
  letter: Letter
  signing: Signing
  submission: Submission
  /** As they came, to be sent again. */
  values: Values
  stamp: string
  controller: string | undefined
  said?: string | undefined
  challenge: Challenge
}

export const checkPage = (
  around: Around,
  { letter, signing, submission, values, stamp, controller, said, challenge }: CheckView,
): string => {
  const { words } = around
  const { m } = words
  const { entry, contact, email } = submission
  const sent: Values = { ...values, ...valuesOf(entry, contact), email }
  return signingPage(
    around,
    m.checkTitle,
    <>
      <h1>{m.checkTitle}</h1>
      <LetterHead around={around} letter={letter} />
      {said && (
        <p class="said" role="status">
          {said}
        </p>
      )}
      <h2>{m.exactlyThis}</h2>
      <Preview entry={entry} words={words} />
      <h2>{m.staysPrivate}</h2>
      <div class="private">
        <p>
          <bdi>{email}</bdi>
          {contact && (
            <>
              <br />
              <bdi>{contact.name}</bdi>, <bdi>{contact.role}</bdi>
            </>
          )}
          {submission.news && (
            <>
              <br />
              {m.news}
            </>
          )}
        </p>
      </div>
      <section class="consent">
        <h2>{m.consentTitle}</h2>
        <ul>
          <li>{interpolate(m.consent, { controller: controller ?? m.organisers })}</li>
          {signing.moderation === 'before' && <li>{m.consentModerated}</li>}
          <li>{m.consentBack}</li>
        </ul>
        <p class="note">
          <PrivacyLink around={around} slug={letter.slug} />
        </p>
      </section>
      <form
        class="form"
        method="post"
        action={formAddress(around, letter.slug)}
        data-puzzle={challenge.puzzle}
      >
        {FIELDS.map((field) =>
          sent[field] === undefined ? null : <input type="hidden" name={field} value={sent[field]} />,
        )}
        <input type="hidden" name="stamp" value={stamp} />
        <ChallengeFields challenge={challenge} words={words} />
        <div class="buttons">
          <button type="submit" class="main" name="step" value="sign">
            {m.agree}
          </button>
          <button type="submit" name="step" value="edit">
            {m.edit}
          </button>
        </div>
      </form>
      <ChallengeScripts challenge={challenge} />
    </>,
  )
}

/** After the form was sent, whatever it said, or that for a link, whether there is one. */
export const sentPage = (
  around: Around,
  letter: Letter,
  { late, isLink }: { late: boolean; isLink: boolean },
): string => {
  const { m, language } = around.words
  return signingPage(
    around,
    m.sentTitle,
    <>
      <h1>{m.sentTitle}</h1>
      <LetterHead around={around} letter={letter} />
      <p>{isLink ? m.linkSent : m.sent}</p>
      {late && <p>{m.sentLate}</p>}
      <p class="note">
        {m.notThere}{' '}
        <a href={`/sign/${letter.slug}/link?lang=${language}`} target={targetIn(around)}>
          {m.linkTitle}
        </a>
      </p>
    </>,
  )
}

export const linkPage = (
  around: Around,
  letter: Letter,
  { values, errors, said }: Pick<FormView, 'values' | 'errors' | 'said'>,
): string => {
  const { words } = around
  const { m } = words
  return signingPage(
    around,
    titleWith(words, m.linkTitle, errors),
    <>
      <h1>{m.linkTitle}</h1>
      <LetterHead around={around} letter={letter} />
      <p>{m.linkIntro}</p>
      <form class="form" method="post" action={`/sign/${letter.slug}/link?lang=${words.language}`}>
        <ErrorSummary words={words} errors={errors} said={said} />
        <TextField
          words={words}
          values={values}
          errors={errors}
          field="email"
          type="email"
          label={m.email}
          autocomplete="email"
          isRequired
        />
        <div class="buttons">
          <button type="submit" class="main">
            {m.linkSend}
          </button>
        </div>
      </form>
    </>,
  )
}
