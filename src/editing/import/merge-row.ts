/** One signatory of the list, and what a source has of them now: which values change, and which stay. */
import { COLUMNS, type Column, foreignColumns, type Values } from '../../letter/columns.ts'
import { printedName, type Signatory } from '../../letter/schema.ts'
import type { Candidate } from './candidate.ts'
import type { Hash, Trace } from './memory.ts'

type Named = { id: Signatory['id']; name: string }

/** A value that the source changes; null where there is none. */
export type FieldChange = Named & { field: Column; before: string | null; after: string | null }

/** A value where the list says otherwise than the source and keeps its own; `own` is null where it has none. */
export type KeptField = Named & { field: Column; own: string | null; source: string }

/** What only the list decides, unless it is known that the change was made in the source. */
const OWN: readonly Column[] = ['name', 'printed_as']

const keepsOwn = (
  field: Column,
  own: string | undefined,
  source: string,
  last: Trace | undefined,
  hash: Hash,
): boolean => {
  if (field === 'type') return true
  const lastHash = last?.values[field]
  if (lastHash !== undefined && lastHash === hash(field, source)) return true
  // No source takes a withdrawal back, but it can tell of one.
  if (field === 'withdrawn') return own !== undefined
  if (last === undefined) return OWN.includes(field)
  return (own === undefined ? undefined : hash(field, own)) !== lastHash
}

/**
 * The source's value is taken where it changed since the last import and the list's did not. Where the last import is
 * not known, it is taken too, except for the name. A value that the source does not have stays.
 *
 * @param last what the same row of the source gave at the last import
 */
export const mergeRow = (
  before: Signatory,
  { signatory }: Candidate,
  last: Trace | undefined,
  hash: Hash,
): { after: Signatory; changed: FieldChange[]; kept: KeptField[] } => {
  const own: Values = before
  const source: Values = signatory
  const after: Values = { ...before }
  const who = { id: before.id, name: printedName(before) }
  const foreign = foreignColumns(before.type)
  const changed: FieldChange[] = []
  const kept: KeptField[] = []
  for (const field of COLUMNS) {
    const value = source[field]
    if (value === undefined || value === own[field] || foreign.includes(field)) continue
    // Else a name that was corrected by hand would still be printed as it was.
    const isOfKeptName = field === 'printed_as' && kept.some((each) => each.field === 'name')
    if (isOfKeptName || keepsOwn(field, own[field], value, last, hash)) {
      kept.push({ ...who, field, own: own[field] ?? null, source: value })
    } else {
      after[field] = value
      changed.push({ ...who, field, before: own[field] ?? null, after: value })
    }
  }
  return { after: after as Signatory, changed, kept }
}

/** The source's row in the place of the list's: all but the id, and a withdrawal, which no source takes back. */
export const replaceRow = (
  before: Signatory,
  { signatory }: Candidate,
): { after: Signatory; changed: FieldChange[]; kept: KeptField[] } => {
  const { id, withdrawn = signatory.withdrawn } = before
  const after = { ...signatory, id, ...(withdrawn !== undefined && { withdrawn }) } as Signatory
  const own: Values = before
  const now: Values = after
  const changed = COLUMNS.filter((field) => own[field] !== now[field]).map((field) => ({
    id,
    name: printedName(before),
    field,
    before: own[field] ?? null,
    after: now[field] ?? null,
  }))
  return { after, changed, kept: [] }
}
