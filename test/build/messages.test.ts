import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { checkMessages } from '../../src/build/messages/check.ts'
import { readMessages, readSigningMessages } from '../../src/build/messages/read.ts'
import { reportMessages } from '../../src/build/messages/report.ts'
import { type Json, readSource } from '../../src/build/messages/source.ts'
import { formatDiagnostic } from '../../src/editing/diagnostic.ts'
import { LanguageMessages } from '../../src/page/messages/schema.ts'

const FOLDER = 'src/page/messages'
const TAGS = [...(await readMessages()).messages.keys()]

const textOf = (tag: string): Promise<string> => readFile(`${FOLDER}/${tag}.json`, 'utf8')
const english = JSON.parse(await textOf('en')) as Json

/** What is said of the folder after a change to its files: the file's name, then `line:column: ...`. */
const saidOf = async (changes: Record<string, string | ((text: string) => string)>): Promise<string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await cp(FOLDER, folder, { recursive: true })
  for (const [name, change] of Object.entries(changes)) {
    const path = join(folder, name)
    await writeFile(path, typeof change === 'string' ? change : change(await readFile(path, 'utf8')))
  }
  const { problems } = await readMessages(folder)
  return problems.map((problem) =>
    formatDiagnostic({ ...problem, file: problem.file.split('/').at(-1) ?? '' }),
  )
}

const leaves = (json: Json, path: string[] = []): string[][] =>
  typeof json === 'object' && json !== null
    ? Object.entries(json).flatMap(([key, value]) => leaves(value, [...path, key]))
    : [path]

/** The file with another text, or none, at a path; one key a line, as the files are. */
const withText = (json: Json, [key = '', ...rest]: string[], text: string | undefined): Json =>
  Object.fromEntries(
    Object.entries(json as Record<string, Json>).flatMap(([name, value]): [string, Json][] => {
      if (name !== key) return [[name, value]]
      if (rest.length > 0) return [[name, withText(value, rest, text)]]
      return text === undefined ? [] : [[name, text]]
    }),
  )

const check = (tag: string, json: Json) => {
  const source = readSource(`${tag}.json`, tag, JSON.stringify(json, null, 2))
  if ('problems' in source) throw new TypeError('it was valid JSON')
  const checked = checkMessages(source, LanguageMessages, english)
  return 'problems' in checked ? checked.problems : []
}

test('every file is right', async () => {
  const { messages, problems } = await readMessages()
  expect([...problems, ...(await readSigningMessages(messages.keys())).problems]).toEqual([])
})

/** What a language's punctuation does not look like, where it is not English's. */
const MARKS: Record<string, RegExp> = {
  fr: /(?<!\u202f)[;?!]|(?<!\u00a0):(?!\/\/)|«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»/,
  ar: /\p{Script=Arabic}[»”]? ?[,;?]/u,
  fa: /\p{Script=Arabic}[»”]? ?[,;?]/u,
  ur: /\p{Script=Arabic}[“”]? ?(?:[,;?]|\.(?!\S))/u,
  hi: /\p{Script=Devanagari}”?\.(?!\S)/u,
  ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][」）]? ?[,;:?!.]/u,
  zh: /\p{Script=Han}[”）》]? ?[,;:?!.]|\p{Script=Han}[A-Za-z\d]|[A-Za-z\d]\p{Script=Han}/u,
  'zh-Hant': /\p{Script=Han}[」）》]? ?[,;:?!.]|\p{Script=Han}[A-Za-z\d]|[A-Za-z\d]\p{Script=Han}/u,
}

test.each(TAGS)('what is said in %s has the marks and spaces of its language', async (tag) => {
  for (const folder of [FOLDER, 'src/signing/messages']) {
    const json = JSON.parse(await readFile(`${folder}/${tag}.json`, 'utf8')) as Json
    const said = leaves(json).map((path) =>
      String(path.reduce<Json>((value, key) => (value as Record<string, Json>)[key] ?? '', json)),
    )
    for (const text of said) {
      expect(text).not.toMatch(/["']|\.{3}/)
      if (MARKS[tag]) expect(text).not.toMatch(MARKS[tag])
    }
  }
})

// Arabic has every plural category.
test.each(['en', 'ar'])('any message that is missing in %s is named', async (tag) => {
  const json = JSON.parse(await textOf(tag)) as Json
  const paths = leaves(json)
  expect(paths.length).toBeGreaterThan(85)
  for (const path of paths) {
    const problems = check(tag, withText(json, path, undefined))
    expect(problems.map(({ message }) => message).join(), path.join('.')).toContain(path.at(-1))
  }
})

test('any message with white space around it, or with a placeholder of its own, is named at its line', async () => {
  const json = JSON.parse(await textOf('fr')) as Json
  const text = (await textOf('fr')).split('\n')
  const paths = leaves(json).filter(([first]) => first !== 'reviewed' && first !== 'inherits')
  fc.assert(
    fc.property(
      fc.constantFrom(...paths),
      fc.constantFrom<(text: string) => string>(
        (text) => ` ${text}`,
        (text) => `${text}\n`,
        (text) => text.replace(/$/, ' {nobody}'),
        (text) => text.replace(/$/, '  .'),
        () => '',
      ),
      (path, change) => {
        const before = path.reduce<Json>((value, key) => (value as Record<string, Json>)[key] ?? '', json)
        const [problem] = check('fr', withText(json, path, change(String(before))))
        expect(problem?.message).toContain(path.slice(0, 2).join('.'))
        expect(text[(problem?.line ?? 0) - 1]).toContain(`"${path.at(-1)}"`)
      },
    ),
  )
})

test.each<[string, Record<string, string | ((text: string) => string)>, (string | RegExp)[]]>([
  [
    'a key that there is not',
    { 'fr.json': (text) => text.replace('"share"', '"shaer"') },
    [
      /^fr.json:3:3: page.share is missing; add it; in English it is “Share”$/,
      /^fr.json:\d+:5: page has no “shaer”; did you mean share\?$/,
    ],
  ],
  [
    'a plural category that the language does not have',
    { 'zh.json': (text) => text.replace('"found": {', '"found": {\n      "few": "#",') },
    [
      /^zh.json:\d+:7: widget.found has a form “few”, which Chinese does not have; delete it; its forms are other$/,
    ],
  ],
  [
    'a placeholder that is gone',
    { 'de.json': (text) => text.replace('{first} bis', 'Eins bis') },
    [/^de.json:\d+:5: page.range has no {first}; put it where it belongs; in English it is /],
  ],
  [
    'a placeholder that is spelt wrong',
    { 'de.json': (text) => text.replace('{first} bis', '{frist} bis') },
    [/page.range has {frist}, which stands for nothing here; did you mean {first}\?$/, /no {first}/],
  ],
  [
    'a number that a form of several numbers says in words',
    { 'ru.json': (text) => text.replace('"one": "# подпись"', '"one": "одна подпись"') },
    [/^ru.json:\d+:7: widget.count.one has no #/],
  ],
  [
    'what is not JSON',
    { 'fr.json': (text) => text.replace('"share": "Partager",', '"share": "Partager"') },
    [/^fr.json:\d+:5: this is not JSON: Expected ',' or '}' after property value; /],
  ],
  ['a file that ends too early', { 'fr.json': '{' }, [/^fr.json:1:2: this is not JSON: /]],
  [
    'a key that comes twice',
    { 'fr.json': (text) => text.replace('"share": ', '"share": "Donner",\n    "share": ') },
    [/^fr.json:\d+:5: .*unique.*; keep one of them$/],
  ],
  [
    'what is of another type, stands where nothing does, or has what nothing is put into',
    {
      'de.json': (text) => text.replace(/"share": ".*"/, '"share": 5'),
      'fr.json': (text) => text.replace('"page": {', '"shared": "Partager",\n  "page": {'),
      'hi.json': (text) => text.replace(/^ {2}"badge": [\s\S]*/m, '  "badge": 5\n}'),
      'it.json': (text) => text.replace('"share": "', '"share": "{who}'),
      'uk.json': (text) => text.replace(/"count": \{[^}]*\},/, ''),
    },
    [
      /^de.json:\d+:5: page.share is not of the right type; write it as en.json has it$/,
      /^fr.json:\d+:3: the file has no “shared”/,
      /^hi.json:\d+:3: badge is not an object; write it as en.json has it$/,
      /^it.json:\d+:5: page.share has {who}, which stands for nothing here; delete it: nothing is put in here, as in English$/,
      /^uk.json:\d+:3: widget.count is missing; add it, as en.json has it$/,
    ],
  ],
  ['a name that is no tag', { 'FR_fr.json': '{}' }, [/^FR_fr.json:1:1: “FR_fr” is not a language tag/]],
  ['a tag in another spelling', { 'de-at.json': '{}' }, [/^de-at.json:1:1: .*; name the file de-AT.json$/]],
  [
    'an English file that is wrong, by which no other is judged',
    { 'en.json': (text) => text.replace('"Share"', '""') },
    [/^en.json:\d+:5: page.share is empty/],
  ],
])('%s is told at its place', async (_, changes, expected) => {
  const said = await saidOf(changes)
  expect(said).toHaveLength(expected.length)
  for (const [index, each] of expected.entries()) expect(said[index]).toMatch(each)
})

test('a regional file says what is different, and has all the rest from the file that it inherits', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await cp(FOLDER, folder, { recursive: true })
  const page = { share: 'Donner' }
  await writeFile(join(folder, 'fr-CA.json'), JSON.stringify({ inherits: 'fr', reviewed: true, page }))
  const { messages, problems } = await readMessages(folder)
  expect(problems).toEqual([])
  const french = messages.get('fr')
  expect(messages.get('fr-CA')).toEqual({
    ...french,
    inherits: 'fr',
    reviewed: true,
    page: { ...french?.page, ...page },
  })
})

test.each<[string, object, RegExp]>([
  [
    'says again what it inherits',
    { inherits: 'fr', reviewed: false, page: { share: 'Partager' } },
    /page.share is what fr says; delete it: it is inherited$/,
  ],
  ['does not say whether it was reviewed', { inherits: 'fr' }, /:1:1: reviewed is missing/],
  ['inherits from nobody', { inherits: 'xx', reviewed: false }, /there is nothing to inherit from “xx”/],
  [
    'inherits and has a key of its own',
    { inherits: 'fr', reviewed: false, page: { sahre: 'Donner' } },
    /page has no “sahre”; did you mean share\?$/,
  ],
])('a regional file that %s is told so', async (_, json, expected) => {
  const said = await saidOf({ 'fr-CA.json': JSON.stringify(json) })
  expect(said).toHaveLength(1)
  expect(said[0]).toMatch(expected)
})

test('the build takes every language that has a file', () => {
  expect(TAGS).toContain('en')
  expect(TAGS).toEqual(TAGS.toSorted())
})

test('docs/widget.md names each of them, in English', async () => {
  const docs = await readFile('docs/widget.md', 'utf8')
  const names = new Intl.DisplayNames('en', { type: 'language' })
  const [list = ''] = /^Words there are in [^.]+\.$/m.exec(docs) ?? []
  for (const tag of TAGS) expect(list).toContain(names.of(tag))
})

test('the report names every language, whether it was reviewed, and all that is missing', async () => {
  const problem = {
    file: 'src/signing/messages/it.json',
    line: 3,
    column: 5,
    message: 'share is missing',
    hint: 'add it',
  }
  const pages = new Map([
    ['de', { reviewed: true }],
    ['fr', { reviewed: true }],
    ['it', { reviewed: true }],
    ['pt-BR', { inherits: 'pt', reviewed: false }],
    ['uk', { reviewed: false }],
  ])
  const signing = new Map([
    ['de', { reviewed: true }],
    ['fr', { reviewed: false }],
    ['pt-BR', { reviewed: false }],
    ['uk', { reviewed: true }],
  ])
  expect(reportMessages(pages, signing, [problem])).toEqual([
    'de     German: complete, reviewed',
    'fr     French: complete, sign-on not reviewed',
    'it     Italian: 1 problem',
    'pt-BR  Brazilian Portuguese: complete with pt, not reviewed',
    'uk     Ukrainian: complete, pages not reviewed',
    'src/signing/messages/it.json:3:5: share is missing; add it',
    '5 languages: 3 not wholly reviewed, 1 problem.',
  ])
})

test('what is missing or wrong in the words of signing on is told at its place, and so is a file that is not there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await cp('src/signing/messages', folder, { recursive: true })
  const change = async (tag: string, from: RegExp, to: string) => {
    const path = join(folder, `${tag}.json`)
    await writeFile(path, (await readFile(path, 'utf8')).replace(from, to))
  }
  await change('fr', / {2}"check": .*\n/, '')
  await change('uk', / {4}"few": .*\n/, '')
  await change('it', /\{controller\}/, '{controler}')
  await rm(join(folder, 'pt-BR.json'))
  const { problems } = await readSigningMessages(TAGS, folder)
  const said = problems.map(({ file, message }) => `${file.split('/').at(-1)}: ${message}`)
  expect(said).toEqual([
    'fr.json: check is missing',
    'it.json: consent has {controler}, which stands for nothing here',
    'it.json: consent has no {controller}',
    'uk.json: days has no form “few”',
    'pt-BR.json: this file is missing',
  ])
})
