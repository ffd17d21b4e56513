/** The form: GET shows it, POST shows what it would make public, and POST again sends it. */
import { textId } from '../../letter/text-id.ts'
import { challengeRuns, checkChallenges, createChallenges } from '../challenge/challenge.ts'
import {
  type Ctx,
  clientOf,
  formOrigin,
  framable,
  page,
  readForm,
  registerOf,
  type WithLetter,
  withLetter,
  withSigning,
} from '../context.ts'
import { FIELDS, readEmail, readSubmission, type Values } from '../entry.ts'
import { own } from '../own.ts'
import { checkPage, formPage, HONEYPOT, linkPage, sentPage } from '../pages/form.tsx'
import { formAddress, refusedPage } from '../pages/page.tsx'
import { createStamp, isStampGood } from './stamp.ts'

const valuesIn = (form: URLSearchParams): Values =>
  Object.fromEntries(FIELDS.filter((field) => form.has(field)).map((field) => [field, form.get(field) ?? '']))

const seeOther = (location: string): Response =>
  new Response(null, {
    status: 303,
    headers: { Location: location, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
  })

/** Says why nobody can sign now; undefined where one can. */
const refuse = (
  { around, letter }: WithLetter,
  state: 'open' | 'paused' | 'closed' | 'limited',
): Response | undefined => {
  if (state === 'open') return undefined
  const response = framable(around, refusedPage(around, letter, state), state === 'limited' ? 429 : 403)
  if (state === 'limited') response.headers.set('Retry-After', '3600')
  return response
}

export const showForm = async (c: Ctx): Promise<Response> => {
  const found = await withSigning(c)
  const { letter, signing, slug, around } = found
  const refused = refuse(found, await registerOf(c, slug).standing(slug, signing))
  if (refused) return refused
  const stamp = await createStamp(c.env.SIGNING_SECRET, slug, Date.now())
  return framable(around, formPage(around, { letter, signing, values: {}, errors: {}, stamp }))
}

export const postForm = async (c: Ctx): Promise<Response> => {
  const found = await withSigning(c)
  const { letter, signing, slug, around, revision } = found
  const { language, m } = around.words
  const form = await readForm(c)
  const values = valuesIn(form)
  const sent = (late: boolean) =>
    seeOther(`${formAddress(around, slug, { path: '/sent' })}${late ? '&late' : ''}`)
  if (form.get(HONEYPOT)) return sent(false)
  const submission = readSubmission(values, signing)
  const isGood = await isStampGood(c.env.SIGNING_SECRET, slug, form.get('stamp'), Date.now())
  const given = form.get('stamp') ?? ''
  // A stamp that is none, or a day old, is exchanged for a new one; one that is too fresh is right in a moment.
  const stamp = isGood || given !== '' ? given : await createStamp(c.env.SIGNING_SECRET, slug, Date.now())
  if ('errors' in submission || form.get('step') === 'edit') {
    const errors = 'errors' in submission ? submission.errors : {}
    return framable(
      around,
      formPage(around, { letter, signing, values, errors, stamp }),
      'errors' in submission ? 422 : 200,
    )
  }
  const isSent = form.get('step') === 'sign'
  const challenged = isSent && isGood ? await checkChallenges(c, slug, submission.email, form) : 'failed'
  if (challenged !== 'passed') {
    const { controller } = own
    const again = challenged === 'missing' ? m.needsScript : m.again
    const said = isSent ? again : undefined
    const fresh = said === undefined ? stamp : await createStamp(c.env.SIGNING_SECRET, slug, Date.now())
    const challenge = await createChallenges(c, slug, submission.email)
    const view = { letter, signing, submission, values, stamp: fresh, controller, said, challenge }
    return framable(around, checkPage(around, view), 200, challengeRuns(c))
  }
  const from = { email: submission.email, ip: clientOf(c), origin: formOrigin(c), language }
  const result = await registerOf(c, slug).submit(slug, submission, from, signing, {
    revision: revision.id,
    text: textId(letter),
  })
  if (result === 'sent' || result === 'late') return sent(result === 'late')
  return refuse(found, result) ?? sent(false)
}

export const showSent = async (c: Ctx): Promise<Response> => {
  const { letter, around } = await withLetter(c)
  const has = (name: string): boolean => c.req.query(name) !== undefined
  return framable(around, sentPage(around, letter, { late: has('late'), isLink: has('link') }))
}

export const showLink = async (c: Ctx): Promise<Response> => {
  const { letter, around } = await withLetter(c)
  return page(linkPage(around, letter, { values: {}, errors: {} }))
}

export const postLink = async (c: Ctx): Promise<Response> => {
  const found = await withLetter(c)
  const { letter, slug, around } = found
  const { language } = around.words
  const form = await readForm(c)
  const email = readEmail(form.get('email') ?? '')
  if (email === undefined) {
    const values = { email: form.get('email') ?? '' }
    return page(linkPage(around, letter, { values, errors: { email: 'noEmail' } }), 422)
  }
  const from = { email, ip: clientOf(c), origin: formOrigin(c), language }
  const result = await registerOf(c, slug).sendLinkAgain(slug, from)
  return result === 'limited'
    ? (refuse(found, 'limited') as Response)
    : seeOther(`/sign/${slug}/sent?lang=${language}&link${result === 'late' ? '&late' : ''}`)
}
