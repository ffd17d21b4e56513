/** What is written of a revision under its own key. */
import * as z from 'zod/mini'
import { Revision } from './layout.ts'

/**
 * What it takes to go on after the last signatory without reading those before: how many bytes their records have in
 * all, and the state of the revision's hash between the last of them and what follows the list (`Sha256State`). The state
 * ends with up to 63 bytes of the last signatory's canonical JSON, so it must go when that person does.
 */
export const Continuation = z.object({
  bytes: z.int().check(z.minimum(0)),
  /** That whoever has a role or an affiliation is in an index of those; records from before there was one do not say. */
  known_for: z.optional(z.literal(true)),
  hash: z.object({ length: z.int().check(z.minimum(0)), state: z.string().check(z.regex(/^[\w-]+$/)) }).check(
    z.refine(({ length, state }) => Math.floor((state.length * 3) / 4) === 32 + (length % 64), {
      error: 'length and state do not belong together',
    }),
  ),
})

/** A revision, and how to append to it; revisions that were published before that was kept do not say. */
export const RevisionRecord = z.extend(Revision, { continuation: z.optional(Continuation) })

export type Continuation = z.infer<typeof Continuation>
export type RevisionRecord = z.infer<typeof RevisionRecord>
