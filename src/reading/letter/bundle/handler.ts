import { NoQuery } from '../../../http/query.ts'
import { mapNonEmpty } from '../../../letter/non-empty.ts'
import { fileHandler } from '../../files/file.ts'
import { FIRST_STEP } from '../../files/listing-body.ts'
import { streamOf } from '../../files/stream.ts'
import { zip } from '../../files/zip.ts'
import { readAsset } from '../../store/asset.ts'
import { COMMON, parseCommon } from '../data-package/data-package.ts'
import { letterView } from '../view.ts'
import { bundleEntries } from './bundle.ts'

/** All there is of a letter, as a ZIP archive: whole when its list is one step, else a stream. */
export const bundle = fileHandler(NoQuery, () => ({
  type: 'application/zip',
  variant: 'bundle.zip',
  suffix: '.zip',
  attachment: true,
  async render(letter, { io, origin }) {
    const { languages, count } = letter.revision
    const { published } = letter.head
    // All that is read before the answer begins, in one round.
    const [begin, publications, common, ...views] = await Promise.all([
      letter.signatories(0, FIRST_STEP),
      letter.publications(0, Number.POSITIVE_INFINITY),
      readAsset(io, COMMON),
      ...mapNonEmpty(languages, (language) => letterView(letter, { origin, language, published, limit: 0 })),
    ])
    const entries = bundleEntries({ letter, views, begin, publications, common: parseCommon(common) })
    const stream = streamOf(zip(entries, new Date(published)))
    return count <= FIRST_STEP ? new Uint8Array(await new Response(stream).arrayBuffer()) : stream
  },
}))
