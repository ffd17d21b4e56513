/** How to cite a revision of a letter, in the forms that authors and their programs use. */
import type { Signatory } from '../../letter/schema.ts'
import { addresses } from '../../page/addresses.ts'

export type CiteView = {
  origin: string
  slug: string
  date: string
  language: string
  title: string
  addressee: string
  revision: string
  /** How many signatories the letter has. */
  count: number
  /** The first of them: `AUTHORS` are named. */
  signatories: Signatory[]
}

/** How many signatories a citation names. */
export const AUTHORS = 10

const authors = ({ signatories, count }: CiteView): { names: string[]; others: number } => {
  const named = signatories.slice(0, AUTHORS)
  return { names: named.map(({ name }) => name), others: count - named.length }
}

const urlOf = ({ origin, slug, revision }: CiteView): string => addresses(origin, slug).revisionPage(revision)

const bibtexEscapes: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
}

const bibtex = (text: string): string =>
  text.replace(/[\\{}$&#_%^~]/g, (character) => bibtexEscapes[character] ?? `\\${character}`)

/** A BibTeX entry. Its values are in Unicode, as BibLaTeX and every current style read them. */
export const citeBibtex = (view: CiteView): string => {
  const { names, others } = authors(view)
  const fields = {
    author: [...names.map((name) => `{${bibtex(name)}}`), ...(others > 0 ? ['others'] : [])].join(' and '),
    title: `{${bibtex(view.title)}}`,
    howpublished: `Open letter to ${bibtex(view.addressee)}`,
    year: view.date.slice(0, 4),
    month: String(Number(view.date.slice(5, 7))),
    day: String(Number(view.date.slice(8))),
    language: view.language,
    version: view.revision,
    url: urlOf(view),
  }
  const lines = Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `  ${name} = {${value}},\n`)
  return `@misc{${view.slug}-${view.revision.slice(0, 12)},\n${lines.join('')}}\n`
}

/** CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html), a list of one item. */
export const citeCsl = (view: CiteView): string => {
  const { names, others } = authors(view)
  const literals = [...names, ...(others > 0 ? [`${others} others`] : [])]
  const item = {
    id: `${view.slug}-${view.revision.slice(0, 12)}`,
    type: 'document',
    genre: `Open letter to ${view.addressee}`,
    title: view.title,
    author: literals.map((literal) => ({ literal })),
    issued: { 'date-parts': [view.date.split('-').map(Number)] },
    language: view.language,
    version: view.revision,
    URL: urlOf(view),
  }
  return `${JSON.stringify([item], null, 2)}\n`
}
