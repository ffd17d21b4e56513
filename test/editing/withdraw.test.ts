import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDiagnostic } from '../../src/editing/diagnostic.ts'
import { readSignatories } from '../../src/editing/read-signatories.ts'
import { withdraw } from '../../src/editing/withdraw.ts'
import type { Signatory } from '../../src/letter/schema.ts'
import { chunked, utf8 } from './bytes.ts'

const textOf = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
const withdrawn = (csv: string, id = 'b') => textOf(withdraw(utf8(csv), id, '2024-05-06'))

const read = async (bytes: Uint8Array): Promise<Signatory[]> => {
  const items = await Array.fromAsync(readSignatories('signatories.csv', chunked(bytes)))
  return items.map((item) => (isDiagnostic(item) ? expect.fail(JSON.stringify(item)) : item))
}

test('where there is a column for it, one field of one row is all that changes', () => {
  expect(withdrawn('id,withdrawn,name\na,,A\nb,,"B, ""b"""\n')).toBe(
    'id,withdrawn,name\na,,A\nb,2024-05-06,"B, ""b"""\n',
  )
})

test('where there is none, it becomes the last, and each row that says something has it', () => {
  expect(withdrawn('id,name\r\na,A\r\n\r\nb,B')).toBe('id,name,withdrawn\r\na,A,\r\n\r\nb,B,2024-05-06')
})

test('a spreadsheet’s empty columns at the end are used, not added to', () => {
  expect(withdrawn('\ufeffid;name;;\na;A;;\nb;B;;\n')).toBe(
    '\ufeffid;name;withdrawn;\na;A;;\nb;B;2024-05-06;\n',
  )
})

/** A list as some spreadsheet wrote it: its delimiter, line endings, quotation, byte order mark, order of columns. */
const dialects = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t'),
  ending: fc.constantFrom('\n', '\r\n', '\r'),
  last: fc.boolean(),
  mark: fc.boolean(),
  quoted: fc.boolean(),
  idLast: fc.boolean(),
  names: fc.array(
    fc.string({ unit: fc.constantFrom('a', 'É', '好', '😀', ' ', ',', ';', '\t', '"', '\n', "'") }),
    { minLength: 1, maxLength: 6 },
  ),
})

test('every other byte stays, in every dialect, and the list reads as before but for the one who withdrew', async () => {
  await fc.assert(
    fc.asyncProperty(dialects, fc.nat(), async (dialect, pick) => {
      const { delimiter, ending, last, mark, quoted, idLast, names } = dialect
      const field = (value: string) =>
        quoted || /["\r\n]/.test(value) || value.includes(delimiter)
          ? `"${value.replaceAll('"', '""')}"`
          : value
      const rows = [['id', 'name'], ...names.map((name, index) => [`org-${index}`, `N${name}N`])]
      const lines = rows.map((row) => (idLast ? row.toReversed() : row).map(field).join(delimiter))
      const csv = utf8(`${mark ? '\ufeff' : ''}${lines.join(ending)}${last ? ending : ''}`)
      const id = `org-${pick % names.length}`
      const after = withdraw(csv, id, '2024-05-06')

      const added = [
        `${delimiter}withdrawn`,
        ...names.map((_, index) => `${delimiter}${`org-${index}` === id ? '2024-05-06' : ''}`),
      ]
      const expected = lines.map((line, index) => line + added[index]).join(ending)
      expect(textOf(after)).toBe(`${mark ? '\ufeff' : ''}${expected}${last ? ending : ''}`)
      const before = await read(csv)
      expect(await read(after)).toEqual(
        before.map((each) => (each.id === id ? { ...each, withdrawn: '2024-05-06' } : each)),
      )
    }),
  )
})
