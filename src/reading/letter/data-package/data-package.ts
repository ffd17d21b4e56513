/** What a letter's files are, for programs: a Data Package (https://datapackage.org/standard/data-package/, version 2). */
import { addresses } from '../../../page/addresses.ts'
import type { LetterView } from '../view.ts'

/** The asset that has what all letters' packages say, of the two forms of the list (`src/build/data-package.ts`). */
export const DATA_PACKAGE = '/datapackage.json'

/** A file beside the descriptor. */
export type Resource = { path: string; bytes?: number; hash?: string }

type Descriptor = { resources: Resource[] }

/**
 * @param common the asset's text
 * @param files those of which the size is known; without any, there is the list
 */
export const dataPackage = (
  { origin, letter: { slug }, translation: { title }, revision: { id, published } }: LetterView,
  common: string,
  files?: Resource[],
): object => {
  const { resources, ...rest }: Descriptor = JSON.parse(common)
  const at = addresses(origin, slug)
  return {
    ...rest,
    name: slug,
    title,
    homepage: at.page,
    version: id,
    created: published,
    sources: [{ title, path: at.revisionPage(id), version: id }],
    resources:
      files?.map((file) => ({
        name: file.path.toLowerCase(),
        ...resources.find(({ path }) => path === file.path),
        ...file,
      })) ?? resources,
  }
}
