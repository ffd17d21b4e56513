import { NoQuery } from '../../../http/query.ts'
import { fileHandler, originalView } from '../../files/file.ts'
import { listingBody } from '../../files/listing-body.ts'
import { letterMarkdown } from './markdown.ts'
import { letterPlain } from './plain.ts'

/** The letter as Markdown. */
export const markdown = fileHandler(NoQuery, () => ({
  type: 'text/markdown; charset=utf-8',
  variant: 'letter.md',
  suffix: '.md',
  isMonolingual: true,
  render: async (letter, { origin }) =>
    listingBody(letterMarkdown(await originalView(letter, origin, 0)), letter),
}))

/** The letter as plain text. */
export const plain = fileHandler(NoQuery, () => ({
  type: 'text/plain; charset=utf-8',
  variant: 'letter.txt',
  suffix: '.txt',
  isMonolingual: true,
  render: async (letter, { origin }) =>
    listingBody(letterPlain(await originalView(letter, origin, 0)), letter),
}))
