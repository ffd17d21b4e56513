/** A letter as it stood at some time: an address with `at` leads to the revision that was current then. */
import * as z from 'zod/mini'
import { badQuery, ProblemError } from '../../http/problem.ts'
import { redirect } from '../../http/redirect.ts'
import { isoDate, isoDateTime } from '../../letter/iso.ts'
import { ofKinds } from '../../letter/kinds.ts'
import type { Publication } from '../../revision/layout.ts'
import type { RequestContext } from '../handler.ts'
import { problemTypes } from '../problem-types.ts'
import type { Store } from '../store/store.ts'

const NEITHER = 'is neither a day, as 2027-03-01, nor an instant, as 2027-03-01T12:00:00Z'
const Day = isoDate(NEITHER)
const Instant = isoDateTime(NEITHER)

/** A day, which is meant to its end in UTC, or an instant. */
export const At = z.pipe(
  ofKinds([Day, Instant], ({ length }) => (Number(length) > 10 ? Instant : Day)),
  z.transform((at) => ({ spelling: at, until: Date.parse(at.length > 10 ? at : `${at}T23:59:59.999Z`) })),
)

/** @param address of a revision, by its id */
export const redirectToTime = async (
  store: Store,
  { io, param }: RequestContext,
  { spelling, until }: z.infer<typeof At>,
  address: (id: string) => string,
): Promise<Response | undefined> => {
  if (Date.parse(spelling) > Date.now())
    throw new ProblemError({
      type: badQuery,
      detail: `at is still to come: ${spelling}, in UTC.`,
    })
  const wasPublished = ({ published }: Publication) => Date.parse(published) <= until
  const known = await store.current(io, param('slug'), async ({ head, open }) => {
    const { history, older } = head
    const found = history.find(wasPublished)
    if (found || !older) return { found }
    const earlier = await open().publications(history.length, Number.POSITIVE_INFINITY)
    return { found: earlier.find(wasPublished) }
  })
  if (!known) return undefined
  if (known.found) return redirect(303, address(known.found.revision), 'missing')
  throw new ProblemError({
    type: problemTypes.notFound,
    detail: `Nothing of this letter had been published by ${spelling}.`,
  })
}
