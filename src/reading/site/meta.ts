import version from '../../../build/version.json'
import { shortHash } from '../../revision/keys.ts'
import type { Catalogue } from '../../revision/layout.ts'
import type { Representation } from '../respond.ts'

/**
 * What the representations of the list of letters have in common. The validator changes whenever the list does: every
 * revision in it, and when it was published.
 *
 * @param beside what else the answer depends on, as it can be written in JSON
 */
export const catalogueMeta = async (letters: Catalogue, beside: unknown = '') => {
  const list = letters.map(({ slug, revision, published }) => `${slug} ${revision} ${published}`)
  return {
    validator: await shortHash(list.join('\n') + JSON.stringify(beside)),
    freshness: 'current',
    tags: ['letters'],
  } satisfies Partial<Representation>
}

/** What those have in common that a deploy changes, and no publish does. */
export const codeMeta = {
  validator: version.version,
  freshness: 'current',
  tags: ['code'],
} satisfies Partial<Representation>
