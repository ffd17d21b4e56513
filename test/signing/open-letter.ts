/** A letter in KV as the command line leaves it when it has opened it for signing. */
import type { SignedLetter } from '../../src/letter/schema.ts'
import type { Signing } from '../../src/letter/signing.ts'
import { textId } from '../../src/letter/text-id.ts'
import { headHash } from '../../src/publishing/base.ts'
import { compileWhole } from '../../src/publishing/compile.ts'
import { catalogueEntry, nextHead } from '../../src/publishing/head.ts'
import type { Base } from '../../src/revision/base.ts'
import { baseKey, catalogueKey, headKey } from '../../src/revision/keys.ts'
import type { Pair } from '../../src/revision/layout.ts'

const PUBLISHED = '2026-03-01T12:00:00.000Z'

/** @param signing left out, it is not open */
export const pairsOf = async (letter: SignedLetter, signing: Signing | undefined): Promise<Pair[]> => {
  const { pairs, compiled } = await compileWhole(letter)
  const head = JSON.stringify({ ...nextHead(compiled, PUBLISHED), ...(signing && { signing }) })
  const base: Base | undefined = signing && {
    id: 'base-1',
    published: PUBLISHED,
    revision: compiled.revision.id,
    signing,
    writer: 'sign-on',
    text: textId(letter),
    handover: { id: 'handover-1', head: headHash(head) },
  }
  return [
    ...pairs,
    { key: headKey(letter.slug), value: head },
    ...(base ? [{ key: baseKey(letter.slug), value: JSON.stringify(base) }] : []),
    {
      key: catalogueKey,
      value: JSON.stringify([catalogueEntry(compiled, { published: PUBLISHED })]),
    },
  ]
}
