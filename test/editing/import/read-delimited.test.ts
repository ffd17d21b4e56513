import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSource } from '../../../src/editing/import/read-source.ts'
import { joined, utf8 } from '../bytes.ts'
import { reading, rowsOf } from './reading.ts'

const utf16 = (text: string, bigEndian: boolean): number[] =>
  [...text].flatMap((unit) => {
    const code = unit.charCodeAt(0)
    return bigEndian ? [code >> 8, code & 0xff] : [code & 0xff, code >> 8]
  })

describe('a CSV file', () => {
  const ADA = ['Áda Example', 'Örg']

  it.each([
    ['commas', utf8('Name,Organisation\nÁda Example,Örg\n')],
    ['semicolons, CRLF and a byte order mark', utf8('\ufeffName;Organisation\r\nÁda Example;Örg\r\n')],
    ['tabs and CR', utf8('Name\tOrganisation\rÁda Example\tÖrg')],
    ['bars', utf8('Name|Organisation\nÁda Example|Örg\n')],
    ['a line for Excel', utf8('sep=;\r\nName;Organisation\r\nÁda Example;Örg\r\n')],
    ['a line for Excel in quotation marks', utf8('"sep=,"\nName,Organisation\nÁda Example,Örg\n')],
    [
      'UTF-16, little end first',
      Uint8Array.from([0xff, 0xfe, ...utf16('Name\tOrganisation\r\nÁda Example\tÖrg\r\n', false)]),
    ],
    [
      'UTF-16, big end first',
      Uint8Array.from([0xfe, 0xff, ...utf16('Name\tOrganisation\r\nÁda Example\tÖrg\r\n', true)]),
    ],
    ['UTF-16 without a mark', Uint8Array.from(utf16('Name\tOrganisation\r\nÁda Example\tÖrg\r\n', false))],
    ['Windows-1252', joined('Name;Organisation\n', [0xc1], 'da Example;', [0xd6], 'rg\n')],
    [
      'titles above its header',
      utf8('Signatures to our open letter,,\n,,\nName,Organisation,\nÁda Example,Örg,\n'),
    ],
    ['spaces after commas', utf8('Name, Organisation\n"Áda Example", "Örg"\n')],
  ])('is read with %s', async (_, bytes) => {
    expect(await rowsOf('list.csv', bytes)).toEqual([ADA])
  })

  it('in Windows-1252 says so, with a word by which to judge', async () => {
    const { warnings } = await reading('list.csv', joined('Name;Org\nJos', [0xe9], ' Example;', [0x80], '\n'))
    expect(warnings).toEqual([
      expect.stringContaining('2:1 the file is not in UTF-8 and was read as Windows-1252'),
    ])
    expect(warnings[0]).toContain('“José”')
  })

  it('in another encoding is refused rather than guessed', async () => {
    // Имя;Город in Windows-1251.
    const bytes = joined(
      [0xc8, 0xec, 0xff],
      ';',
      [0xc3, 0xee, 0xf0, 0xee, 0xe4],
      '\n',
      [0xc0, 0xed, 0xed, 0xe0],
      ';Rome\n',
    )
    expect((await reading('list.csv', bytes)).errors).toEqual([
      expect.stringContaining('1:1 the file is not in UTF-8'),
    ])
  })

  it('keeps quotation marks of all kinds', async () => {
    const rows = await rowsOf(
      'list.csv',
      'Name,Org\nAda "Nick" Example,A\n"Bo ""Nick"" Example",B\n"Cleo "Nick" Example",C\n"Dee" Example,D\n"Eve\nExample","E,\nF"\n',
    )
    expect(rows).toEqual([
      ['Ada "Nick" Example', 'A'],
      ['Bo "Nick" Example', 'B'],
      ['Cleo "Nick" Example', 'C'],
      ['"Dee" Example', 'D'],
      ['Eve Example', 'E, F'],
    ])
    expect(await rowsOf('db.csv', '"Name","Org"\n"Ada \\"Nick\\"","A"\n')).toEqual([['Ada "Nick"', 'A']])
  })

  it('loses no row to a quotation mark that is never closed', async () => {
    const { lists, errors } = await reading('list.csv', 'Name,Org\n"Ada,A\nBo,"B"\n"Cleo","C"\nDee,"D\n')
    expect(lists[0]?.rows.map(([name]) => name)).toEqual(['"Ada', 'Bo', 'Cleo', 'Dee'])
    expect(errors).toEqual([
      '2:1 this quotation mark is never closed',
      '5:5 this quotation mark is never closed',
    ])
  })

  it('gives each of two columns of one name a name of its own', async () => {
    const { lists } = await reading('list.csv', 'Name,Org,Org,Name,__proto__\nA,B,C,D,E\n')
    expect(lists[0]?.columns).toEqual(['Name', 'Org', 'Org (2)', 'Name (2)', '__proto__ (2)'])
    expect(lists[0]?.rows).toEqual([['A', 'B', 'C', 'D', 'E']])
  })

  it('has a name for a column without one that holds something, and none for an empty one', async () => {
    expect(
      (await reading('list.csv', 'Name,Organisation,,\nAda,Org,,note\nBo,Org,,more\n')).lists[0]?.columns,
    ).toEqual(['Name', 'Organisation', 'Column 4'])
  })

  it('says where a row has more fields than the header', async () => {
    const { errors } = await reading('list.csv', 'Name,Org\nAda,A\nBo,B, Inc\nCleo,C\n')
    expect(errors).toEqual(['3:6 this row has 3 fields and the header line has 2'])
  })

  it('without a header is a list of entries', async () => {
    expect((await reading('list.csv', 'Ada Example\nBo Example\n')).lists).toEqual([
      { kind: 'table', columns: ['entry'], rows: [['Ada Example'], ['Bo Example']] },
    ])
    expect(await rowsOf('list.csv', 'Ada Example,A Org\nBo Example,B Org\n')).toEqual([
      ['Ada Example, A Org'],
      ['Bo Example, B Org'],
    ])
    const { lists, warnings } = await reading(
      'list.csv',
      'Ada Example,ada@a.example,KE,x\nBo Example,bo@b.example,DE,y\n',
    )
    expect(lists[0]?.columns).toEqual(['Column 1', 'Column 2', 'Column 3', 'Column 4'])
    expect(warnings).toEqual([expect.stringContaining('1:1 no line names the columns')])
  })

  it('without a header keeps a first row that is shorter than the others', async () => {
    expect(await rowsOf('list.csv', 'Ada Example\nBo Example,B Org\nCleo Example,C Org\n')).toEqual([
      ['Ada Example'],
      ['Bo Example, B Org'],
      ['Cleo Example, C Org'],
    ])
  })

  it('has its header found below titles that could be one', async () => {
    const csv =
      'Signatories,,,\n"As of 3 March, 2027",,,\n,,,\nName,Affiliation,Country,E-mail\nAda,A,KE,a@x.example\n'
    const { lists, unread } = await reading('list.csv', csv)
    expect(lists[0]?.columns).toEqual(['Name', 'Affiliation', 'Country', 'E-mail'])
    expect(unread).toEqual(['1 Signatories', '2 As of 3 March, 2027'])
    expect(
      (await reading('list.csv', 'Open letter to all\nName;Organisation\nAda;A\n')).lists[0]?.columns,
    ).toEqual(['Name', 'Organisation'])
  })

  it('of one column keeps the commas in it', async () => {
    expect(await rowsOf('list.csv', 'Name\nExample, Ada\nBeispiel, Bo\n')).toEqual([
      ['Example, Ada'],
      ['Beispiel, Bo'],
    ])
  })

  it('knows headers in the languages of the product', async () => {
    for (const header of [
      'Nom;Organisme',
      'Vorname;Verein',
      'Nombre;Entidad',
      'Nome;Instituição',
      'ФИО;Организация',
      '姓名;组织',
      'الاسم;المنظمة',
    ]) {
      const { lists, warnings } = await reading('list.csv', `${header}\nAda Example;Org\nBo Example;Org\n`)
      expect(lists[0]?.columns).toEqual(header.split(';'))
      expect(warnings).toEqual([])
    }
  })

  it('says which line it took for the header when no word of it is known', async () => {
    const { lists, warnings } = await reading('list.csv', 'Jméno,Kraj\nAda,Praha\nBo,Brno\n')
    expect(lists[0]?.rows).toHaveLength(2)
    expect(warnings).toEqual(['1:1 this line was read as the names of the columns: “Jméno”, “Kraj”'])
  })

  it('reads no repeated header and no total as an entry, and says so', async () => {
    const { lists, unread, warnings } = await reading(
      'list.csv',
      'Name,No\nAda,1\nName,No\nBo,2\nTotal: 2,\n',
    )
    expect(lists[0]?.rows).toEqual([
      ['Ada', '1'],
      ['Bo', '2'],
    ])
    expect(unread).toEqual(['5 Total: 2'])
    expect(warnings.map((warning) => warning.slice(0, 3))).toEqual(['3:1', '5:1'])
  })

  it('keeps an organisation that is called Total or Count', async () => {
    expect(
      await rowsOf('list.csv', 'Name,Country\nTotal,FR\nCount Example,KE\nTotal Recall Network,KE\n'),
    ).toHaveLength(3)
  })

  it('puts the rows below the name of a group under it', async () => {
    expect(
      await rowsOf(
        'list.csv',
        'Name,Role,Org\nIndividuals,,\nAda,Lead,Org\nBo,,\nOrganisations,,\nA Org,,\n',
      ),
    ).toEqual([
      ['Ada', 'Lead', 'Org', 'under Individuals'],
      ['Bo', '', '', 'under Individuals'],
      ['A Org', '', '', 'under Organisations'],
    ])
  })

  it('knows where each value stands', async () => {
    const source = await readSource('list.csv', utf8('Name,Org\n"Ada\nExample",  Org\nBo,"B"\n'))
    const [ada, bo] = source.lists[0]?.rows ?? []
    expect(ada?.position('Name')).toEqual({ line: 2, column: 1 })
    expect(ada?.position('Org')).toEqual({ line: 3, column: 10 })
    expect(bo?.position('Org')).toEqual({ line: 4, column: 4 })
  })
})

describe('what any spreadsheet writes', () => {
  const word = fc
    .array(fc.constantFrom('Ada', 'É', ' ', ',', ';', '"', '\n', "'", '人', 'x', '.', '|', '\t', '-'), {
      minLength: 1,
      maxLength: 8,
    })
    .map((parts) => parts.join('').replace(/\s+/g, ' ').trim())
    .map((text) => (/^\p{L}/u.test(text) ? text : `A${text}`))
    .map((text) => text.replace(/[\s\-'".,;|]+$/, '') || 'A')
  const dialects = fc.record({
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    quoteAll: fc.boolean(),
    encoding: fc.constantFrom('utf-8', 'utf-8 with mark', 'utf-16le', 'utf-16be'),
  })

  it('is read as it was written, in every dialect and encoding', async () => {
    const table = fc.array(fc.tuple(word, word, word), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(table, dialects, async (rows, { delimiter, lineEnd, quoteAll, encoding }) => {
        const field = (value: string) =>
          quoteAll || value.includes(delimiter) || /["\r\n]/.test(value)
            ? `"${value.replaceAll('"', '""')}"`
            : value
        const lines = [['Name', 'Organisation', 'Comment'], ...rows]
        const text = lines.map((cells) => cells.map(field).join(delimiter) + lineEnd).join('')
        const bytes = {
          'utf-8': () => utf8(text),
          'utf-8 with mark': () => utf8(`\ufeff${text}`),
          'utf-16le': () => Uint8Array.from([0xff, 0xfe, ...utf16(text, false)]),
          'utf-16be': () => Uint8Array.from([0xfe, 0xff, ...utf16(text, true)]),
        }[encoding]()
        const { lists, errors } = await reading('list.csv', bytes)
        expect(errors).toEqual([])
        expect(lists[0]?.rows).toEqual(rows)
      }),
      { numRuns: 300 },
    )
  })
})
