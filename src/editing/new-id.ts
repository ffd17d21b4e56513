/** Ids for new signatories: a name suggests one, and nobody gets what was another's. */
import { type Signatory, SLUG_LENGTH } from '../letter/schema.ts'

/** `ada-example`, `ada-example-2`, `ada-example-3`: the first that is free. */
export type GiveId = (wanted: Signatory['id']) => Signatory['id']

/**
 * @param isTaken whether an id is, or ever was, somebody's
 * @returns a function that gives an id like the one wanted, each only once
 */
export const idGiver = (isTaken: (id: string) => boolean): GiveId => {
  const given = new Set<string>()
  /** The number to try next, so that a thousand who share a name do not count from 2 each. */
  const next = new Map<string, number>()
  return (wanted) => {
    let id = wanted
    let n = next.get(wanted) ?? 2
    while (given.has(id) || isTaken(id)) {
      const suffix = `-${n++}`
      id = wanted.slice(0, SLUG_LENGTH - suffix.length).replace(/-$/, '') + suffix
    }
    next.set(wanted, n)
    given.add(id)
    return id
  }
}
