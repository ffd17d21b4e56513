import { expect, it } from 'vitest'
import { readAnswers, workerName } from '../../src/create/answers.ts'
import { exampleLetter, givenLetter } from '../../src/create/letter.ts'

const PLAIN = { languages: ['en'] as [string], signOn: false, date: '2027-03-01' }

it('what is not said is as the folder’s name suggests', async () => {
  expect(await readAnswers('/home/me/clean-air_letters', {}, false)).toEqual({
    name: 'Clean air letters',
    domain: '',
    languages: ['en'],
    signOn: false,
  })
  expect(workerName('/home/me/Clean Air!')).toBe('clean-air')
  expect(workerName('/home/me/письма')).toBe('letters')
})

it('takes answers as people give them', async () => {
  const given = { domain: ' https://letters.example.org/ ', languages: 'AR, pt-br ar', signOn: true }
  expect(await readAnswers('/letters', given, false)).toMatchObject({
    domain: 'letters.example.org',
    languages: ['ar', 'pt-BR'],
    signOn: true,
  })
})

it.each([
  [{ domain: 'letters.example.org/of-ours' }, 'write one such as letters.example.org'],
  [{ domain: 'localhost' }, 'write one such as letters.example.org'],
  [{ languages: 'english' }, '“english” is not the tag of a language'],
  [{ languages: ',' }, 'Which language are the letters in?'],
  [{ name: 'two\nlines' }, 'A site’s name is one line of text'],
])('says what is wrong with %j before anything is written', async (given, message) => {
  await expect(readAnswers('/letters', given, false)).rejects.toThrow(message)
})

it('a text without facts gets them: its first heading is the title', () => {
  const { slug, files, todo } = givenLetter('\uFEFF# Clean air: now #\r\n\r\nDear Minister,\r\n', PLAIN)
  expect(slug).toBe('clean-air-now')
  expect(files['letter.en.md']).toMatch(
    /\ntitle: "Clean air: now"\n.*\ndate: 2027-03-01\n(?:.*\n)*---\n\nDear Minister,\n$/,
  )
  expect(todo).toEqual(['letter.en.md: to whom it is, as addressee'])
})

it('a letter that has its facts stays as it is, but that the public may sign it', () => {
  const text = '---\ntitle: "Air"\ndate: 2020-02-29\naddressee: Somebody\n---\n\nDear.\n'
  expect(givenLetter(text, { ...PLAIN, languages: ['en', 'fr'] })).toEqual({
    slug: 'air',
    files: { 'letter.en.md': text },
    todo: ['letter.fr.md: the translation'],
  })
  const open = givenLetter(text, { ...PLAIN, signOn: true }).files['letter.en.md'] ?? ''
  expect(open).toContain('\nsigning:\n  who: both\ntitle: "Air"')
  expect(givenLetter(open, { ...PLAIN, signOn: true }).files['letter.en.md']).toBe(open)
})

it('the example has a file for each language', () => {
  const { slug, files } = exampleLetter({ ...PLAIN, languages: ['fr', 'en'] })
  expect(slug).toBe('our-letter-2027')
  expect(Object.keys(files)).toEqual(['letter.fr.md', 'letter.en.md'])
  expect(files['letter.en.md']).toContain('translation_of: fr')
})
