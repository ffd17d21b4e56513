/** What a letter's files are, for programs: a Data Package (https://datapackage.org/standard/data-package/, version 2). */
import { addresses } from '../../../page/addresses.ts'
import type { LetterView } from '../view.ts'

/** The asset that has what the files of all letters have in common (`src/build/letter-files.ts`). */
export const COMMON = '/files.json'

/** A file beside the descriptor. */
export type Resource = { path: string; bytes?: number; hash?: string }

export type Common = {
  /** The text of `LICENCE.txt`. */
  licence: string
  dataPackage: { resources: Resource[] }
}

export const parseCommon = (asset: string): Common => JSON.parse(asset)

/** @param files those of which the size is known; without any, there is the list */
export const dataPackage = (
  { origin, letter: { slug }, translation: { title }, revision: { id, published } }: LetterView,
  { resources, ...common }: Common['dataPackage'],
  files?: Resource[],
): object => {
  const at = addresses(origin, slug)
  return {
    ...common,
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
