/** What is kept of a row between imports. */
import { COLUMNS, type Values } from '../../letter/columns.ts'
import type { Signatory } from '../../letter/schema.ts'
import type { Candidate } from './candidate.ts'
import { type Identity, identify } from './identity.ts'
import { type Hash, hasher, hashKey, type ImportMemory, type Trace } from './memory.ts'

export const traceOf = (
  { signatory, key }: Pick<Candidate, 'signatory' | 'key'>,
  hash: Hash,
  identity: Identity = identify(signatory),
): Trace => {
  const given: Values = signatory
  const values: Trace['values'] = {}
  for (const column of COLUMNS) {
    const value = given[column]
    if (value !== undefined && column !== 'id') values[column] = hash(column, value)
  }
  return {
    identity: hash('identity', identity.whole),
    ...(key?.trim() && { key: hashKey(hash, key) }),
    values,
  }
}

/** The memory in which the source's rows of a signatory stand for another one, of whom they were found to be rows too. */
export const joinTraces = (memory: ImportMemory, kept: Signatory, retired: Signatory): ImportMemory => {
  const hash = hasher(memory)
  const tracesOf = (signatory: Signatory) => memory.traces.get(signatory.id) ?? [traceOf({ signatory }, hash)]
  const traces = new Map(memory.traces)
  traces.set(kept.id, [...tracesOf(kept), ...tracesOf(retired)])
  traces.delete(retired.id)
  return { ...memory, traces }
}
