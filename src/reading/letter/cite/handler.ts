import { NoQuery } from '../../../http/query.ts'
import { fileHandler, originalView } from '../../files/file.ts'
import type { Handler } from '../../handler.ts'
import type { LetterView } from '../view.ts'
import { MAX_AUTHORS } from '../view.ts'
import { citeBibtex, citeCsl } from './cite.ts'

const citation = (type: string, extension: string, print: (view: LetterView) => string): Handler =>
  fileHandler(NoQuery, () => ({
    type,
    variant: `cite.${extension}`,
    suffix: `-cite.${extension}`,
    render: async (letter, { origin }) => print(await originalView(letter, origin, MAX_AUTHORS)),
  }))

/** How to cite the letter, as BibTeX. */
export const bibtex = citation('application/x-bibtex; charset=utf-8', 'bib', citeBibtex)

/** How to cite the letter, as CSL-JSON. */
export const csl = citation('application/vnd.citationstyles.csl+json', 'json', citeCsl)
