import { formatJson } from '../../../http/json.ts'
import { NoQuery } from '../../../http/query.ts'
import { fileHandler, originalView } from '../../files/file.ts'
import { letterJsonLd } from './json-ld.ts'

/** The letter as JSON-LD. */
export const jsonLd = fileHandler(NoQuery, () => ({
  type: 'application/ld+json',
  variant: 'letter.jsonld',
  suffix: '.jsonld',
  isMonolingual: true,
  render: async (letter, { origin }) => formatJson(letterJsonLd(await originalView(letter, origin))),
}))
