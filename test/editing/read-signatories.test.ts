import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Diagnostic, isDiagnostic } from '../../src/editing/diagnostic.ts'
import { readSignatories } from '../../src/editing/read-signatories.ts'
import { writeSignatories } from '../../src/editing/write-signatories.ts'
import { Signatory } from '../../src/letter/schema.ts'
import { withoutUsualName } from '../../src/publishing/diff/snapshots.ts'
import { chunked, joined, utf8 } from './bytes.ts'

const FILE = 'data/x/signatories.csv'

const read = async (input: string | Uint8Array, size?: number) => {
  const signatories: Signatory[] = []
  const problems: Diagnostic[] = []
  const bytes = typeof input === 'string' ? utf8(input) : input
  for await (const item of readSignatories(FILE, chunked(bytes, size))) {
    if (isDiagnostic(item)) problems.push(item)
    else signatories.push(item)
  }
  return { signatories, problems }
}

/** Each problem as `line:column what; right`. */
const problemsOf = async (input: string | Uint8Array, size?: number) =>
  (await read(input, size)).problems.map(
    ({ line, column, message, hint }) => `${line}:${column} ${message}; ${hint}`,
  )

const oneProblem = async (input: string | Uint8Array) => {
  const problems = await problemsOf(input)
  expect(problems).toHaveLength(1)
  return problems[0]
}

describe('a good list', () => {
  const ada = { type: 'person', id: 'ada', name: 'Ada', role: 'Chair', country: 'KE' }
  const icj = { type: 'organisation', id: 'icj', name: 'Jurists, the "ICJ"', acronym: 'ICJ' }

  test.each([
    [
      'commas',
      'id,type,name,role,country,acronym\nada,person,Ada,Chair,KE,\nicj,,"Jurists, the ""ICJ""",,,ICJ\n',
    ],
    [
      'semicolons',
      'id;type;name;role;country;acronym\nada;person;Ada;Chair;KE;\nicj;;"Jurists, the ""ICJ""";;;ICJ\n',
    ],
    [
      'tabs',
      'id\ttype\tname\trole\tcountry\tacronym\nada\tperson\tAda\tChair\tKE\t\nicj\t\t"Jurists, the ""ICJ"""\t\t\tICJ',
    ],
    [
      'a byte order mark and CRLF',
      '\ufeffid,type,name,role,country,acronym\r\nada,person,Ada,Chair,KE,\r\nicj,,"Jurists, the ""ICJ""",,,ICJ\r\n',
    ],
    [
      'a spreadsheet’s empty columns and rows',
      'ID, Type,name,role,country,acronym,,\nada,person, Ada ,Chair,KE,,,\n,,,,,,,\n\nicj,,"Jurists, the ""ICJ""",,,ICJ,,\n,,,,\n',
    ],
  ])('reads with %s', async (_, csv) => {
    expect(await read(csv)).toEqual({ signatories: [ada, icj], problems: [] })
    expect(await read(csv, 1)).toEqual({ signatories: [ada, icj], problems: [] })
  })

  test('is in normal form C, whatever the spreadsheet wrote', async () => {
    const { signatories } = await read('id,name\ne,E\u0301quipe\n')
    expect(signatories).toEqual([{ type: 'organisation', id: 'e', name: '\u00c9quipe' }])
  })
})

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const words = fc
  .array(fc.constantFrom('a', 'É', ' ', ',', ';', '"', '\n', "'", '人', '🕊', '=', '-', '|'), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.join('').trim().normalize('NFC'))
  .filter((value) => value !== '')
const common = {
  name: words,
  country: optional(fc.constantFrom('KE', 'FR', 'BR')),
  url: optional(fc.constantFrom('https://example.org/', 'http://example.org/a,b;c?d="e"')),
  signed: optional(fc.constantFrom('2018-06-22', '2024-02-29')),
  printed_as: optional(words),
}
const signatoryList = fc
  .array(
    fc.oneof(
      fc.record({
        type: fc.constant('organisation' as const),
        ...common,
        acronym: optional(words),
        alias: optional(words),
      }),
      fc.record({
        type: fc.constant('person' as const),
        ...common,
        role: optional(words),
        affiliation: optional(words),
      }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) =>
    list.map(
      // A printed form that says what is printed anyhow is not kept.
      (one, index): Signatory =>
        withoutUsualName(Signatory.parse(JSON.parse(JSON.stringify({ ...one, id: `id-${index}` })))),
    ),
  )

test('what writeSignatories prints, readSignatories reads back, in every dialect', async () => {
  await fc.assert(
    fc.asyncProperty(
      signatoryList,
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\r\n', '\n'),
      fc.boolean(),
      fc.integer({ min: 1, max: 64 }),
      async (list, delimiter, ending, mark, size) => {
        const csv = writeSignatories(list)
        // Changes delimiters and line endings outside quotation marks only.
        const dialect = csv
          .split(/("(?:[^"]|"")*")/)
          .map((part, index) =>
            index % 2 === 1 ? part : part.replaceAll(',', delimiter).replaceAll('\r\n', ending),
          )
          .join('')
        // In other dialects a field must be quoted for their own delimiter: quote what holds it.
        fc.pre(delimiter === ',' || !csv.replace(/"(?:[^"]|"")*"/g, '').includes(delimiter))
        expect(await read((mark ? '\ufeff' : '') + dialect, size)).toEqual({
          signatories: list,
          problems: [],
        })
      },
    ),
    { numRuns: 300 },
  )
})

describe('the header line', () => {
  test('names an unknown column and the one it was meant to be', async () => {
    expect(await oneProblem('id,name,acronim\na,A,\n')).toBe(
      '1:9 there is no column “acronim”; did you mean acronym?',
    )
  })
  test('lists the columns when none is near', async () => {
    expect(await oneProblem('id,name,favourite colour\na,A,\n')).toMatch(
      /^1:9 .*; it can be id, name, acronym/,
    )
  })
  test('names a column that is there twice', async () => {
    expect(await oneProblem('id,name,id\na,A,b\n')).toMatch(
      /^1:9 the column “id” is here twice, first as column 1/,
    )
  })
  test('names each missing required column, and the rows do not repeat it', async () => {
    expect(await problemsOf('type,country\n,KE\n')).toEqual([
      '1:1 the column “id” is missing; add id to this line, or bring the list in with undersigned import, which makes ids',
      '1:1 the column “name” is missing; add name to this line',
    ])
  })
  test('has a name for every column that is not at its end', async () => {
    expect(await oneProblem('id,,name\na,,A\n')).toMatch(/^1:4 this column has no name/)
  })
})

test.each(['id,nane\na,A\n', 'id\na\n', 'name\nA\n'])(
  'under a header that lacks a column nobody is a signatory, and only the header is wrong: %j',
  async (csv) => {
    const items = await Array.fromAsync(readSignatories('signatories.csv', chunked(utf8(csv))))
    expect(items.length).toBeGreaterThan(0)
    for (const item of items) expect(item).toMatchObject({ line: 1, message: expect.any(String) })
  },
)

describe('a row', () => {
  test.each([
    [
      'bad date, ambiguous',
      'id,name,signed\na,A,06/07/2018\n',
      '2:5 the date “06/07/2018” is not written YYYY-MM-DD; write the year, the month and the day, as in 2027-03-01',
    ],
    [
      'bad date, of no calendar',
      'id,name,signed\na,A,31.31.2018\n',
      '2:5 the date “31.31.2018” is not written YYYY-MM-DD; write the year, the month and the day, as in 2027-03-01',
    ],
    [
      'bad date, that can only be one day',
      'id,name,signed\na,A,22/06/2018\n',
      '2:5 the date “22/06/2018” is not written YYYY-MM-DD; write 2018-06-22',
    ],
    [
      'bad date, the same either way',
      'id,name,signed\na,A,6.6.2018\n',
      '2:5 the date “6.6.2018” is not written YYYY-MM-DD; write 2018-06-06',
    ],
    [
      'bad date, month first',
      'id,name,signed\na,A,6/22/2018\n',
      '2:5 the date “6/22/2018” is not written YYYY-MM-DD; write 2018-06-22',
    ],
    [
      'bad date, recognised',
      'id,name,signed\na,A,22 June 2018\n',
      '2:5 the date “22 June 2018” is not written YYYY-MM-DD; write 2018-06-22',
    ],
    [
      'bad date, American words',
      'id,name,signed\na,A,"June 22, 2018"\n',
      '2:5 the date “June 22, 2018” is not written YYYY-MM-DD; write 2018-06-22',
    ],
    [
      'bad date, year first',
      'id,name,signed\na,A,2018/6/2\n',
      '2:5 the date “2018/6/2” is not written YYYY-MM-DD; write 2018-06-02',
    ],
    [
      'no such day',
      'id,name,signed\na,A,2018-02-30\n',
      '2:5 there is no 2018-02-30 in the calendar; write the day it was, as YYYY-MM-DD',
    ],
    [
      'country in lower case',
      'id,name,country\na,A,ke\n',
      "2:5 “ke” is not a country's two-letter code (ISO 3166-1); write KE",
    ],
    [
      'country by name',
      'id,name,country\na,A,Kenya\n',
      "2:5 “Kenya” is not a country's two-letter code (ISO 3166-1); write KE",
    ],
    [
      'country by its other code',
      'id,name,country\na,A,UK\n',
      "2:5 “UK” is not a country's two-letter code (ISO 3166-1); write GB",
    ],
    [
      'no such country',
      'id,name,country\na,A,XQ\n',
      "2:5 “XQ” is not a country's two-letter code (ISO 3166-1): XQ is no country's code (ISO 3166-1 leaves it to users); write for example KE",
    ],
    [
      'address without scheme',
      'id,name,url\na,A,example.org/x\n',
      '2:5 “example.org/x” is not a web address; write https://example.org/x',
    ],
    [
      'address that runs code',
      'id,name,url\na,A,javascript:alert(1)\n',
      '2:5 “javascript:alert(1)” is not a web address; begin it with https://',
    ],
    ['missing id', 'name,id\nWomen’s Équipe,\n', '2:16 the id is missing; write womens-equipe'],
    [
      'malformed id',
      'id,name\nMy Org,A\n',
      '2:1 the id “My Org” is not lower-case words joined by hyphens, at most 100 characters; write for example my-org',
    ],
    ['missing name', 'id,name\na,  \n', '2:3 the name is missing; write the name as the letter prints it'],
    [
      'duplicate id',
      'id,name\na,A\n"b","B\nb"\na,C\n',
      '5:1 the id “a” is already that of line 2; give each signatory its own id, or delete one of the rows',
    ],
    [
      'wrong type',
      'id,name,type\na,A,Organization\n',
      '2:5 there is no type “Organization”; did you mean organisation?',
    ],
    [
      'person with acronym',
      'id,name,type,acronym\na,A,person,X\n',
      '2:12 acronym belongs to a signatory of type organisation, and this one is of type person; empty it, or write organisation as the type',
    ],
    [
      'organisation with role',
      'id,name,role\na,A,Chair\n',
      '2:5 role belongs to a signatory of type person, and this one is of type organisation; empty it, or write person as the type',
    ],
    [
      'too many fields',
      'id,name\na,A, and B\n',
      '2:5 this row has 3 fields and the header line has 2; put a field that holds the delimiter in quotation marks, or delete what is too much',
    ],
    [
      'too few fields',
      'id,name,url\na,A\n',
      "2:3 this row ends after 2 of the header line's 3 fields; add a delimiter for each empty field",
    ],
    [
      'unclosed quotation mark',
      'id,name\na,A\nb,"B\nc,C\n',
      '3:3 this quotation mark is never closed; close it with another at the end of its field, or delete it',
    ],
    [
      'misplaced quotation mark',
      'id,name\na,The "A" Team\n',
      '2:7 this quotation mark neither begins nor ends its field; put the whole field in quotation marks and write each one inside it twice ("")',
    ],
    [
      'words after the closing mark',
      'id,name\na,"A" Team\n',
      '2:5 this quotation mark neither begins nor ends its field; put the whole field in quotation marks and write each one inside it twice ("")',
    ],
    [
      'bidirectional override',
      'id,name\na,A\u202eB\n',
      '2:4 holds a bidirectional control character, U+202E; delete it',
    ],
    ['control character', 'id,name\na,人🕊\u0007\n', '2:5 holds a control character, U+0007; delete it'],
    ['no row', 'id,name\n,\n', '3:1 there is no signatory; add a row for each'],
    ['no byte', '', '1:1 the file is empty; begin it with a header line such as id,name'],
  ])('with %s says where and what would be right', async (_, csv, said) => {
    expect(await oneProblem(csv)).toBe(said)
  })

  test('after a byte that is not UTF-8 is told by its line and column, and the next rows are still checked', async () => {
    const latin1 = joined('id,name\na,人 caf', [0xe9], ',\nb,B\nc,Ni', [0xf1], 'o\n')
    const problems = await problemsOf(latin1)
    expect(problems.map((problem) => problem.split(';')[0])).toEqual([
      '2:8 this character is not in UTF-8',
      '4:5 this character is not in UTF-8',
    ])
  })

  test('with an unclosed quotation mark that the next one ends is told where it was opened', async () => {
    const problems = await problemsOf('id,name\na,"A\nb,"B"\nc,C\nd,D "x"\n')
    expect(problems.map((problem) => problem.split(';')[0])).toEqual([
      '2:3 this quotation mark is never closed',
      '5:5 this quotation mark neither begins nor ends its field',
    ])
  })

  test('in UTF-16 gets its own advice', async () => {
    const utf16 = Uint8Array.from([0xff, 0xfe, ...[...'id,name\n'].flatMap((c) => [c.charCodeAt(0), 0])])
    expect(await oneProblem(utf16)).toMatch(/^1:1 the file is in UTF-16; save it as UTF-8/)
    expect(await oneProblem(utf16.subarray(2))).toMatch(/^1:1 the file is in UTF-16/)
  })

  test('of a spreadsheet’s own file is none, and nothing else is said of it', async () => {
    const advice =
      'move it elsewhere and bring its list in with undersigned import, or save it as “CSV UTF-8”'
    for (const start of [
      [0x50, 0x4b, 3, 4, 20, 0],
      [0xd0, 0xcf, 0x11, 0xe0],
    ])
      expect(await problemsOf(Uint8Array.from([...start, 0xff, 10, 34, 0]))).toEqual([
        `1:1 the file is a spreadsheet, whatever it is called; ${advice}`,
      ])
  })

  test('has its place after fields of several lines, CRLF and a byte order mark', async () => {
    const csv = '\ufeffid,name,country\r\n"a","A\r\nsecond\r\nthird",Kenya\r\n\r\nb,B,FR\r\nc,C,fr\r\n'
    for (const size of [1, 3, 1000]) {
      expect((await problemsOf(csv, size)).map((problem) => problem.split(' ')[0])).toEqual(['4:8', '7:5'])
    }
  })

  test('reports everything that is wrong, in the order of the file', async () => {
    const problems = await problemsOf(
      'id,name,country,signed,colour\nA A,,xx,yesterday,\n,B,Kenya,2018-13-01,\n',
    )
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      '1:24',
      '2:1',
      '2:5',
      '2:6',
      '2:9',
      '3:1',
      '3:4',
      '3:10',
    ])
  })
})

test('any bytes at all give signatories or problems, and never throw', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }),
        fc
          .array(fc.constantFrom('id', 'name', ',', ';', '"', '\n', '\r', 'a', 'É', '\ufeff', '\0', ' '), {
            maxLength: 60,
          })
          .map((parts) => utf8(parts.join(''))),
        fc
          .array(fc.constantFrom(',', '"', '\n', '\r\n', 'a', ' '), { maxLength: 60 })
          .map((parts) => utf8(`id,name\n${parts.join('')}`)),
      ),
      fc.integer({ min: 1, max: 50 }),
      async (bytes, size) => {
        const { signatories, problems } = await read(bytes, size)
        expect(signatories.length + problems.length).toBeGreaterThan(0)
        for (const signatory of signatories) {
          if (problems.length === 0) expect(Signatory.safeParse(signatory).success).toBe(true)
        }
        // Where chunks are cut changes nothing.
        expect(await read(bytes, 1000)).toEqual({ signatories, problems })
      },
    ),
    // A quotation mark that goes on to the next line, cut there.
    { numRuns: 1000, examples: [[utf8('"\n";'), 1]] },
  )
}, 60_000)

describe('sections', () => {
  test('stand together, and who is in none stands before them', async () => {
    expect(
      await problemsOf('id,name,section\na,A,\nb,B,Organisations\nc,C,Individuals\nd,D,Individuals\n'),
    ).toEqual([])
  })

  test.each([
    [
      'a,A,One\nb,B,Two\nc,C,One\nd,D,One\n',
      '4:5 the section “One” begins in line 2, and others stand between; move the row to those in “One”',
    ],
    ['a,A,One\nb,B,ONE\n', '3:5 the section “ONE” is “One” in line 2; write it in one way'],
    [
      'a,A,One\nb,B,\nc,C,One\n',
      '3:5 the section is missing, and the rows above are in “One”; write the section, or move the row above the first one that has a section',
    ],
  ])('in the list %j are told of once where they are not', async (rows, problem) => {
    expect(await oneProblem(`id,name,section\n${rows}`)).toBe(problem)
  })
})
