/** How to cite a revision of a letter, in the forms that authors and their programs use. */
import { formatJson } from '../../../http/json.ts'
import { shortRevision } from '../../../letter/schema.ts'
import { addresses } from '../../../page/addresses.ts'
import { site } from '../../../page/site.ts'
import { licenceLine } from '../../licence.ts'
import type { LetterView } from '../view.ts'

const namesOf = ({ authors, count }: LetterView): { names: string[]; others: number } => ({
  names: authors.map(({ name }) => name),
  others: count - authors.length,
})

const urlOf = ({ origin, letter, revision }: LetterView): string =>
  addresses(origin, letter.slug).revisionPage(revision.id)

const bibtexEscapes: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
}

const bibtex = (text: string): string =>
  text.replace(/[\\{}$&#_%^~]/g, (character) => bibtexEscapes[character] ?? `\\${character}`)

/** A BibTeX entry. Its values are in Unicode, as BibLaTeX and every current style read them. */
export const citeBibtex = (view: LetterView): string => {
  const { names, others } = namesOf(view)
  const { letter, translation, revision } = view
  const fields = {
    author: [...names.map((name) => `{${bibtex(name)}}`), ...(others > 0 ? ['others'] : [])].join(' and '),
    title: `{${bibtex(translation.title)}}`,
    publisher: bibtex(site.publisher ?? ''),
    howpublished: `Open letter to ${bibtex(translation.addressee)}`,
    year: letter.date.slice(0, 4),
    month: String(Number(letter.date.slice(5, 7))),
    day: String(Number(letter.date.slice(8))),
    language: translation.language,
    version: revision.id,
    copyright: bibtex(licenceLine),
    url: urlOf(view),
  }
  const lines = Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `  ${name} = {${value}},\n`)
  return `@misc{${letter.slug}-${shortRevision(view.revision.id)},\n${lines.join('')}}\n`
}

/** CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html), a list of one item. */
export const citeCsl = (view: LetterView): string => {
  const { names, others } = namesOf(view)
  const { letter, translation, revision } = view
  const literals = [...names, ...(others > 0 ? [`${others} others`] : [])]
  const item = {
    id: `${letter.slug}-${shortRevision(view.revision.id)}`,
    type: 'document',
    genre: `Open letter to ${translation.addressee}`,
    title: translation.title,
    author: literals.map((literal) => ({ literal })),
    publisher: site.publisher,
    issued: { 'date-parts': [letter.date.split('-').map(Number)] },
    language: translation.language,
    version: revision.id,
    URL: urlOf(view),
    // Of licences its schema knows nothing.
    custom: site.licence && { license: site.licence },
  }
  return formatJson([item])
}
