/** The desk of one letter: its list, and each sign-on. */
import type { Signing } from '../../letter/signing.ts'
import { type Ctx, page, readersOrigin, readForm, registerOf, withLetter } from '../context.ts'
import { FIELDS, readEntry, type Values, valuesOf } from '../entry.ts'
import { deskHeaders } from '../headers.ts'
import type { Selection } from '../register/list.ts'
import type { Rejection } from '../register/moderate.ts'
import { type AllAct, actOnAllIn, questionPage } from './all.tsx'
import { forbidden, isOurs, moderatorOf, outside } from './door.ts'
import { type Query, readQuery } from './filter.tsx'
import { entryPage, letterPage } from './pages.tsx'

export const PAGE_SIZE = 50

/** What a moderator may correct. */
const ALL: Signing = { who: 'both', moderation: 'before', fields: ['role', 'affiliation', 'country'] }

const queryIn = (c: Ctx): Query => readQuery((name) => c.req.query(name))

const show = async (c: Ctx, moderator: string, said?: string): Promise<Response> => {
  const { letter, slug, signing } = await withLetter(c)
  const query = queryIn(c)
  const register = registerOf(c, slug)
  const [signons, total, numbers] = await Promise.all([
    register.list({ ...query, limit: PAGE_SIZE }),
    register.count(query),
    register.numbers(),
  ])
  const view = {
    letter,
    origin: readersOrigin(c),
    isOpen: signing !== undefined,
    moderator,
    signons,
    total,
    hasMore: signons.length === PAGE_SIZE,
    numbers,
    query,
    all: c.req.query('select') === 'all',
    said,
  }
  return page(letterPage(view), 200, deskHeaders)
}

export const showLetter = async (c: Ctx): Promise<Response> => {
  const moderator = await moderatorOf(c)
  return moderator === undefined ? outside(c, 403) : show(c, moderator)
}

/** Without those who came later than that. */
const asOfIn = ({ after: _, ...query }: Query, asOf: number): Selection => ({
  ...query,
  until: Math.min(query.until ?? Infinity, asOf),
})

/** Asks before something is done to all that the filter shows; does it where they still are those of the question. */
const actOnAll = async (c: Ctx, moderator: string, act: AllAct, form: URLSearchParams): Promise<Response> => {
  const { letter, slug } = await withLetter(c)
  const register = registerOf(c, slug)
  const query = queryIn(c)
  const digest = form.get('digest')
  const { reason, ...mail } = rejectionIn(c, form)
  if (digest !== null) {
    const selection = asOfIn(query, Number(form.get('asOf')))
    const count =
      act === 'approve'
        ? await register.approveAll(selection, digest, moderator)
        : await register.rejectAll(selection, digest, { reason, ...mail }, moderator)
    if (count !== undefined)
      return show(c, moderator, some(count, act === 'approve' ? 'approved' : 'rejected'))
  }
  const asOf = Date.now()
  const selection = asOfIn(query, asOf)
  const [chosen, total] = await Promise.all([register.choose(selection), register.count(selection)])
  const said = digest === null ? undefined : 'Something has changed meanwhile, so nothing was done yet.'
  if (total === 0) return show(c, moderator, said)
  const question = {
    letter,
    moderator,
    act,
    query,
    selection,
    total,
    count: chosen.numbers.length,
    digest: chosen.digest,
    asOf,
    reason,
    mail: 'origin' in mail,
    said,
  }
  return page(questionPage(question), 200, deskHeaders)
}

const rejectionIn = (c: Ctx, form: URLSearchParams): Rejection => ({
  reason: form.get('reason')?.trim().slice(0, 500) ?? '',
  ...(form.get('mail') === 'on' && { origin: new URL(c.req.url).origin }),
})

const some = (count: number, done: string): string =>
  `${count} ${count === 1 ? 'signature' : 'signatures'} ${done}.`

export const postLetter = async (c: Ctx): Promise<Response> => {
  if (!isOurs(c)) return forbidden(c)
  const moderator = await moderatorOf(c)
  if (moderator === undefined) return outside(c, 403)
  const { slug } = await withLetter(c)
  const register = registerOf(c, slug)
  const form = await readForm(c)
  const chosen = form.getAll('number').map(Number).filter(Number.isInteger)
  const all = actOnAllIn(queryIn(c).filter, form.get('act'))
  if (all !== undefined) return actOnAll(c, moderator, all, form)
  const acts: Record<string, () => Promise<string>> = {
    approve: async () => some(await register.approve(chosen, moderator), 'approved'),
    reject: async () => some(await register.reject(chosen, rejectionIn(c, form), moderator), 'rejected'),
    erase: async () => some(await register.eraseAll(chosen), 'erased'),
    pause: async () => {
      await register.setStanding({ paused: true }, moderator)
      return 'Signing is paused.'
    },
    resume: async () => {
      await register.setStanding({ paused: false }, moderator)
      return 'Signing goes on.'
    },
    close: async () => {
      await register.setStanding({ closed: true }, moderator)
      return 'Signing has ended.'
    },
    reopen: async () => {
      await register.setStanding({ closed: false }, moderator)
      return 'Signing is open again.'
    },
  }
  const act = acts[form.get('act') ?? '']
  return show(c, moderator, act && (await act()))
}

const showOne = async (
  c: Ctx,
  moderator: string,
  more: { said?: string; values?: Values; errors?: Parameters<typeof entryPage>[0]['errors'] } = {},
): Promise<Response> => {
  const { letter, slug } = await withLetter(c)
  const signon = await registerOf(c, slug).show(Number(c.req.param('number')))
  if (signon === undefined) return outside(c, 404, 'This signature is gone.')
  const values = more.values ?? valuesOf(signon.proposed ?? signon.entry)
  return page(
    entryPage({
      letter,
      moderator,
      signon,
      values,
      errors: more.errors ?? {},
      said: more.said,
      signing: ALL,
    }),
    more.errors ? 422 : 200,
    deskHeaders,
  )
}

export const showEntry = async (c: Ctx): Promise<Response> => {
  const moderator = await moderatorOf(c)
  return moderator === undefined ? outside(c, 403) : showOne(c, moderator)
}

/** Corrects the spelling of what is public. What else a moderator does is in the list. */
export const postEntry = async (c: Ctx): Promise<Response> => {
  if (!isOurs(c)) return forbidden(c)
  const moderator = await moderatorOf(c)
  if (moderator === undefined) return outside(c, 403)
  const { slug } = await withLetter(c)
  const register = registerOf(c, slug)
  const number = Number(c.req.param('number'))
  const form = await readForm(c)
  const values: Values = Object.fromEntries(FIELDS.map((field) => [field, form.get(field) ?? '']))
  const signon = await register.show(number)
  const read = readEntry({ ...values, type: signon?.entry.type ?? '' }, ALL, false)
  if ('errors' in read) return showOne(c, moderator, { values, errors: read.errors })
  await register.edit(number, read.entry, moderator)
  return showOne(c, moderator, { said: 'Saved.' })
}
