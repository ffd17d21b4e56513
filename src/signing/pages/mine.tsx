/** Where a signatory's link leads: what would be signed, where it stands, and how to change, withdraw or erase it. */
import { MAX_LIMIT } from '../../embed/options.ts'
import type { Letter } from '../../letter/schema.ts'
import type { Signing } from '../../letter/signing.ts'
import { addresses } from '../../page/addresses.ts'
import { interpolate } from '../../page/interpolate.ts'
import type { Child } from '../../page/jsx-runtime.ts'
import { fill } from '../../page/messages.ts'
import type { Revision } from '../../revision/layout.ts'
import { type FieldErrors, type Values, valuesOf } from '../entry.ts'
import type { OwnView } from '../register/manage.ts'
import { RETENTION_MS } from '../retention.ts'
import { ContactFields, ErrorSummary, NewsField, PublicFields, titleWith } from './fields.tsx'
import { type Around, LetterHead, PassOn, Preview, PrivacyLink, sayingPage, signingPage } from './page.tsx'

export type MineView = {
  letter: Letter
  signing: Signing
  /** What tells the text that is current from another (`textId`). */
  text: string
  own: OwnView
  /** The current revision, and the number that its readers see beside the name. */
  revision: Revision
  position: number | undefined
  /** From the link. */
  key: string
  /** What was just done. */
  said?: string | undefined
  /** A change that was wrong. */
  values?: Values | undefined
  errors?: FieldErrors | undefined
}

const DAY = 86_400_000

/** A form of one button. The key goes in its body, so that it stands in the address once only. */
const Act = ({
  slug,
  keep,
  act,
  label,
  text,
}: {
  slug: string
  keep: string
  act: string
  label: string
  /** Which text was there to be read. */
  text?: string
}) => (
  <form method="post" action={`/sign/${slug}/mine`}>
    <input type="hidden" name="key" value={keep} />
    {text && <input type="hidden" name="text" value={text} />}
    <button type="submit" name="act" value={act}>
      {label}
    </button>
  </form>
)

/** Where readers see it: on the letter's page, or on that of those who follow. */
const placeAddress = ({ origin }: Around, { letter, own, revision, position = 0 }: MineView): string => {
  // A place in the list does without those who withdrew, of whom it is not known here how many stand before.
  const withdrawn = revision.withdrawn?.signatories.counts.reduce((sum, count) => sum + count, 0) ?? 0
  const cursor = position > MAX_LIMIT ? `?cursor=${revision.id}.${Math.max(0, position - 1 - withdrawn)}` : ''
  return `${addresses(origin, letter.slug).page}${cursor}#signatory-${own.id}`
}

export const minePage = (around: Around, view: MineView): string => {
  const { letter, signing, own, position, key, said, text } = view
  const { words } = around
  const { m } = words
  const { slug } = letter
  const isNew = own.state === 'unconfirmed'
  const title = isNew ? m.confirmTitle : m.mineTitle
  const errors = view.errors ?? {}
  const types = [own.entry.type]
  const values = view.values ?? valuesOf(own.proposed ?? own.entry, own.contact)
  const isConfirmed = own.state === 'waiting' || own.state === 'approved'
  const canChange = isNew || isConfirmed
  const standing = (): Child => {
    if (own.published !== undefined)
      return interpolate(position === undefined ? m.published : m.publishedAs, {
        date: <a href={placeAddress(around, view)}>{words.date(own.published)}</a>,
        number: words.number(position ?? 0),
      })
    return m[own.state as Exclude<OwnView['state'], 'unconfirmed'>]
  }
  return signingPage(
    around,
    titleWith(words, title, errors),
    <>
      <h1>{title}</h1>
      <LetterHead around={around} letter={letter} />
      <div class="form">
        <ErrorSummary words={words} errors={errors} of={own.entry.type} />
      </div>
      {said && (
        <p class="said" role="status">
          {said}
        </p>
      )}
      {isNew ? <p>{m.confirmIntro}</p> : <p>{standing()}</p>}
      {own.state === 'withdrawn' && <p class="note">{m.leaving}</p>}
      {own.state === 'rejected' && own.reason && (
        <p>{interpolate(m.reason, { reason: <bdi>{own.reason}</bdi> })}</p>
      )}
      {own.state !== 'withdrawn' && <Preview entry={own.entry} words={words} />}
      {own.proposed && (
        <>
          <p>{m.proposed}</p>
          <Preview entry={own.proposed} words={words} />
        </>
      )}
      {isConfirmed && own.text !== text && (
        <div class="said">
          <p>
            {m.signedEarlier} {own.holding !== undefined && own.holding !== own.text && m.held}
          </p>
          <Act slug={slug} keep={key} act="agree" label={m.agreeNew} text={text} />
        </div>
      )}
      {isNew && (
        <>
          {own.text !== text && <p class="said">{m.signedEarlier}</p>}
          <form method="post" action={`/sign/${slug}/mine`} class="buttons">
            <input type="hidden" name="key" value={key} />
            <input type="hidden" name="shown" value={JSON.stringify(own.entry)} />
            <input type="hidden" name="text" value={text} />
            <button type="submit" class="main" name="act" value="confirm">
              {m.confirm}
            </button>
          </form>
          <p class="note">{fill(m.notYou, { days: words.days(RETENTION_MS.unconfirmed / DAY) })}</p>
        </>
      )}
      {isConfirmed && <p class="note">{m.keepLink}</p>}
      {isConfirmed && own.text === text && <PassOn around={around} letter={letter} />}
      {canChange && (
        <details open={view.values !== undefined}>
          <summary>{m.changeTitle}</summary>
          <form class="form" method="post" action={`/sign/${slug}/mine`}>
            <input type="hidden" name="key" value={key} />
            <input type="hidden" name="type" value={own.entry.type} />
            <PublicFields words={words} signing={signing} values={values} errors={errors} types={types} />
            {own.contact && <ContactFields words={words} values={values} errors={errors} types={types} />}
            {own.hasAddress && <NewsField words={words} checked={own.news} />}
            <div class="buttons">
              <button type="submit" name="act" value="change">
                {m.save}
              </button>
            </div>
          </form>
        </details>
      )}
      {isConfirmed && (
        <details>
          <summary>{m.withdrawTitle}</summary>
          <div>
            <p>{m.withdrawText}</p>
            {own.published !== undefined && <p>{m.leaving}</p>}
            <Act slug={slug} keep={key} act="withdraw" label={m.withdraw} />
          </div>
        </details>
      )}
      <details>
        <summary>{m.eraseTitle}</summary>
        <div>
          <p>{m.eraseText}</p>
          {own.published !== undefined && <p>{m.leaving}</p>}
          <Act slug={slug} keep={key} act="erase" label={m.erase} />
        </div>
      </details>
      <p class="note">
        <PrivacyLink around={around} slug={slug} />
      </p>
    </>,
  )
}

/** Whom to write to, of which it speaks, the privacy page says. */
export const erasedPage = (around: Around, letter: Letter): string => {
  const { m } = around.words
  return sayingPage(around, m.erasedTitle, m.erased, {
    letter,
    more: (
      <>
        <p>{m.leaving}</p>
        <p class="note">
          <PrivacyLink around={around} slug={letter.slug} />
        </p>
      </>
    ),
  })
}
