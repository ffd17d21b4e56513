/** A signatory's link: GET shows, and nothing else; POST does what its button says. */
import type { Signing } from '../../letter/signing.ts'
import { textId } from '../../letter/text-id.ts'
import { type Ctx, page, readForm, registerOf, type WithLetter, withLetter } from '../context.ts'
import { FIELDS, readEntry, type Values } from '../entry.ts'
import { findPosition } from '../letter.ts'
import { readLinkKey } from '../links.ts'
import { wordsIn } from '../messages.ts'
import { erasedPage, type MineView, minePage } from '../pages/mine.tsx'
import { refusedPage, SignLinks, sayingPage } from '../pages/page.tsx'

/** What a letter asks that is no longer open: those who signed can still correct what they said. */
const NOT_OPEN: Signing = { who: 'both', moderation: 'before', fields: ['role', 'affiliation', 'country'] }

const gone = ({ around, letter, slug, signing }: WithLetter): Response => {
  const { m } = around.words
  const more = SignLinks({ around, slug, hasForm: signing !== undefined })
  return page(sayingPage(around, m.goneTitle, m.gone, { letter, more }), 410)
}

const closed = ({ around, letter }: WithLetter): Response => page(refusedPage(around, letter, 'closed'), 403)

/** The page of a sign-on that is there. */
const show = async (
  c: Ctx,
  found: WithLetter,
  key: string,
  number: number,
  more: (m: WithLetter['around']['words']['m']) => Pick<MineView, 'said' | 'values' | 'errors'> = () => ({}),
): Promise<Response> => {
  const own = await registerOf(c, found.slug).view(number)
  if (own === undefined) return gone(found)
  // The page speaks the language that was signed in, unless another is asked for.
  const words = c.req.query('lang') === undefined ? wordsIn(own.language) : found.around.words
  const { letter, signing = NOT_OPEN, revision } = found
  const position =
    own.published === undefined || own.id === undefined
      ? undefined
      : await findPosition(c.env.LETTERS, found.slug, revision, own.id)
  const view = { letter, signing, text: textId(letter), own, revision, position, key, ...more(words.m) }
  return page(minePage({ ...found.around, words }, view), view.errors ? 422 : 200)
}

export const showMine = async (c: Ctx): Promise<Response> => {
  const found = await withLetter(c)
  const key = c.req.query('key')
  const number = await readLinkKey(c.env.SIGNING_SECRET, found.slug, key)
  return key === undefined || number === undefined ? gone(found) : show(c, found, key, number)
}

export const postMine = async (c: Ctx): Promise<Response> => {
  const found = await withLetter(c)
  const { slug, signing = NOT_OPEN, revision, letter } = found
  const form = await readForm(c)
  const key = form.get('key') ?? ''
  const number = await readLinkKey(c.env.SIGNING_SECRET, slug, key)
  if (number === undefined) return gone(found)
  const register = registerOf(c, slug)
  const act = form.get('act')
  const text = textId(letter)
  // Another may have come in between, which nobody has agreed to by that.
  const isShown = form.get('text') === text
  if (act === 'confirm') {
    if (found.signing === undefined) return closed(found)
    const result = isShown
      ? await register.confirm(number, form.get('shown') ?? '', { revision: revision.id, text }, signing)
      : 'changed'
    if (result === 'closed') return closed(found)
    return show(c, found, key, number, (m) => (result === 'changed' ? { said: m.changedSince } : {}))
  }
  if (act === 'change') {
    const values: Values = Object.fromEntries(FIELDS.map((field) => [field, form.get(field) ?? '']))
    const own = await register.view(number)
    if (own === undefined) return gone(found)
    // Who signs for an organisation is forgotten once it is decided, and not asked again.
    const read = readEntry(
      { ...values, type: own.entry.type },
      { ...signing, who: 'both' },
      own.contact !== undefined,
    )
    if ('errors' in read) return show(c, found, key, number, () => ({ values, errors: read.errors }))
    await register.change(number, read.entry, read.contact, form.get('news') === 'on', signing)
    return show(c, found, key, number, (m) => ({ said: m.saved }))
  }
  if (act === 'agree') {
    if (!isShown) return show(c, found, key, number, (m) => ({ said: m.changedSince }))
    await register.agree(number, { revision: revision.id, text })
  }
  if (act === 'withdraw') await register.withdraw(number)
  if (act === 'erase') {
    await register.erase(number)
    return page(erasedPage(found.around, letter))
  }
  return show(c, found, key, number)
}
