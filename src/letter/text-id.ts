import { foldForComparison } from './fold.ts'
import { toMarkdown } from './print-markdown.ts'
import type { Letter } from './schema.ts'
import { sha256Base64Url } from './sha256.ts'

/**
 * What tells a text that people signed from another: the words of the original, without case, accents and punctuation, so
 * that typography makes no other text of it. Translations come and go.
 */
export const textId = ({ translations: [original] }: Letter): string => {
  const { title, addressee, context = '', body } = original
  return sha256Base64Url(JSON.stringify([title, addressee, context, toMarkdown(body)].map(foldForComparison)))
}
