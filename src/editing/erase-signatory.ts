/** Somebody in a letter's folder, and how they leave it. No fault elsewhere in the list stands in the way. */
import { join } from 'node:path'
import * as z from 'zod/mini'
import { isColumn } from '../letter/columns.ts'
import { Signatory } from '../letter/schema.ts'
import { readGivenIds, recordIds, wasGiven } from './given-ids.ts'
import { readMemory, writeMemory } from './import/memory-file.ts'
import { readIfThere } from './read-if-there.ts'
import { removeRows } from './remove-rows.ts'
import { replaceFile } from './replace-file.ts'

/** Where of a letter's folder somebody stands. */
export type InData = {
  /** What their rows in the list say, as far as they say who it is. */
  known: Signatory[]
  /** How many rows those are. */
  rows: number
  /** Whether something is kept of what an import gave of them. */
  imported: boolean
  /** Whether their id was ever given. */
  given: boolean
}

const listOf = (folder: string): string => join(folder, 'signatories.csv')

/** @param folder of a letter, that may not be there */
export const findInData = async (folder: string, id: string): Promise<InData> => {
  const csv = await readIfThere(listOf(folder))
  const removed = csv === undefined ? [] : removeRows(csv, id).removed
  const known = removed.flatMap((values) => {
    const filled = Object.fromEntries(
      Object.entries(values).filter(([column, value]) => isColumn(column) && value !== ''),
    )
    const result = z.safeParse(Signatory, { type: 'organisation', ...filled })
    return result.success ? [result.data] : []
  })
  return {
    known,
    rows: removed.length,
    imported: (await readMemory(folder)).traces.has(id),
    given: removed.length > 0 || wasGiven(await readGivenIds(folder), id),
  }
}

/**
 * Takes somebody out of a letter's folder, which is there. Their id goes on record first, as a hash, so that nobody else
 * is given it; stopped anywhere, it can be done again.
 */
export const eraseFromData = async (folder: string, id: string): Promise<void> => {
  await recordIds(folder, await readGivenIds(folder), [id])
  const memory = await readMemory(folder)
  if (memory.traces.has(id))
    await writeMemory(folder, {
      ...memory,
      traces: new Map([...memory.traces].filter(([whose]) => whose !== id)),
    })
  const bytes = await readIfThere(listOf(folder))
  if (bytes === undefined) return
  const { csv, removed } = removeRows(bytes, id)
  if (removed.length > 0) await replaceFile(listOf(folder), csv)
}
