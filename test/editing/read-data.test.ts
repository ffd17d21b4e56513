import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { letterFolder, listLetters } from '../../src/editing/read-data.ts'
import { readLetter } from '../../src/editing/read-letter.ts'
import { Letter, printedName, Signatory } from '../../src/letter/schema.ts'
import { toText } from '../../src/reading/letter/text/text.ts'

const SLUG = 'un-human-rights-council-2018'

test('the first letter is its source word for word: date, text, and every name as it is printed', async () => {
  const read = await readLetter(await letterFolder(SLUG))
  if ('problems' in read) expect.fail(JSON.stringify(read.problems))
  const { date, translations, signatories } = read.letter
  const printedDate = new Date(date).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
  const names = signatories.map((signatory, index) => `${index + 1}. ${printedName(signatory)}`)
  const words = [printedDate, toText(translations[0]?.body ?? []), '**Signatories:**', ...names].join('\n')

  const source = await readFile('test/fixtures/letter-source.txt', 'utf8')
  expect(words.split(/\s+/)).toEqual(source.trim().split(/\s+/))
  const paragraphs = source.slice(source.indexOf('Dear'), source.indexOf('**Sign')).trim()
  expect(toText(translations[0]?.body ?? [])).toBe(paragraphs)
  expect(signatories).toHaveLength(18)
})

test('every letter in data/ is whole and fits the schema', async () => {
  for (const slug of await listLetters()) {
    const read = await readLetter(await letterFolder(slug))
    if ('problems' in read) expect.fail(JSON.stringify(read.problems))
    const { signatories, ...letter } = read.letter
    expect(Letter.safeParse(letter).error).toBeUndefined()
    for (const signatory of signatories) expect(Signatory.safeParse(signatory).error).toBeUndefined()
  }
})

test('what is no file is not waited for', async () => {
  const data = await mkdtemp(join(tmpdir(), 'undersigned-'))
  onTestFinished(() => rm(data, { recursive: true }))
  await mkdir(join(data, 'a'))
  await promisify(execFile)('mkfifo', [join(data, 'a', 'signatories.csv')])
  const read = await readLetter(await letterFolder('a', data))
  expect('problems' in read && read.problems.map(({ message }) => message)).toContain(
    'this cannot be read: it is not a file',
  )
})

test('a folder or a link in the place of a file is told with all else that is wrong, at its place', async () => {
  const data = await mkdtemp(join(tmpdir(), 'undersigned-'))
  onTestFinished(() => rm(data, { recursive: true }))
  await mkdir(join(data, 'a', 'letter.en.md'), { recursive: true })
  await symlink('nowhere', join(data, 'a', 'letter.fr.md'))
  await symlink('signatories.csv', join(data, 'a', 'signatories.csv'))
  const read = await readLetter(await letterFolder('a', data))
  const problems = 'problems' in read ? read.problems : []
  expect(problems.map(({ file, line, message }) => [file, line, message])).toEqual(
    expect.arrayContaining([
      [join(data, 'a', 'letter.en.md'), 1, 'this cannot be read: it is a folder'],
      [join(data, 'a', 'letter.fr.md'), 1, 'this cannot be read: it is a link that leads nowhere'],
      [join(data, 'a', 'signatories.csv'), 1, 'this cannot be read: it is a link that leads back to itself'],
    ]),
  )
})

test('without data/ there is no letter, and a data/ that is no folder is told by its place', async () => {
  const data = await mkdtemp(join(tmpdir(), 'undersigned-'))
  onTestFinished(() => rm(data, { recursive: true }))
  expect(await listLetters(join(data, 'none'))).toEqual([])
  await writeFile(join(data, 'file'), '')
  await expect(listLetters(join(data, 'file'))).rejects.toThrow(
    /file:1:1: this cannot be read: it is not a folder/,
  )
})

test('letters are the folders of data/, and their problems are told by the path an editor would type', async () => {
  const data = await mkdtemp(join(tmpdir(), 'undersigned-'))
  onTestFinished(() => rm(data, { recursive: true }))
  for (const folder of ['b', 'a', '.git']) await mkdir(join(data, folder))
  await writeFile(join(data, 'README.md'), '')
  await writeFile(join(data, 'a', '.DS_Store'), '')
  for (const litter of ['Thumbs.db', 'letter.en.md~', '~$list.xlsx', '.letter.en.md.swp', 'letter.en.md.bak'])
    await writeFile(join(data, 'a', litter), '')
  await writeFile(join(data, 'a', 'signatories.csv'), 'id,name\nA,\n')
  expect(await listLetters(data)).toEqual(['a', 'b'])
  const read = await readLetter(await letterFolder('a', data))
  expect('problems' in read && read.problems.map(({ file, line, column }) => [file, line, column])).toEqual([
    [join(data, 'a'), 1, 1],
    [join(data, 'a', 'signatories.csv'), 2, 1],
    [join(data, 'a', 'signatories.csv'), 2, 3],
  ])
})
