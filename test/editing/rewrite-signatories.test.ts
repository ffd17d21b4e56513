import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDiagnostic } from '../../src/editing/diagnostic.ts'
import { readSignatories } from '../../src/editing/read-signatories.ts'
import { rewriteSignatories } from '../../src/editing/rewrite-signatories.ts'
import type { Signatory } from '../../src/letter/schema.ts'
import { chunked, utf8 } from './bytes.ts'

const textOf = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)

const read = async (bytes: Uint8Array): Promise<Signatory[]> => {
  const items = await Array.fromAsync(readSignatories('signatories.csv', chunked(bytes)))
  return items.map((item) => (isDiagnostic(item) ? expect.fail(JSON.stringify(item)) : item))
}

/** A list after an edit of what it says. */
const edited = async (csv: string, edit: (list: Signatory[]) => Signatory[]) =>
  textOf(rewriteSignatories(utf8(csv), edit(await read(utf8(csv)))))

const withdraw = (list: Signatory[], id = 'b') =>
  list.map((each) => (each.id === id ? { ...each, withdrawn: '2024-05-06' } : each))
const withdrawn = (csv: string) => edited(csv, (list) => withdraw(list))

test('where there is a column for it, one field of one row is all that changes', async () => {
  expect(await withdrawn('id,withdrawn,name\na,,A\nb,,"B, ""b"""\n')).toBe(
    'id,withdrawn,name\na,,A\nb,2024-05-06,"B, ""b"""\n',
  )
})

test('where there is none, it becomes the last, and each row that says something has it', async () => {
  expect(await withdrawn('id,name\r\na,A\r\n\r\nb,B')).toBe('id,name,withdrawn\r\na,A,\r\n\r\nb,B,2024-05-06')
})

test('a spreadsheet’s empty columns at the end are used, not added to', async () => {
  expect(await withdrawn('\ufeffid;name;;\na;A;;\nb;B;;\n')).toBe(
    '\ufeffid;name;withdrawn;\na;A;;\nb;B;2024-05-06;\n',
  )
})

test('who is new has as many fields as the header line, and nothing in those that have no name', async () => {
  const added: Signatory = { id: 'b', type: 'organisation', name: 'B' }
  expect(await edited('id,name,,\na,A,,\n', (list) => [...list, added])).toBe('id,name,,\na,A,,\nb,B,,\n')
  const person: Signatory = { id: 'b', type: 'person', name: 'B', role: 'Judge' }
  expect(await edited('id,name\na,A\n', (list) => [...list, person])).toBe(
    'id,name,role,type\na,A,,\nb,B,Judge,person\n',
  )
})

test('a type is changed, and what is said no more goes, were it the name once more', async () => {
  const organisation = ({ id, name }: Signatory): Signatory => ({ id, name, type: 'organisation' })
  expect(await edited('id,name,type\na,A,person\n', (list) => list.map(organisation))).toBe(
    'id,name,type\na,A,organisation\n',
  )
  expect(await edited('id,name,alias\na,A,A\n', (list) => list.map(organisation))).toBe(
    'id,name,alias\na,A,\n',
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
      const before = await read(csv)
      const after = rewriteSignatories(csv, withdraw(before, id))

      const added = [
        `${delimiter}withdrawn`,
        ...names.map((_, index) => `${delimiter}${`org-${index}` === id ? '2024-05-06' : ''}`),
      ]
      const expected = lines.map((line, index) => line + added[index]).join(ending)
      expect(textOf(after)).toBe(`${mark ? '\ufeff' : ''}${expected}${last ? ending : ''}`)
      expect(await read(after)).toEqual(withdraw(before, id))
    }),
  )
})

test('a list that says the same keeps every byte: spaces, quotation marks, usual printed names, empty lines', async () => {
  const csv =
    '\ufeffid;"name";type;printed_as;;\r\n"a"; A ;;A;;\r\n;;;;;\r\n\r\nb;"B""";organisation;;;\r\n\r\n'
  expect(await edited(csv, (list) => list)).toBe(csv)
})

test('who is new gets a row in the dialect of the file, and a file without a last line ending stays so', async () => {
  const b = { id: 'b', name: 'É "B"; C', type: 'person', country: 'KE' } as const
  expect(await edited('id;name;;\r\na;A;;', (list) => [...list, b])).toBe(
    'id;name;type;country\r\na;A;;\r\nb;"É ""B""; C";person;KE',
  )
  expect(await edited('id,name,type,country\na,A,,\n\n', (list) => [b, ...list])).toBe(
    'id,name,type,country\nb,"É ""B""; C",person,KE\na,A,,\n\n',
  )
})

test('a row that goes takes nothing else with it', async () => {
  const csv = 'id,name\na,A\nb,B\nc,C'
  const without = (id: string) => edited(csv, (list) => list.filter((each) => each.id !== id))
  expect(await without('a')).toBe('id,name\nb,B\nc,C')
  expect(await without('b')).toBe('id,name\na,A\nc,C')
  expect(await without('c')).toBe('id,name\na,A\nb,B')
})

test('a value that goes is emptied, and a printed name that was the usual one goes with the old name', async () => {
  const csv = 'id,name,acronym,country,printed_as\na,A,AA,KE,A (AA)\n'
  expect(await edited(csv, () => [{ id: 'a', type: 'organisation', name: 'B', acronym: 'AA' }])).toBe(
    'id,name,acronym,country,printed_as\na,B,AA,,\n',
  )
})

const edits = fc.array(
  fc.record({
    how: fc.constantFrom('rename', 'add', 'remove', 'move', 'country', 'person'),
    at: fc.nat(),
    to: fc.nat(),
    value: fc.string({ unit: fc.constantFrom('a', 'É', '好', '😀', ' ', ',', ';', '"', '\n', "'") }),
  }),
  { maxLength: 8 },
)

test('after any edits the list reads as they say, and rows they did not touch have their bytes', async () => {
  await fc.assert(
    fc.asyncProperty(dialects, edits, async ({ delimiter, ending, last, mark, quoted, names }, changes) => {
      const field = (value: string) =>
        quoted || /["\r\n]/.test(value) || value.includes(delimiter)
          ? `"${value.replaceAll('"', '""')}"`
          : value
      const lines = [
        ['id', 'name', 'country'],
        ...names.map((name, index) => [`org-${index}`, `N${name}N`, '']),
      ].map((row) => row.map(field).join(delimiter))
      const csv = utf8(`${mark ? '\ufeff' : ''}${lines.join(ending)}${last ? ending : ''}`)
      const before = await read(csv)
      let list = before
      for (const [index, { how, at, to, value }] of changes.entries()) {
        const spot = at % (list.length + 1)
        const one = list[spot]
        const name = `N${value}N`
        if (how === 'add') list = list.toSpliced(spot, 0, { id: `new-${index}`, type: 'organisation', name })
        else if (one === undefined) continue
        else if (how === 'remove') list = list.length > 1 ? list.toSpliced(spot, 1) : list
        else if (how === 'move') list = list.toSpliced(spot, 1).toSpliced(to % list.length, 0, one)
        else if (how === 'rename') list = list.with(spot, { ...one, name })
        else if (how === 'country') list = list.with(spot, { ...one, country: 'KE' })
        else list = list.with(spot, { id: one.id, name: one.name, type: 'person', role: name })
      }
      const after = rewriteSignatories(csv, list)
      expect(await read(after)).toEqual(list)
      const text = textOf(after)
      const widens = list.some(({ type }) => type === 'person')
      for (const each of widens ? [] : list.filter((one) => before.includes(one)))
        expect(text).toContain(lines[before.indexOf(each) + 1])
      expect(/[\r\n]$/.test(text)).toBe(last)
    }),
    { numRuns: 300 },
  )
})
