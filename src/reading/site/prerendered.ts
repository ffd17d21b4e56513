import type { RequestContext } from '../handler.ts'
import { readAsset } from '../store/asset.ts'

/** What stands in built pages for what only a request knows. Top-level domain `.invalid`: RFC 6761, 6.4. */
export const PLACEHOLDER_ORIGIN = 'https://origin.invalid'
export const PLACEHOLDER_SLUG = 'placeholder-letter'
export const PLACEHOLDER_REVISION = 'facade'.padEnd(64, '0')

/** A page that was built, at its deployment's origin. `slug` and `revision` are of a letter that there is. */
export const prerendered = async (
  { io, origin }: Pick<RequestContext, 'io' | 'origin'>,
  name: string,
  slug = 'a-letter',
  revision = PLACEHOLDER_REVISION,
): Promise<string> =>
  (await readAsset(io, `/pages/${name}`))
    .replaceAll(PLACEHOLDER_ORIGIN, origin)
    .replaceAll(PLACEHOLDER_SLUG, slug)
    .replaceAll(PLACEHOLDER_REVISION, revision)
