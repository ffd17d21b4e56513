import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainSource, reportOf, withoutAddresses } from '../../../src/cli/import-report.ts'
import { formatDiagnostic } from '../../../src/editing/diagnostic.ts'
import { summaryOf } from '../../../src/editing/import/choose-lists.ts'
import { writeSignatories } from '../../../src/editing/write-signatories.ts'
import { hideEmailAddresses } from '../../../src/letter/email-addresses.ts'
import { printedName, type Signatory } from '../../../src/letter/schema.ts'
import { type Mapped, mapped } from './mapped.ts'

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`

/** Everything that an import of it says or writes. */
const outputOf = (file: string, result: Mapped): string => {
  const report = {
    file,
    lists: result.source.lists.map(summaryOf),
    unread: result.source.unread,
    chosen: result.chosen,
    mapped: result,
  }
  const signatories = result.candidates.map(
    ({ signatory }, index) => ({ ...signatory, id: `s-${index}` }) as Signatory,
  )
  const diagnostics = [
    ...result.warnings,
    ...result.problems,
    ...result.source.warnings,
    ...result.source.diagnostics,
  ]
  return [
    writeSignatories(signatories),
    ...[...explainSource(report), ...diagnostics.map(formatDiagnostic)].map(hideEmailAddresses),
    JSON.stringify(withoutAddresses({ ...reportOf(report), questions: result.questions })),
  ].join('\n')
}

/** Lines of which it is said that they were not imported or not read. */
const reportedLines = ({ notImported, source, chosen, problems }: Mapped): Set<number> => {
  const lines = new Set(
    [...notImported.flatMap(({ positions }) => positions), ...problems].map(({ line }) => line),
  )
  for (const { line } of [...source.warnings, ...source.diagnostics]) lines.add(line)
  const unread = [...source.unread, ...source.lists.filter((_, index) => !chosen.includes(index))]
  for (const { from, to } of unread) for (let line = from; line <= to; line++) lines.add(line)
  return lines
}

const token = fc
  .integer({ min: 0, max: 999_999 })
  .map((n) => `Q${n.toString(36).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')}x`)
const name = fc
  .tuple(
    fc.constantFrom('Ada', 'Bo', 'Dr. Cleo', 'Эва', 'Ada-Maria', 'JOSÉ'),
    token,
    fc.constantFrom('', ', PhD', ' (Example Org)', ', Director, Example Org', ' – Org'),
  )
  .map((parts) => ({ text: `${parts[0]} ${parts[1]}${parts[2]}`, token: parts[1] }))
const noName = fc
  .constantFrom('', 'Anonymous', 'and 30 others', 'Total: 5', '🦀', 'Name')
  .map((text) => ({ text, token: '' }))

describe('no name is neither imported nor said not to be', () => {
  it('in a table', async () => {
    const row = fc.tuple(
      fc.oneof({ weight: 4, arbitrary: name }, noName),
      fc.constantFrom('Org', '', 'N/A'),
      fc.constantFrom('Yes', 'No', 'TRUE', ''),
      fc.constantFrom('Kenya', 'Global', ''),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (rows, withConsent) => {
          const header = [
            'Name',
            'Organisation',
            ...(withConsent ? ['May we publish your name?'] : []),
            'Country',
          ]
          const lines = rows.map(([who, org, consent, country]) => [
            who.text,
            org,
            ...(withConsent ? [consent] : []),
            country,
          ])
          const csv = [header, ...lines].map((cells) => cells.map(quoted).join(',')).join('\n')
          const result = await mapped('list.csv', csv, { type: 'person' })
          if (result.questions.length > 0) return
          const imported = result.candidates.map(({ signatory }) => signatory.name).join('\n')
          const reported = reportedLines(result)
          for (const [index, [who]] of rows.entries()) {
            if (who.token !== '' && !reported.has(index + 2)) expect(imported).toContain(who.token)
          }
        },
      ),
    )
  })

  it('in a text with headings, lists, lines and paragraphs', async () => {
    const entries = fc.array(name, { minLength: 1, maxLength: 5 })
    const block = fc.oneof(
      fc.tuple(
        fc.constantFrom(
          '## Signatories',
          '## Organisations',
          '## Individuals',
          '## Our demands',
          '## Africa',
          'Signed:',
        ),
        fc.constant([]),
      ),
      fc.tuple(fc.constantFrom('- ', '1. ', '- ~~'), entries),
      fc.tuple(fc.constant('br'), entries),
      fc.tuple(fc.constant('text'), entries),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(block, { minLength: 1, maxLength: 8 }), async (blocks) => {
        const markdown = blocks
          .map(([kind, names]) => {
            if (names.length === 0) return kind
            if (kind === 'br') return names.map(({ text }) => `${text}<br>`).join('\n')
            if (kind === 'text')
              return `We thank ${names.map(({ text }) => text).join(' and ')} for all that they did.`
            const end = kind.endsWith('~~') ? '~~' : ''
            return names.map(({ text }) => `${kind}${text}${end}`).join('\n')
          })
          .join('\n\n')
        const result = await mapped('letter.md', markdown, { type: 'person' }).catch((error: Error) => error)
        // What is asked about is not lost.
        if (result instanceof Error || result.questions.length > 0) return
        const imported = result.candidates
          .map(({ signatory }) => printedName({ ...signatory, id: '' } as Signatory))
          .join('\n')
        const reported = reportedLines(result)
        for (const [index, line] of markdown.split('\n').entries()) {
          for (const { token: own } of blocks.flatMap(([, names]) => names)) {
            if (line.includes(own) && !reported.has(index + 1)) expect(imported).toContain(own)
          }
        }
      }),
    )
  })
})

it('no output holds an e-mail address of the source', async () => {
  const address = fc
    .tuple(
      fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9.+_-]{0,8}[a-z0-9]$/),
      fc.constantFrom('example.org', 'mail.example.co.uk', 'exämple.de'),
    )
    .map(([local, domain]) => `${local}@${domain}`)
  const cell = (own: string): fc.Arbitrary<string> =>
    fc.constantFrom(
      own,
      `Ada Example (${own})`,
      `Ada Example <${own}>`,
      `mailto:${own}`,
      `https://${own}`,
      `Ada Example, ${own}, Org`,
      `https://x.example/?m=${own}`,
      `${own} Ada`,
      'Org',
      '',
    )
  const sheet = address.chain((own) =>
    fc.record({
      own: fc.constant(own),
      rows: fc.array(fc.tuple(cell(own), cell(own), cell(own), cell(own)), { minLength: 1, maxLength: 5 }),
      header: fc.constantFrom('Website', 'Country', 'E-mail', 'Role', 'Verified', own, 'Something'),
    }),
  )
  await fc.assert(
    fc.asyncProperty(sheet, async ({ own, rows, header }) => {
      const csv = [['Name', 'Organisation', 'Printed as', header], ...rows]
        .map((cells) => cells.map(quoted).join(','))
        .join('\n')
      expect(outputOf('list.csv', await mapped('list.csv', csv)).toLowerCase()).not.toContain(
        own.toLowerCase(),
      )
      const markdown = `# ${own}\n\nWrite to ${own}.\n\n## Signatories\n\n${rows.map(([first]) => `- ${first || 'Bo Example'}`).join('\n')}\n`
      expect(
        outputOf('list.md', await mapped('list.md', markdown, { type: 'person' })).toLowerCase(),
      ).not.toContain(own.toLowerCase())
    }),
  )
})
