/** Names that signed on, and would go with a publish because data/ does not have them yet. */
import { readList } from '../editing/list-file.ts'
import type { Signatory } from '../letter/schema.ts'
import type { Kv } from '../publishing/kv.ts'
import type { LiveLetter } from '../publishing/live.ts'
import { signedOn } from '../publishing/signed-on.ts'
import { CheckFailed } from './command.ts'
import { counted } from './terminal.ts'

/** Those who signed on and never were in `data/`; and how many were, and have been taken out of it. */
export const missingNames = async (
  kv: Kv,
  slug: string,
  letter: LiveLetter,
): Promise<{ missing: Signatory[]; deleted: number }> => {
  const list = await readList(slug)
  if ('problems' in list) return { missing: [], deleted: 0 }
  const ids = new Set(list.signatories.map(({ id }) => id))
  const missing: Signatory[] = []
  let deleted = 0
  for await (const signatory of signedOn(kv, slug, letter)) {
    if (ids.has(signatory.id)) continue
    if (list.wasGiven(signatory.id)) deleted++
    else missing.push(signatory)
  }
  return { missing, deleted }
}

/** @throws CheckFailed where a publish would take names away that nobody has decided about */
export const assertNamesArePulled = async (kv: Kv, slug: string, letter: LiveLetter): Promise<void> => {
  const { missing } = await missingNames(kv, slug, letter)
  if (missing.length > 0)
    throw new CheckFailed(
      `${slug}: ${counted(missing.length, 'name')} signed through the form, and data/${slug} does not have them yet; ` +
        `bring them in with undersigned pull ${slug}, then publish. Nothing was written.`,
    )
}
