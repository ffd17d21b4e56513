/** A letter as Markdown (CommonMark) with YAML front matter. */
import { printedName } from '../../../letter/schema.ts'
import { addresses } from '../../../page/addresses.ts'
import type { Listing } from '../../files/listing.ts'

/** A letter as files show it: its words in one language, without the list of signatories. */
export type FileView = {
  /** `https://host`, with no slash at its end. */
  origin: string
  slug: string
  date: string
  language: string
  title: string
  addressee: string
  context?: string | undefined
  revision: string
  published: string
  /** How many signatories the letter has. */
  count: number
}

/** A line of text that Markdown shows as it is. */
export const escapeMarkdown = (line: string): string =>
  line
    .replace(/[\\`*_[\]<>&~]/g, '\\$&')
    .replace(/^([#+=-])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2')

/** @param text the letter's words as Markdown */
export const letterMarkdown = (view: FileView, text: string): Listing => {
  const at = addresses(view.origin, view.slug)
  const facts = {
    title: view.title,
    date: view.date,
    addressee: view.addressee,
    context: view.context,
    language: view.language,
    signatories: view.count,
    revision: view.revision,
    published: view.published,
    url: at.page,
  }
  // A JSON value is a YAML value (YAML 1.2, 1.2).
  const matter = Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
  return {
    head: `---\n${matter.join('')}---\n\n# ${escapeMarkdown(view.title)}\n\n${text.trim()}\n\n## Signatories\n\n`,
    row: (signatory, position) => `${position}. ${escapeMarkdown(printedName(signatory))}\n`,
  }
}
