/** Whether the public can sign a letter, and how. It is no part of a revision: who signed what does not change with it. */
import * as z from 'zod/mini'
import { int } from './int.ts'
import { CalendarDate } from './schema.ts'

export const WHO = ['persons', 'organisations', 'both'] as const
/** Before or after publication. */
export const MODERATION = ['before', 'after'] as const
/** What the form asks for beside a name; a role and an affiliation of persons alone. */
export const SIGNING_FIELDS = ['role', 'affiliation', 'country'] as const

/** Under these names the sign-on Worker has addresses of its own, where letters' forms are. */
export const RESERVED_SLUGS: readonly string[] = ['api', 'desk']

export const Signing = z.object({
  who: z.literal(WHO),
  /** The last day. */
  closes: z.optional(CalendarDate),
  /** How many signatures are hoped for. */
  goal: z.optional(int().check(z.minimum(1))),
  moderation: z.literal(MODERATION),
  fields: z.array(z.literal(SIGNING_FIELDS)),
})

export type Signing = z.infer<typeof Signing>

const HOUR_MS = 3_600_000
/** The time zone in which a day ends last is twelve hours behind UTC. */
const LATEST_END_MS = 36 * HOUR_MS

/** Whether a letter can be signed at an instant: until its last day is over everywhere. */
export const isOpen = ({ closes }: Pick<Signing, 'closes'>, now: number): boolean =>
  closes === undefined || now < Date.parse(closes) + LATEST_END_MS
