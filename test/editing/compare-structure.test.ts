import { expect, test } from 'vitest'
import { formatWarning } from '../../src/editing/diagnostic.ts'
import { readLetter } from '../../src/editing/read-letter.ts'
import { chunked, utf8 } from './bytes.ts'

const ORIGINAL = 'We.\n\n# On it\n\n1. a\n2. b\n\n> Said.\n\nThat is all.\n'

const read = (french: string, { context = '' } = {}) =>
  readLetter({
    slug: 'x',
    path: 'data/x',
    files: Object.entries({
      'letter.en.md': `---\ntitle: T\ndate: 2018-06-22\naddressee: You\n${context}---\n${ORIGINAL}`,
      'letter.fr.md': `---\ntitle: T\ntranslation_of: en\naddressee: Vous\n---\n${french}`,
      'signatories.csv': 'id,name\na,A\n',
    }).map(([name, text]) => ({ name, chunks: () => chunked(utf8(text)) })),
  })

const warningsOf = async (...args: Parameters<typeof read>) =>
  (await read(...args)).warnings.map(formatWarning)

test('a translation with the same parts passes, whatever its words and its marks', async () => {
  expect(await warningsOf('*Nous.*\n\nDessus\n===\n\n1. a\n1. b\n\n> Dit.\n\n**C’est tout.**\n')).toEqual([])
})

test.each([
  [
    'a paragraph missing at the end',
    'Nous.\n\n# Dessus\n\n1. a\n2. b\n\n> Dit.\n',
    'data/x/letter.fr.md:13:1: warning: the translation ends here, with 4 of 5 parts; the original goes on; translate a paragraph (data/x/letter.en.md:15), or look for the one that was left out above',
  ],
  [
    'a heading missing',
    'Nous.\n\n1. a\n2. b\n\n> Dit.\n\nTout.\n',
    'data/x/letter.fr.md:8:1: warning: here is a list of 2, and in the original a heading of level 1; compare data/x/letter.en.md:8',
  ],
  [
    'a heading of another level',
    ORIGINAL.replace('# ', '## '),
    'data/x/letter.fr.md:8:1: warning: here is a heading of level 2, and in the original a heading of level 1; compare data/x/letter.en.md:8',
  ],
  [
    'a list item missing',
    ORIGINAL.replace('2. b\n', ''),
    'data/x/letter.fr.md:10:1: warning: here is a list of 1, and in the original a list of 2; compare data/x/letter.en.md:10',
  ],
  [
    'a paragraph of a quotation more',
    ORIGINAL.replace('> Said.', '> Dit.\n>\n> Oui.'),
    'data/x/letter.fr.md:13:1: warning: here is a quotation of a paragraph, a paragraph, and in the original a quotation of a paragraph; compare data/x/letter.en.md:13',
  ],
  [
    'a paragraph more',
    `${ORIGINAL}\nEncore.\n`,
    'data/x/letter.fr.md:17:1: warning: the original has ended before a paragraph; look for what was translated twice or split in two, here or above',
  ],
])('%s is a warning at its place', async (_, french, expected) => {
  expect(await warningsOf(french)).toEqual([expected])
})

test('a line of context that was not translated is a warning', async () => {
  expect(await warningsOf(ORIGINAL, { context: 'context: In answer.\n' })).toEqual([
    'data/x/letter.fr.md:1:1: warning: there is no context, and the original has one; translate it: context: ...',
  ])
})

test('a warning keeps nobody from publishing', async () => {
  expect(await read('Nous.\n')).toMatchObject({ letter: { slug: 'x' }, warnings: [{}] })
})
