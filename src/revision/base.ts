import * as z from 'zod/mini'
import { RevisionId } from '../letter/schema.ts'
import { Signing } from '../letter/signing.ts'
import { Hash, Instant, Pictures, Signature } from './layout.ts'

/**
 * What the sign-on Worker is to make of a letter: a revision of `data/` with the names of those who signed on. Only the
 * command line writes it; of two, the later counts, so an old copy of it does no harm.
 */
export const Base = z.object({
  id: z.string(),
  published: Instant,
  revision: RevisionId,
  /** Absent where the letter is closed for good. */
  signing: z.optional(Signing),
  /** Who writes the head from now on. */
  writer: z.literal(['sign-on', 'editor']),
  /** When the head was given to the sign-on Worker last: an id of that, and the hash of the head's value then. */
  handover: z.object({ id: z.string(), head: Hash }),
  /** What was to be signed (`textId`), and what becomes of those who signed another text: `keep` if it does not say. */
  text: Hash,
  earlier: z.optional(z.enum(['keep', 'hold'])),
  note: z.optional(z.string()),
  by: z.optional(z.string()),
  /** Of the revision. */
  signature: z.optional(Signature),
  /** They show no number, which grows. */
  pictures: z.optional(Pictures),
})

export type Base = z.infer<typeof Base>
