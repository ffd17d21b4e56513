import type { Publication, Signature } from '../../revision/layout.ts'
import type { Compiled } from '../compile.ts'
import { withFirst } from '../history.ts'

export type RenewOptions = {
  /** What took the place of revisions, by their ids. */
  successors: ReadonlyMap<string, Compiled>
  /** Whether a note tells who was erased. */
  isTelling: (note: string) => boolean
  /** Signs a revision, where signatures are remade. */
  sign?: ((revision: string) => Signature) | undefined
}

export type Renewed = {
  history: Publication[]
  /** How many publications are not what they were. */
  changed: number
  /** How many lost their note, for it told who was erased. */
  notes: number
  /** How many signatures were made anew, and how many are gone. */
  signatures: { remade: number; dropped: number }
}

/**
 * A history that names successors in place of what was rewritten. Times stay, and notes where they name nobody.
 *
 * @param history the newest first
 */
export const renewHistory = (
  history: readonly Publication[],
  { successors, isTelling, sign }: RenewOptions,
): Renewed => {
  const result: Renewed = { history: [], changed: 0, notes: 0, signatures: { remade: 0, dropped: 0 } }
  // What a signature signs is a revision's id: where a successor was there before, so may be its signature.
  const signed = new Map(
    history.flatMap(({ revision, signature }) =>
      signature && !successors.has(revision) ? [[revision, signature] as const] : [],
    ),
  )
  for (const publication of history) {
    const { first, note, signature, ...plain } = publication
    const successor = successors.get(plain.revision)
    const isTold = note !== undefined && isTelling(note)
    if (isTold) result.notes++
    if (isTold || successor) result.changed++
    const kept = { ...(note !== undefined && !isTold && { note }), ...(first && { first }) }
    if (!successor) {
      result.history.push({ ...plain, ...kept, ...(signature && { signature }) })
      continue
    }
    const { id, count } = successor.revision
    const remade = signature && (sign?.(id) ?? signed.get(id))
    if (signature) result.signatures[remade ? 'remade' : 'dropped']++
    result.history.push({ ...plain, revision: id, count, ...kept, ...(remade && { signature: remade }) })
  }
  // Several revisions may have become one.
  result.history = withFirst(result.history)
  return result
}
