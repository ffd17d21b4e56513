/** A letter as Markdown (CommonMark) with YAML front matter. */
import { escapeMarkdownLine } from '../../../letter/escape-markdown.ts'
import { printedName } from '../../../letter/schema.ts'
import { addresses } from '../../../page/addresses.ts'
import { site } from '../../../page/site.ts'
import type { Listing } from '../../files/listing.ts'
import type { LetterView } from '../view.ts'

/** The letter's words, without those who signed it. */
export const textMarkdown = (view: LetterView): string => {
  const { letter, translation, revision } = view
  const { title, addressee, context, language } = translation
  const properties = {
    title,
    date: letter.date,
    addressee,
    context,
    language,
    signatories: view.count,
    revision: revision.id,
    published: revision.published,
    license: site.licence,
    url: addresses(view.origin, letter.slug).page,
  }
  // A JSON value is a YAML value (YAML 1.2, 1.2).
  const matter = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
  return `---\n${matter.join('')}---\n\n# ${escapeMarkdownLine(title)}\n\n${view.markdown.trim()}\n`
}

export const letterMarkdown = (view: LetterView): Listing => ({
  head: `${textMarkdown(view)}\n## Signatories\n\n`,
  row: (signatory, position) => `${position}. ${escapeMarkdownLine(printedName(signatory))}\n`,
  heading: (section) => `### ${escapeMarkdownLine(section)}\n\n`,
})
