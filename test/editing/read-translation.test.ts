import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTranslation } from '../../src/editing/read-translation.ts'
import { joined, utf8 } from './bytes.ts'

const FILE = 'data/x/letter.en.md'
const HEAD = '---\ntitle: A title\ndate: 2018-06-22\naddressee: You\n---\n'

const said = (text: string | Uint8Array, file = FILE) =>
  readTranslation(file, typeof text === 'string' ? utf8(text) : text).problems.map(
    ({ line, column, message, hint }) => `${line}:${column} ${message}; ${hint}`,
  )

test('an original is its front matter and its words', () => {
  expect(readTranslation(FILE, utf8(`${HEAD}\nWe write.\n`))).toEqual({
    translation: {
      language: 'en',
      title: 'A title',
      addressee: 'You',
      body: [{ type: 'paragraph', children: [{ type: 'text', value: 'We write.' }] }],
    },
    places: [{ line: 7, column: 1 }],
    date: '2018-06-22',
    problems: [],
    warnings: [],
  })
})

test('a translation names the language of the original', () => {
  const text =
    '---\ntitle: "Un titre : E\u0301"\ntranslation_of: en\naddressee: no\ncontext: 2018\n---\nNous.\n'
  const { translation, date, translationOf } = readTranslation('data/x/letter.pt-BR.md', utf8(text))
  expect(translation).toMatchObject({
    language: 'pt-BR',
    title: 'Un titre : \u00c9',
    addressee: 'no',
    context: '2018',
  })
  expect({ date, translationOf }).toEqual({ date: undefined, translationOf: 'en' })
})

test('a byte order mark and CRLF change nothing', () => {
  const text = `${HEAD}\nWe\nwrite.\n`
  expect(readTranslation(FILE, utf8(`\ufeff${text.replaceAll('\n', '\r\n')}`))).toEqual(
    readTranslation(FILE, utf8(text)),
  )
})

test.each([
  ['an unknown key', HEAD.replace('title:', 'titel:'), '2:1 there is no key “titel”; did you mean title?'],
  [
    'a day that is not',
    HEAD.replace('06-22', '02-30'),
    '3:7 there is no 2018-02-30 in the calendar; write the day it was, as YYYY-MM-DD',
  ],
  [
    'a date in words',
    HEAD.replace('2018-06-22', '22 June 2018'),
    '3:7 the date “22 June 2018” is not written YYYY-MM-DD; write 2018-06-22',
  ],
  [
    'a comment behind a value',
    HEAD.replace('A title', 'We are #1'),
    '2:15 title would end before this #, which begins a comment; put the whole value in quotation marks, or the comment on a line of its own',
  ],
  [
    'a country for a language',
    HEAD.replace('date: 2018-06-22', 'translation_of: gr'),
    '3:17 “gr” is not Greek; write el',
  ],
  [
    'a language that is none',
    HEAD.replace('date: 2018-06-22', 'translation_of: xx'),
    '3:17 there is no language “xx”; write for example en, pt-BR or zh-Hans',
  ],
  ['an empty value', HEAD.replace('You', ''), '4:1 addressee is empty; write it, or delete the line'],
  [
    'a list for a value',
    HEAD.replace('You', '[a, b]'),
    '4:12 addressee is not text; put it in quotation marks',
  ],
  [
    'a missing key',
    HEAD.replace('addressee: You\n', ''),
    '1:1 the front matter has no addressee; add a line addressee: ...',
  ],
  [
    'a key twice',
    HEAD.replace('---\ntitle', '---\ntitle: B\ntitle'),
    /^3:1 this is not YAML: .*; keep one of them$/,
  ],
  ['a colon in a value', HEAD.replace('A title', 'A: title'), /^2:8 this is not YAML/],
  [
    'a bad language',
    HEAD.replace('date: 2018-06-22', 'translation_of: EN'),
    '3:17 “EN” is not a language tag in its usual form; write en',
  ],
  [
    'both',
    HEAD.replace('date:', 'translation_of: fr\ndate:'),
    /^1:1 the front matter has both date and translation_of; keep/,
  ],
  [
    'neither',
    HEAD.replace('date: 2018-06-22\n', ''),
    /^1:1 the front matter has neither date nor translation_of; add/,
  ],
  ['no end', '---\ntitle: A\n', '1:1 the front matter never ends; put a line of --- after its last key'],
  ['no front matter', 'We', /^1:1 the front matter is missing; begin/],
])('front matter with %s says where and what would be right', (name, head, expected) => {
  const problems = said(`${head}\nWe write.\n`)
  const [first] = problems
  if (typeof expected === 'string') expect(first).toBe(expected)
  else expect(first).toMatch(expected)
  // A misspelt key is also a missing one.
  expect(problems).toHaveLength(name === 'an unknown key' ? 2 : 1)
})

test('a problem in the words has its place in the file, also after CRLF', () => {
  expect(said(`${HEAD}\nWe\n<b>write</b>\n`.replaceAll('\n', '\r\n'))).toEqual([
    expect.stringMatching(/^8:1 HTML/),
    expect.stringMatching(/^8:9 HTML/),
  ])
})

test('a byte that is not UTF-8 is told by its line and column', () => {
  expect(said(joined(HEAD, '\n人 caf', [0xe9], '\n'))).toEqual([
    '7:6 this character is not in UTF-8; save it as UTF-8',
  ])
  expect(said(joined(HEAD, '\ncaf\ufffd', [0xc3, 0x28], '\n'))).toEqual([
    expect.stringMatching(/^7:5 this character/),
  ])
})

test('a document of Word’s is none, and nothing else is said of it', () => {
  expect(said(joined([0x50, 0x4b, 3, 4], 'word/document.xml', [0xff, 0], '\n'))).toEqual([
    '1:1 the file is a Word document, whatever it is called; only plain text can be read here: save it as that, in UTF-8',
  ])
})

test('UTF-16 gets its own advice', () => {
  expect(said(Uint8Array.from([0xfe, 0xff, 0, 45]))).toEqual([
    expect.stringMatching(/^1:1 the file is in UTF-16; save it as UTF-8/),
  ])
})

test('a letter without words is none', () => {
  expect(said(`${HEAD}\n\n`)).toEqual(['6:1 the letter has no words; write them here'])
})

test('the language in the file’s name is in its usual form', () => {
  expect(said(`${HEAD}We`, 'data/x/letter.pt_br.md')).toEqual([
    "1:1 in the file's name “pt_br” is not a language tag in its usual form; write pt-BR",
  ])
})

test('a # in a value that is in quotation marks, or without a space before it, is part of it', () => {
  expect(said(`${HEAD.replace('A title', '"We are #1"')}We write.`)).toEqual([])
  expect(said(`${HEAD.replace('A title', 'C#-sharp').replace('You', "'You'")}We write.`)).toEqual([])
})

test('a language that is easily mistaken for a country’s is warned of', () => {
  expect(readTranslation('data/x/letter.kr.md', utf8(`${HEAD}We write.`)).warnings).toMatchObject([
    { message: 'kr is Kanuri', hint: 'rename the file to letter.ko.md if it is in Korean' },
  ])
})

test.each(['[', '{a: ', '- ', '? ', '!a '])(
  'front matter that nests %s deeply is refused, not a stack overflow',
  (run) => {
    const { problems } = readTranslation(FILE, utf8(`---\n${run.repeat(8000 / run.length)}\n---\na`))
    expect(problems.length).toBeGreaterThan(0)
  },
)

test('any bytes give a translation or problems, and never throw', () => {
  const part = fc.constantFrom(
    '---\n',
    '---',
    'title:',
    'date: ',
    'a',
    '\n',
    '"',
    "'",
    '[',
    '{',
    '&a ',
    '*a',
    '!x ',
    '- ',
    ': ',
    '|',
    '>',
    '#',
    '\t',
    '\r',
    '%',
    '? ',
    '\ufeff',
    '\0',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 120 }),
        fc.array(part, { maxLength: 40 }).map((parts) => utf8(`---\n${parts.join('')}\n---\na`)),
      ),
      (bytes) => {
        const { translation, problems } = readTranslation(FILE, bytes)
        expect(translation !== undefined).toBe(problems.length === 0)
      },
    ),
    { numRuns: 1500 },
  )
}, 60_000)
