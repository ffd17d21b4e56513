/**
 * Who writes a letter's head. KV has no compare-and-set, so at any time it is one alone: the command line, or, of a letter
 * that the public can sign, the sign-on Worker. `docs/architecture.md` says how the head passes from one to the other.
 */
import { sha256Base64Url } from '../letter/sha256.ts'
import type { Base } from '../revision/base.ts'
import type { Head } from '../revision/layout.ts'

/** The later of two bases. */
export const laterBase = (one: Base | undefined, other: Base | undefined): Base | undefined => {
  if (!one || !other) return one ?? other
  const order = one.published.localeCompare(other.published) || one.id.localeCompare(other.id)
  return order < 0 ? other : one
}

/** What a head's value is known by. */
export const headHash = (value: string): string => sha256Base64Url(value)

/** Gives the head to the sign-on Worker, as KV has it then. */
export const handoverOf = (head: string): Base['handover'] => ({
  id: crypto.randomUUID(),
  head: headHash(head),
})

/** `awaited`: an editor has asked the sign-on Worker for the head, and it has not given it back yet. */
export type Writer = 'editor' | 'sign-on' | 'awaited'

/** Each handover ends once, whatever bases came of it. */
export const writerOf = (base: Base | undefined, head: Pick<Head, 'handed_over'> | undefined): Writer => {
  if (base === undefined || head?.handed_over === base.handover.id) return 'editor'
  return base.writer === 'sign-on' ? 'sign-on' : 'awaited'
}

/**
 * Whether what readers get is a revision of `data/` and the names of those who signed on. It is not for as long as an open
 * letter was not given to the sign-on Worker.
 */
export const isShared = (base: Base | undefined, head: Head | undefined): boolean =>
  base !== undefined && (writerOf(base, head) !== 'editor' || head?.signing !== undefined)
