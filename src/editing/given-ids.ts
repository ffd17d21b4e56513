/**
 * The ids that were ever given in a letter, so that none is given to somebody else once its row is gone. They are kept
 * beside the list in `data/<slug>/.ids`, as hashes: an id is made of a name, and a name that was removed should be gone.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { readIfThere } from './read-if-there.ts'
import { replaceFile } from './replace-file.ts'

const FILE = '.ids'
const HEAD =
  '# Every id ever given in this letter, as a hash, so that none is given to somebody else. Commit this file.'
/** Base64url digits: 48 bits. Two ids with one hash would only cost the second of them a “-2”. */
const DIGITS = 8

const hashOf = (id: string): string =>
  createHash('sha256').update(`undersigned id ${id}`).digest('base64url').slice(0, DIGITS)

export type GivenIds = ReadonlySet<string>

/** None where there is no record yet. Lines that are no hashes, such as a merge's marks, are passed over. */
export const readGivenIds = async (folder: string): Promise<GivenIds> => {
  const text = (await readIfThere(join(folder, FILE)))?.toString() ?? ''
  return new Set(text.split(/\r?\n/).filter((line) => /^[\w-]{8}$/.test(line)))
}

export const wasGiven = (given: GivenIds, id: string): boolean => given.has(hashOf(id))

/** Adds ids to the record; writes nothing where it has them all. */
export const recordIds = async (
  folder: string,
  given: GivenIds,
  ids: Iterable<string>,
): Promise<GivenIds> => {
  const all = new Set(given)
  for (const id of ids) all.add(hashOf(id))
  // In order, so that two who import at the same time merge without a conflict most of the time.
  if (all.size > given.size)
    await replaceFile(join(folder, FILE), `${[HEAD, ...[...all].sort()].join('\n')}\n`)
  return all
}
