import { CFB, utils, type WorkBook, type WorkSheet, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { readSource } from '../../../src/editing/import/read-source.ts'
import { utf8 } from '../bytes.ts'
import { reading, rowsOf } from './reading.ts'

type Cells = (string | number | boolean | Date | null)[][]

const bookOf = (sheets: Record<string, Cells | WorkSheet>): WorkBook => {
  const book = utils.book_new()
  for (const [name, cells] of Object.entries(sheets))
    utils.book_append_sheet(
      book,
      Array.isArray(cells) ? utils.aoa_to_sheet(cells, { UTC: true }) : cells,
      name,
    )
  return book
}
const written = (book: WorkBook, bookType: 'xlsx' | 'ods' | 'biff8' | 'xlml' = 'xlsx'): Uint8Array =>
  new Uint8Array(write(book, { type: 'array', bookType }))

const SIGNED: Cells = [
  ['Name', 'Signed', 'No', 'Public'],
  ['Ada Example', new Date(Date.UTC(2027, 2, 14)), 7, true],
  ['Bo Example', new Date(Date.UTC(2027, 11, 31, 9, 26, 53)), 123456789012, false],
]

describe('a spreadsheet', () => {
  it.each(['xlsx', 'ods', 'biff8', 'xlml'] as const)(
    'as %s has dates as dates and numbers with all their digits',
    async (type) => {
      expect(await rowsOf(`list.${type}`, written(bookOf({ Sheet1: SIGNED }), type))).toEqual([
        ['Ada Example', '2027-03-14', '7', 'true'],
        ['Bo Example', '2027-12-31T09:26:53', '123456789012', 'false'],
      ])
    },
  )

  it('has its header found below titles, and its values placed by row and column', async () => {
    const bytes = written(bookOf({ S: [['Our letter'], [], ['Name', 'Organisation'], ['Ada', 'A Org']] }))
    const { lists, unread } = await reading('list.xlsx', bytes)
    expect(lists).toEqual([
      { kind: 'sheet', heading: 'S', columns: ['Name', 'Organisation'], rows: [['Ada', 'A Org']] },
    ])
    expect(unread).toEqual(['1 Our letter'])
    const source = await readSource('list.xlsx', bytes)
    expect(source.lists[0]?.rows[0]?.position('Organisation')).toEqual({ line: 4, column: 2 })
  })

  it('has the values of its formulas, and its errors named', async () => {
    const sheet = utils.aoa_to_sheet([
      ['Name', 'Org'],
      ['Ada', ''],
      ['Bo', ''],
    ])
    sheet.B2 = { t: 's', v: 'A Org', f: 'CONCATENATE("A"," Org")' }
    sheet.B3 = { t: 'e', v: 0x17, w: '#REF!', f: 'Z!A1' }
    const { lists, errors } = await reading('list.xlsx', written(bookOf({ S: sheet })))
    expect(lists[0]?.rows[0]).toEqual(['Ada', 'A Org'])
    expect(errors).toEqual(['3:2 #REF! is a spreadsheet’s error, not a value'])
  })

  it('with several sheets is several lists, and names what is hidden', async () => {
    const people = utils.aoa_to_sheet([
      ['Name', 'Email'],
      ['Ada', 'ada@example.org'],
      ['Bo', 'bo@example.org'],
    ])
    people['!cols'] = [{}, { hidden: true }]
    people['!rows'] = [{}, {}, { hidden: true }]
    const book = bookOf({ People: people, Old: [['Name'], ['Cleo']], Empty: [] })
    book.Workbook = { Sheets: [{ name: 'People' }, { name: 'Old', Hidden: 1 }, { name: 'Empty' }] }
    const { lists, warnings } = await reading('list.xlsx', written(book))
    expect(lists.map(({ heading, rows }) => [heading, rows.length])).toEqual([
      ['People', 2],
      ['Old', 1],
    ])
    expect(warnings).toEqual([
      '3:1 the sheet “People” has 1 hidden row (3), which was read, too',
      '1:1 the sheet “People” has hidden columns (B)',
      '1:1 the sheet “Old” is hidden',
    ])
  })

  it('with merged cells says the same in each row, and has a cell across the sheet as a heading', async () => {
    const sheet = utils.aoa_to_sheet([
      ['Organisation', 'Name', 'Role'],
      ['Individuals'],
      ['A Org', 'Ada', 'Lead'],
      ['', 'Bo', 'Member'],
    ])
    sheet['!merges'] = [utils.decode_range('A2:C2'), utils.decode_range('A3:A4')]
    expect(await rowsOf('list.xlsx', written(bookOf({ S: sheet })))).toEqual([
      ['A Org', 'Ada', 'Lead', 'under Individuals'],
      ['A Org', 'Bo', 'Member', 'under Individuals'],
    ])
  })

  it('has the links of its cells', async () => {
    const sheet = utils.aoa_to_sheet([
      ['Name', 'Website'],
      ['Ada', 'our site'],
    ])
    sheet.A2.l = { Target: 'https://ada.example/' }
    sheet.B2.l = { Target: 'https://org.example/' }
    const { lists } = await reading('list.xlsx', written(bookOf({ S: sheet })))
    expect(lists[0]?.columns).toEqual(['Name', 'Website', 'link'])
    expect(lists[0]?.rows).toEqual([['Ada', 'https://org.example/', 'https://ada.example/']])
  })

  it('that is protected by a password is refused as such', async () => {
    const container = CFB.utils.cfb_new()
    CFB.utils.cfb_add(container, '/EncryptionInfo', [4, 0, 2, 0, 0x24, 0, 0, 0])
    CFB.utils.cfb_add(container, '/EncryptedPackage', [0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4])
    const bytes = new Uint8Array(CFB.write(container, { type: 'array' }) as ArrayBuffer)
    expect((await reading('list.xlsx', bytes)).errors).toEqual([
      '1:1 the spreadsheet is protected by a password',
    ])
  })

  it('that is cut off, or something else is refused with what to do', async () => {
    const whole = written(bookOf({ S: SIGNED }))
    for (const bytes of [utf8('PK\u0003\u0004'), whole.subarray(0, whole.length >> 1)]) {
      expect((await reading('list.xlsx', bytes)).errors).toEqual([
        '1:1 the spreadsheet cannot be read: it is cut off or damaged',
      ])
    }
    expect((await reading('list.xlsx', utf8('%PDF-1.7'))).errors).toEqual(['1:1 the file is a PDF'])
    expect((await reading('list.xlsx', new Uint8Array())).errors).toEqual(['1:1 the file is empty'])
  })

  it('that is a CSV or a web page under another name is read as what it is', async () => {
    expect(await rowsOf('list.xlsx', 'Name,Org\nAda,A\n')).toEqual([['Ada', 'A']])
    expect(await rowsOf('list.xls', '<table><tr><th>Name<th>Org<tr><td>Ada<td>A</table>')).toEqual([
      ['Ada', 'A'],
    ])
    expect(await rowsOf('list.csv', written(bookOf({ S: [['Name'], ['Ada']] })))).toEqual([['Ada']])
  })
})
