import { describe, expect, test } from 'vitest'
import { formatDiagnostic } from '../../src/editing/diagnostic.ts'
import { type LetterFolder, readLetter } from '../../src/editing/read-letter.ts'
import { chunked, utf8 } from './bytes.ts'

const ORIGINAL = '---\ntitle: T\ndate: 2018-06-22\naddressee: You\n---\nWe.\n'
const FRENCH = '---\ntitle: T\ntranslation_of: en\naddressee: Vous\n---\nNous.\n'
const FILES = { 'letter.fr.md': FRENCH, 'letter.en.md': ORIGINAL, 'signatories.csv': 'id,name\nb,B\na,A\n' }

const folder = (files: Record<string, string>, slug = 'x'): LetterFolder => ({
  slug,
  path: `data/${slug}`,
  files: Object.entries(files).map(([name, text]) => ({ name, chunks: () => chunked(utf8(text)) })),
})

const problemsOf = async (files: Record<string, string>, slug?: string) => {
  const read = await readLetter(folder(files, slug))
  return 'problems' in read ? read.problems.map(formatDiagnostic) : []
}

test('a folder is a letter: the original first, its signatories in their own order', async () => {
  expect(await readLetter(folder(FILES))).toMatchObject({
    letter: {
      slug: 'x',
      date: '2018-06-22',
      translations: [{ language: 'en' }, { language: 'fr', addressee: 'Vous' }],
      signatories: [{ id: 'b' }, { id: 'a' }],
    },
  })
})

describe('a folder is refused with every problem at once', () => {
  const without = (...names: string[]) =>
    Object.fromEntries(Object.entries(FILES).filter(([name]) => !names.includes(name)))

  test.each([
    [
      'no original',
      without('letter.en.md'),
      ['data/x:1:1: this folder has no original letter; give the original date'],
    ],
    [
      'no letter',
      without('letter.en.md', 'letter.fr.md'),
      ['data/x:1:1: this folder has no original letter; add letter.<lang>.md'],
    ],
    [
      'two originals',
      { ...FILES, 'letter.es.md': ORIGINAL },
      ['data/x/letter.es.md:1:1: data/x/letter.en.md is an original already; write translation_of'],
    ],
    [
      'a translation of another',
      { ...FILES, 'letter.fr.md': FRENCH.replace('en', 'es') },
      ['data/x/letter.fr.md:1:1: translation_of is es, and the original is data/x/letter.en.md; write en'],
    ],
    ['no list', without('signatories.csv'), ['data/x/signatories.csv:1:1: this file is missing']],
    [
      'an unknown file',
      { ...FILES, 'notes.txt': '' },
      ['data/x/notes.txt:1:1: this file is not part of a letter'],
    ],
    [
      'files whose names are nearly right',
      {
        'Letter.EN.MD': ORIGINAL,
        'letter.md': ORIGINAL,
        'letter_pt_br.txt': ORIGINAL,
        'Signatories.csv': '',
      },
      [
        'data/x/Letter.EN.MD:1:1: this file is not part of a letter; rename it to letter.en.md',
        'data/x/letter.md:1:1: this file is not part of a letter; rename it to letter.<lang>.md, for example letter.en.md',
        'data/x/letter_pt_br.txt:1:1: this file is not part of a letter; rename it to letter.pt-BR.md',
        'data/x/Signatories.csv:1:1: this file is not part of a letter; rename it to signatories.csv',
        'data/x:1:1: this folder has no original letter',
        'data/x/signatories.csv:1:1: this file is missing',
      ],
    ],
    [
      'a translation that is not translated',
      { ...FILES, 'letter.fr.md': FRENCH.replace('Nous.', 'We.') },
      [
        'data/x/letter.fr.md:1:1: the text is that of data/x/letter.en.md, word for word; translate it, or delete this file',
      ],
    ],
    [
      'nobody',
      { ...FILES, 'signatories.csv': 'id,name\n' },
      ['data/x/signatories.csv:2:1: there is no signatory'],
    ],
    [
      'much',
      {
        'letter.en.md': ORIGINAL.replace('We.', '<b>'),
        'letter.fr.md': '',
        'signatories.csv': 'id,nam\na,\n',
      },
      [
        'data/x/letter.en.md:6:1: HTML',
        'data/x/letter.fr.md:1:1: the front matter is missing',
        'data/x/signatories.csv:1:4: there is no column',
        'data/x/signatories.csv:1:1: the column “name” is missing',
      ],
    ],
  ])('%s', async (_, files, expected) => {
    const problems = await problemsOf(files)
    expect(problems).toHaveLength(expected.length)
    for (const said of expected) expect(problems).toContainEqual(expect.stringContaining(said))
  })

  test('a name that is no slug', async () => {
    expect(await problemsOf(FILES, 'My Letter')).toEqual([
      "data/My Letter:1:1: “My Letter” cannot be a letter's address; name the folder for example my-letter",
    ])
  })
})

test('a letter that the public signs has no name that is an address of the sign-on Worker', async () => {
  const open = {
    ...FILES,
    'letter.en.md': ORIGINAL.replace('addressee', 'signing: { who: both }\naddressee'),
  }
  expect(await problemsOf(open, 'desk')).toEqual([
    expect.stringMatching(/^data\/desk:1:1: \/sign\/desk is an address of the sign-on Worker/),
  ])
  expect(await problemsOf(open, 'desks')).toEqual([])
  expect(await problemsOf(FILES, 'desk')).toEqual([])
})
