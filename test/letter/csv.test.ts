import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvRecord } from '../../src/letter/csv.ts'

test('a field is in quotation marks only where it must be', () => {
  expect(csvRecord(['plain', '', ' a b ', 'a,b', 'a "b"', 'a\nb', 'a\rb'])).toBe(
    'plain,, a b ,"a,b","a ""b""","a\nb","a\rb"\r\n',
  )
})

test('what is written is what a reader of CSV reads, whatever the fields', () => {
  const field = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', ' ', 'é') }))
  const records = fc.array(fc.array(field, { minLength: 2, maxLength: 2 }), { minLength: 1 })
  fc.assert(
    fc.property(records, (rows) => {
      const csv = rows.map(csvRecord).join('')
      expect(parse(csv, { record_delimiter: '\r\n' })).toEqual(rows)
    }),
  )
})
