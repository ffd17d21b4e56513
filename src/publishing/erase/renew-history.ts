import type { Publication, Signature } from '../../revision/layout.ts'
import { saidHash } from '../chain.ts'
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

/** What a publication was when it was published, for the chain; of one that was erased from before, as that says. */
const asPublished = (publication: Publication, isSilenced: boolean): Publication['as_published'] => {
  const { revision, count, as_published: then } = publication
  const said = then?.said ?? (isSilenced ? saidHash(publication) : undefined)
  return { revision: then?.revision ?? revision, count: then?.count ?? count, ...(said && { said }) }
}

/**
 * A history that names successors in place of what was rewritten. Times stay, and notes and publishers where they do not
 * name who was erased.
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
    const { first, note, by, as_published, signature, ...plain } = publication
    const successor = successors.get(plain.revision)
    const isTold = note !== undefined && isTelling(note)
    const isPublisher = by !== undefined && isTelling(by)
    const isSilenced = isTold || isPublisher
    if (isTold) result.notes++
    const isChanged = isSilenced || successor !== undefined
    if (isChanged) result.changed++
    const then = isChanged ? asPublished(publication, isSilenced) : as_published
    const kept = {
      ...(note !== undefined && !isTold && { note }),
      ...(by !== undefined && !isPublisher && { by }),
      ...(first && { first }),
      ...(then && { as_published: then }),
    }
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
