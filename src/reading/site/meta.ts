import version from '../../../build/version.json'
import { shortHash } from '../../revision/keys.ts'
import type { Catalogue } from '../../revision/layout.ts'
import type { Representation } from '../respond.ts'

/** Changes whenever the list does: every revision in it, and when it was published. */
const validatorOf = (letters: Catalogue): Promise<string> =>
  shortHash(letters.map(({ slug, revision, published }) => `${slug} ${revision} ${published}`).join('\n'))

/** What the representations of the list of letters have in common. */
export const catalogueMeta = async (letters: Catalogue) =>
  ({
    validator: await validatorOf(letters),
    freshness: 'current',
    tags: ['letters'],
  }) satisfies Partial<Representation>

/** What those have in common that a deploy changes, and no publish does. */
export const codeMeta = {
  validator: version.version,
  freshness: 'current',
  tags: ['code'],
} satisfies Partial<Representation>
