import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDiagnostic } from '../../../src/editing/diagnostic.ts'
import { readSource } from '../../../src/editing/import/read-source.ts'
import { joined, utf8 } from '../bytes.ts'
import { reading, rowsOf } from './reading.ts'

const EXTENSIONS = ['csv', 'tsv', 'xlsx', 'ods', 'json', 'jsonl', 'yaml', 'toml', 'md', 'html', 'txt', 'x']

describe('a file', () => {
  it.each([
    ['JSON', '[{"name":"Ada","org":"A"}]'],
    ['JSON Lines', '{"name":"Ada","org":"A"}\n{"name":"Bo","org":"B"}\n'],
    ['a web page', '<table><tr><th>name<th>org<tr><td>Ada<td>A</table>'],
  ])('that is %s is read so whatever it is called', async (_, text) => {
    for (const extension of ['csv', 'xlsx', 'json', 'txt', 'x']) {
      const { lists, errors } = await reading(`list.${extension}`, text)
      expect(errors).toEqual([])
      expect(lists[0]?.rows[0]).toEqual(['Ada', 'A'])
    }
  })

  it('that is CSV is read so as .json, .xls and .txt, and the wrong name is said', async () => {
    for (const extension of ['json', 'xls']) {
      const { lists, warnings } = await reading(`list.${extension}`, 'Name,Org\nAda,A\n')
      expect(lists[0]?.rows).toEqual([['Ada', 'A']])
      expect(warnings).toEqual([`1:1 the file is called .${extension} and was read as CSV`])
    }
    expect(await rowsOf('list.txt', 'Name,Org\nAda,A\n')).toEqual([['Ada', 'A']])
  })

  it('that is a letter in Markdown is read so as .txt', async () => {
    expect(
      (await reading('letter.txt', '# Letter\n\n## Signatories\n\n* Ada\n* Bo\n')).lists[0],
    ).toMatchObject({ heading: 'Signatories' })
  })

  it('that is no list says what it is, or that there is none', async () => {
    expect((await reading('a.pdf', '%PDF-1.7')).errors).toEqual(['1:1 the file is a PDF'])
    expect((await reading('a.csv', joined([0x1f, 0x8b, 8, 0]))).errors).toEqual([
      '1:1 the file is a compressed file',
    ])
    expect((await reading('a.csv', joined('Ada', [0, 0, 0, 0xff, 0xfe, 1, 2, 0]))).errors).toEqual([
      '1:1 the file is not text',
    ])
    for (const [name, text] of [
      ['a.csv', 'Name,Email\n'],
      ['a.md', '| Name | Email |\n| --- | --- |\n'],
    ] as const)
      expect((await reading(name, text)).errors).toEqual(['1:1 there is a header line and no row below it'])
    expect((await reading('a.md', ' \n')).errors).toEqual(['1:1 the file is empty'])
    expect((await reading('a.md', 'Dear all, this is a letter.\n')).errors).toEqual([
      '1:1 no list was found in it',
    ])
  })

  it('of any bytes and name never makes it throw', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ maxLength: 200, unit: 'binary' }).map(utf8),
      fc
        .array(
          fc.constantFrom(
            '<ul>',
            '<li>',
            '- ',
            '|',
            '\n',
            '\n\n',
            '"',
            ',',
            ';',
            '{',
            '}',
            '[',
            ']',
            ':',
            'Ada',
            '&amp;',
            '# ',
            '> ',
            '<table>',
            '<tr>',
            '<td rowspan=3>',
            '---',
            '=',
            '*',
            '~~',
            'sep=',
            '\ufeff',
            '\u200b',
            '<br>',
            '`',
            '1. ',
            '  ',
            '&a',
            '*a',
            'Total: 1',
          ),
          { maxLength: 40 },
        )
        .map((parts) => utf8(parts.join(''))),
    )
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom(...EXTENSIONS), async (content, extension) => {
        const source = await readSource(`list.${extension}`, content)
        for (const { message } of source.diagnostics) expect(message).not.toContain('cannot be read: Cannot')
        for (const { columns, rows, from, to } of source.lists) {
          expect(from).toBeGreaterThan(0)
          expect(to).toBeGreaterThanOrEqual(from)
          expect(new Set(columns).size).toBe(columns.length)
          for (const { values, position } of rows) {
            for (const column in values) {
              expect(columns).toContain(column)
              expect(position(column).line).toBeGreaterThan(0)
            }
          }
        }
        if (content.length > 0) expect(source.lists.length + source.diagnostics.length).toBeGreaterThan(0)
      }),
      { numRuns: 1000 },
    )
  })

  it('has no e-mail address in what is said about it', async () => {
    const address = 'ada.private@host.example'
    const part = fc.constantFrom(
      address,
      `<${address}>`,
      `[mail](mailto:${address})`,
      `<a href="mailto:${address}">x</a>`,
      `~~${address}~~`,
      `JosÃ© ${address}`,
      `"${address}`,
      '\n',
      '\n\n',
      ',',
      ';',
      ': ',
      '- ',
      '# ',
      'Name',
      'Ada Example',
      '|',
      '{',
      '"',
      ']',
      'Total: 1 ',
      '<li>',
      'Signed:\n',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 12 }),
        fc.constantFrom(...EXTENSIONS),
        async (parts, extension) => {
          const { unread, errors, warnings } = await reading(`list.${extension}`, parts.join(''))
          expect(JSON.stringify([unread, errors, warnings])).not.toContain('private@host')
        },
      ),
      { numRuns: 1000 },
    )
  })
})

it('a list of a size that its format’s reader could not hold is refused, and one below it is read', async () => {
  const row = `- Ada Example, Example University ${'x'.repeat(60)}\n`
  const { diagnostics, lists } = await readSource('list.md', utf8(row.repeat(21_600)))
  expect(lists).toEqual([])
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    'list.md:1:1: the file has 2.1 MB, and Markdown is read up to 2 MB; bring a list of that size along as CSV or as a spreadsheet',
  ])
  expect((await readSource('list.txt', utf8(row.repeat(21_600)))).lists).toHaveLength(1)
})
