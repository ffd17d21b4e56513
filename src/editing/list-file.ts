/** A letter's list as commands change it: read with what is known of it, and written without losing any of that. */
import { join } from 'node:path'
import type { Signatory } from '../letter/schema.ts'
import { type Diagnostic, isDiagnostic } from './diagnostic.ts'
import { type GivenIds, readGivenIds, recordIds, wasGiven } from './given-ids.ts'
import type { ImportMemory } from './import/memory.ts'
import { readMemory, writeMemory } from './import/memory-file.ts'
import { readIfThere } from './read-if-there.ts'
import { NO_SIGNATORY, readSignatories } from './read-signatories.ts'
import { replaceFile } from './replace-file.ts'
import { rewriteSignatories } from './rewrite-signatories.ts'
import { writeSignatories } from './write-signatories.ts'

export type ListFile = {
  slug: string
  folder: string
  /** `data/<slug>/signatories.csv`, as problems name it. */
  file: string
  /** Undefined where there is no list yet. */
  bytes: Uint8Array | undefined
  signatories: Signatory[]
  given: GivenIds
  /** Whether an id was ever somebody's, also of who is no longer in the list. */
  wasGiven: (id: string) => boolean
  memory: ImportMemory
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const readAll = async (file: string, bytes: Uint8Array) => {
  const signatories: Signatory[] = []
  const problems: Diagnostic[] = []
  for await (const item of readSignatories(file, whole(bytes))) {
    if (isDiagnostic(item)) problems.push(item)
    else signatories.push(item)
  }
  return { signatories, problems }
}

/** The list of a letter whose folder is there, empty where it has none yet; or every problem in it. */
export const readList = async (
  slug: string,
  data = 'data',
): Promise<ListFile | { problems: Diagnostic[] }> => {
  const folder = join(data, slug)
  const file = `${folder}/signatories.csv`
  const bytes = await readIfThere(file)
  const { signatories, problems } =
    bytes === undefined ? { signatories: [], problems: [] } : await readAll(file, bytes)
  // A list whose rows are yet to come is there to be filled.
  if (problems.some(({ message }) => message !== NO_SIGNATORY)) return { problems }
  const given = await readGivenIds(folder)
  return {
    slug,
    folder,
    file,
    bytes,
    signatories,
    given,
    wasGiven: (id) => wasGiven(given, id),
    memory: await readMemory(folder),
  }
}

/** The bytes that say what `signatories` are: those of the list where they say it already. */
export const printList = (
  { bytes }: Pick<ListFile, 'bytes'>,
  signatories: readonly Signatory[],
): Uint8Array =>
  bytes === undefined ? Buffer.from(writeSignatories(signatories)) : rewriteSignatories(bytes, signatories)

/** What would be wrong in the list if it were written so. */
export const checkList = async ({ file }: ListFile, bytes: Uint8Array): Promise<Diagnostic[]> =>
  (await readAll(file, bytes)).problems

/**
 * Writes the list, having put on record whose ids were in it, and then whose are.
 *
 * @param printed what `printList` gives, where it is known already
 */
export const saveList = async (
  list: ListFile,
  signatories: readonly Signatory[],
  memory: ImportMemory = list.memory,
  printed?: Uint8Array,
): Promise<void> => {
  const { folder, file } = list
  const given = await recordIds(
    folder,
    list.given,
    list.signatories.map(({ id }) => id),
  )
  await replaceFile(file, printed ?? printList(list, signatories))
  await recordIds(
    folder,
    given,
    signatories.map(({ id }) => id),
  )
  if (memory !== list.memory) await writeMemory(folder, memory)
}
