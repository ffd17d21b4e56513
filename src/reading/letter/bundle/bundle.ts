/** A letter in one file: its words in every language, its list, its history, the licence, and what all of these are. */
import { formatJson, jsonLine } from '../../../http/json.ts'
import type { Signatory } from '../../../letter/schema.ts'
import type { Publication } from '../../../revision/layout.ts'
import { listingPieces } from '../../files/listing-body.ts'
import { encoded } from '../../files/stream.ts'
import type { ZipEntry } from '../../files/zip.ts'
import { signatoriesCsv } from '../../signatories/csv/csv.ts'
import { signatoriesJsonl } from '../../signatories/jsonl/jsonl.ts'
import type { OpenLetter } from '../../store/open-revision.ts'
import { type Common, dataPackage, type Resource } from '../data-package/data-package.ts'
import { textMarkdown } from '../text/markdown.ts'
import { textPlain } from '../text/plain.ts'
import type { LetterView } from '../view.ts'

/** What is read before an answer begins. */
export type Bundle = {
  letter: OpenLetter
  /** The letter in each of its languages, the original first. */
  views: [LetterView, ...LetterView[]]
  begin: Signatory[]
  publications: Publication[]
  common: Common
}

export async function* bundleEntries(bundle: Bundle): AsyncGenerator<ZipEntry> {
  const { letter, views, begin, publications, common } = bundle
  const files: Resource[] = []
  let sums = ''

  /** An entry whose size and hash are known once it was read. */
  const entry = (path: string, texts: Iterable<string> | AsyncIterable<string>): ZipEntry => ({
    name: path,
    content: (async function* () {
      const digest = new crypto.DigestStream('SHA-256')
      const writer = digest.getWriter()
      let bytes = 0
      for await (const piece of encoded(texts)) {
        bytes += piece.length
        await writer.write(piece)
        yield piece
      }
      await writer.close()
      const hash = new Uint8Array(await digest.digest).toHex()
      files.push({ path, bytes, hash: `sha256:${hash}` })
      sums += `${hash}  ${path}\n`
    })(),
  })

  yield entry('LICENCE.txt', [common.licence])
  for (const view of views) {
    const name = `letter.${view.translation.language}`
    yield entry(`${name}.md`, [textMarkdown(view)])
    yield entry(`${name}.txt`, [textPlain(view)])
  }
  const csv = signatoriesCsv({ bom: false, spreadsheet: false })
  yield entry('signatories.csv', listingPieces(csv, letter, begin))
  yield entry('signatories.jsonl', listingPieces(signatoriesJsonl, letter, begin))
  yield entry(
    'publications.jsonl',
    publications.map(({ first: _first, base: _base, ...publication }) => jsonLine(publication)),
  )
  yield entry('datapackage.json', [formatJson(dataPackage(views[0], common.dataPackage, files))])
  yield { name: 'SHA256SUMS', content: encoded([sums]) }
}
