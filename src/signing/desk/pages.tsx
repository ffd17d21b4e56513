/** The desk's pages. */
import type { Letter } from '../../letter/schema.ts'
import type { Signing } from '../../letter/signing.ts'
import { addresses } from '../../page/addresses.ts'
import type { Entry, FieldErrors, Values } from '../entry.ts'
import { ErrorSummary, PublicFields } from '../pages/fields.tsx'
import { countryName, Preview } from '../pages/page.tsx'
import type { Hint, Listed, Numbers, Trace } from '../register/list.ts'
import { AllActs } from './all.tsx'
import { FilterForm, href, instant, Plot, type Query } from './filter.tsx'
import { desk, Leave, Reason, Said, words } from './frame.tsx'

const LinkForm = () => (
  <>
    <p>For the moderators of open letters. A link comes by e-mail; it lets in once.</p>
    <form class="form" method="post" action="/sign/desk">
      <div class="field">
        <label for="email">E-mail address</label>
        <input id="email" name="email" type="email" dir="ltr" autocomplete="email" required />
      </div>
      <div class="buttons">
        <button type="submit" class="main">
          Send the link
        </button>
      </div>
    </form>
  </>
)

/** @param hasAccess whether Cloudflare Access is the way in, and not a mail */
export const loginPage = ({ said, hasAccess }: { said: string | undefined; hasAccess: boolean }): string =>
  desk(
    'Desk',
    <>
      <h1>Desk</h1>
      <Said said={said} />
      {hasAccess ? <p>For the moderators of open letters, whom Cloudflare Access lets in.</p> : <LinkForm />}
    </>,
  )

export const enterPage = (key: string): string =>
  desk(
    'Desk',
    <>
      <h1>Desk</h1>
      <p>The session lasts twelve hours on this device.</p>
      <form class="form" method="post" action="/sign/desk/enter">
        <input type="hidden" name="key" value={key} />
        <div class="buttons">
          <button type="submit" class="main">
            Open the desk
          </button>
        </div>
      </form>
    </>,
  )

/** Those that can be signed come first: in others there is rarely anything to do. */
export const deskPage = (
  moderator: string,
  letters: { slug: string; title: string; isOpen: boolean }[],
): string =>
  desk(
    'Desk',
    <>
      <h1>Desk</h1>
      <ul class="letters">
        {letters
          .toSorted((one, two) => Number(two.isOpen) - Number(one.isOpen))
          .map(({ slug, title, isOpen }) => (
            <li>
              <h2>
                <a href={`/sign/desk/${slug}`} dir="auto">
                  {title}
                </a>
              </h2>
              {isOpen && <p class="note">Open for signing</p>}
            </li>
          ))}
      </ul>
      {letters.length === 0 && <p>No letter has been published here yet.</p>}
      <Leave moderator={moderator} />
    </>,
  )

const hintText = (hint: Hint): string => {
  switch (hint.name) {
    case 'sameName':
      return hint.others === 1 ? 'Same name as one other' : `Same name as ${hint.others} others`
    case 'sameDomain':
      return `${hint.others + 1} from ${hint.domain}`
    case 'otherDomain':
      return `Mail from ${hint.domain}, not from the website`
    case 'disposable':
      return `Disposable mail: ${hint.domain}`
    case 'noName':
      return 'Not a name'
  }
}

const about = (entry: Entry): string =>
  [entry.role, entry.affiliation, entry.country && countryName('en', entry.country)]
    .filter(Boolean)
    .join(', ')

const Row = ({ slug, signon, checked }: { slug: string; signon: Listed; checked: boolean }) => {
  const { entry, proposed, contact, number } = signon
  return (
    <li class="row">
      <label for={`n${number}`}>
        <input
          type="checkbox"
          id={`n${number}`}
          name="number"
          value={number}
          checked={checked}
          aria-label={entry.name}
        />
      </label>
      <div>
        <p class="name">
          <a href={`/sign/desk/${slug}/${number}`}>
            <bdi>{entry.name}</bdi>
          </a>
        </p>
        {about(entry) && <p dir="auto">{about(entry)}</p>}
        {entry.url && (
          <p>
            <a href={entry.url} rel="noreferrer nofollow">
              {entry.url}
            </a>
          </p>
        )}
        {contact && (
          <p class="quiet">
            Signed for it by <bdi>{contact.name}</bdi>, <bdi>{contact.role}</bdi>
          </p>
        )}
        {proposed && (
          <p>
            Wants to be: <b>{[proposed.name, about(proposed)].filter(Boolean).join(', ')}</b>
          </p>
        )}
        <p class="quiet">
          {signon.state === 'approved' && signon.published === undefined
            ? 'approved'
            : signon.published
              ? 'published'
              : signon.state}
          {' · '}
          {instant(signon.confirmed ?? signon.submitted)}
          {signon.reason && ` · ${signon.reason}`}
          {signon.domain && (
            <>
              {' · '}
              <a href={href(slug, { filter: 'waiting', domain: signon.domain })}>{signon.domain}</a>
            </>
          )}
        </p>
        {signon.hints.map((hint) => (
          <span class="hint">{hintText(hint)}</span>
        ))}
      </div>
    </li>
  )
}

/** What is done with those who are chosen; what cannot be undone is a step further away. */
const Acts = ({ canMail }: { canMail: boolean }) => (
  <div class="acts">
    <button type="submit" class="main" name="act" value="approve" accesskey="a">
      Approve
    </button>
    <details>
      <summary accesskey="r">Reject or erase</summary>
      <div>
        <Reason canMail={canMail} />
        <button type="submit" name="act" value="reject">
          Reject
        </button>
        <button type="submit" name="act" value="erase">
          Erase for good
        </button>
      </div>
    </details>
  </div>
)

export type LetterView = {
  letter: Letter
  origin: string
  /** Whether the letter says that it can be signed. */
  isOpen: boolean
  moderator: string
  signons: Listed[]
  /** How many the filter shows, on all pages, and whether there is a page after this one. */
  total: number
  hasMore: boolean
  numbers: Numbers
  query: Query
  /** Whether all are chosen. */
  all: boolean
  said?: string | undefined
}

export const letterPage = (view: LetterView): string => {
  const { letter, origin, isOpen, moderator, signons, total, hasMore, numbers, query, all, said } = view
  const { slug } = letter
  const { paused, closed } = numbers
  const shown: [string, number][] = [
    ['waiting', numbers.waiting],
    ['approved', numbers.approved],
    ['published', numbers.published],
    ['not confirmed', numbers.unconfirmed],
    ['mails to send', numbers.mails],
  ]
  return desk(
    'Desk',
    <>
      <p class="note">
        <a href="/sign/desk">All letters</a> · <a href={addresses(origin, slug).page}>The letter</a> ·{' '}
        <a href={`/sign/${slug}`}>The form</a>
      </p>
      <h1 dir="auto">{letter.translations[0].title}</h1>
      <Said said={said} />
      {!isOpen && <p class="said">This letter is not open for signing.</p>}
      {isOpen && (paused || closed) && (
        <p class="said">
          {closed
            ? 'Signing has ended. The letter’s page goes on leading to the form, and saying until when, as the letter’s front matter has it.'
            : 'Signing is paused.'}
        </p>
      )}
      <ul class="numbers">
        {shown.map(([name, count]) => (
          <li>
            <b>{words().number(count)}</b>
            {name}
          </li>
        ))}
      </ul>
      <Plot slug={slug} numbers={numbers} />
      <FilterForm slug={slug} query={query} />
      <form method="post" action={href(slug, query)}>
        {signons.length === 0 ? (
          <p>Nothing here.</p>
        ) : (
          <>
            <p class="note">
              {all ? (
                <a href={href(slug, query)}>Choose none</a>
              ) : (
                <a href={href(slug, query, { select: 'all' })}>Choose all {signons.length}</a>
              )}
              {total > signons.length && ` of ${total}`}
            </p>
            <p class="note keys">
              By keyboard: Tab and Space choose. With your browser’s access keys (Alt; in Firefox Alt and
              Shift; on a Mac Control and Option), A approves, R opens what rejects and erases, N goes further
              on.
            </p>
            <ul class="rows">
              {signons.map((signon) => (
                <Row slug={slug} signon={signon} checked={all} />
              ))}
            </ul>
            <Acts canMail />
          </>
        )}
      </form>
      <AllActs slug={slug} query={query} total={total} />
      {hasMore && (
        <p class="pages">
          <a rel="next" accesskey="n" href={href(slug, { ...query, after: signons.at(-1)?.number ?? 0 })}>
            Further on
          </a>
        </p>
      )}
      <section>
        <h2>Signing</h2>
        <form method="post" action={`/sign/desk/${slug}`} class="buttons">
          {!closed && (
            <button type="submit" name="act" value={paused ? 'resume' : 'pause'}>
              {paused ? 'Let signing go on' : 'Pause signing'}
            </button>
          )}
          <button type="submit" name="act" value={closed ? 'reopen' : 'close'}>
            {closed ? 'Open it again' : 'End signing'}
          </button>
        </form>
      </section>
      <Leave moderator={moderator} />
    </>,
  )
}

export type EntryView = {
  letter: Letter
  moderator: string
  signon: Listed & { trace: Trace[] }
  values: Values
  errors: FieldErrors
  said?: string | undefined
  signing: Signing
}

export const entryPage = ({
  letter,
  moderator,
  signon,
  values,
  errors,
  said,
  signing,
}: EntryView): string => {
  const { slug } = letter
  const english = words()
  return desk(
    signon.entry.name,
    <>
      <p class="note">
        <a href={`/sign/desk/${slug}`}>Back to the list</a>
      </p>
      <h1 dir="auto">{signon.entry.name}</h1>
      <Said said={said} />
      <Preview entry={signon.entry} words={english} />
      {signon.hints.length > 0 && (
        <p>
          {signon.hints.map((hint) => (
            <span class="hint">{hintText(hint)}</span>
          ))}
        </p>
      )}
      <details open={Object.keys(errors).length > 0}>
        <summary>Correct the spelling</summary>
        <form class="form" method="post" action={`/sign/desk/${slug}/${signon.number}`}>
          <ErrorSummary words={english} errors={errors} of={signon.entry.type} />
          <input type="hidden" name="type" value={signon.entry.type} />
          <PublicFields
            words={english}
            signing={signing}
            values={values}
            errors={errors}
            types={[signon.entry.type]}
          />
          <div class="buttons">
            <button type="submit" class="main">
              Save
            </button>
          </div>
        </form>
      </details>
      <form method="post" action={`/sign/desk/${slug}`}>
        <input type="hidden" name="number" value={signon.number} />
        <Acts canMail={signon.canMail} />
      </form>
      <h2>What happened</h2>
      <ul>
        <li>Sent {instant(signon.submitted)}</li>
        {signon.confirmed && <li>Confirmed {instant(signon.confirmed)}</li>}
        {signon.trace.map(({ at, who, act, detail }) => (
          <li>
            {act} by {who}, {instant(at)}
            {detail && (
              <>
                : <bdi>{detail}</bdi>
              </>
            )}
          </li>
        ))}
        {signon.published && <li>Published {instant(signon.published)}</li>}
      </ul>
      <Leave moderator={moderator} />
    </>,
  )
}
