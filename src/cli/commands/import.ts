import { readFile } from 'node:fs/promises'
import { Option } from 'commander'
import { type Diagnostic, formatDiagnostic } from '../../editing/diagnostic.ts'
import { summaryOf } from '../../editing/import/choose-lists.ts'
import { MEANINGS } from '../../editing/import/header-meaning.ts'
import { type MergedList, mergeLists } from '../../editing/import/merge.ts'
import type { MapOptions } from '../../editing/import/options.ts'
import { readSource } from '../../editing/import/read-source.ts'
import type { ListFile } from '../../editing/list-file.ts'
import { lookAlikes } from '../../editing/look-alikes.ts'
import { hideEmailAddresses } from '../../letter/email-addresses.ts'
import { whyUnreadable } from '../../publishing/why-unreadable.ts'
import { CheckFailed, command, printJson, WrongUsage } from '../command.ts'
import { type Edit, openList, withEditing, writeEdit } from '../edit-list.ts'
import {
  addColumn,
  addNumber,
  addToMap,
  addType,
  addWhere,
  type ImportOptions,
  mapOptionsOf,
  readSection,
} from '../import-options.ts'
import { understand } from '../import-questions.ts'
import {
  explainMerge,
  explainSource,
  type ImportReport,
  reportOf,
  withoutAddresses,
} from '../import-report.ts'
import { announce, counted, visible } from '../terminal.ts'
import { EXAMPLE_ID } from './new.ts'

const noSignatory = (file: string): Diagnostic => ({
  file,
  line: 1,
  column: 1,
  message: 'there is no signatory in it',
  hint: 'add a row for each',
})

/** @throws CheckFailed where the source cannot be read right */
const checkSource = (
  file: string,
  diagnostics: readonly Diagnostic[],
  json: true | undefined,
  about: () => Record<string, unknown>,
): void => {
  if (diagnostics.length === 0) return
  if (json) printJson(withoutAddresses({ ...about(), state: 'problems', problems: diagnostics }))
  else for (const each of diagnostics) console.error(visible(hideEmailAddresses(formatDiagnostic(each))))
  throw new CheckFailed(`${file}: ${counted(diagnostics.length, 'problem')} found; nothing was written.`)
}

/**
 * Reads and maps the source, and says what became of it. Its rows are no longer needed then, and a long list's are many.
 *
 * @throws WrongUsage where something stays open, CheckFailed where a name cannot be read right
 */
const readReport = async (
  slug: string,
  file: string,
  given: ImportOptions,
): Promise<{ report: ImportReport; options: MapOptions; warnings: Diagnostic[] }> => {
  const { json, yes } = given
  if (/^https?:\/\//i.test(file))
    throw new WrongUsage(`${file} is an address, and a list is read from a file: download it, and name that`)
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new WrongUsage(`The list cannot be read: ${whyUnreadable(file, error)}`)
  })
  const source = await announce(`Reading ${file} (${(bytes.length / 1e6).toFixed(1)} MB)`, () =>
    readSource(file, bytes),
  )
  // Of single values, those count whose lists and columns are imported.
  const ofTheFile = source.diagnostics.filter(({ value }) => value === undefined)
  checkSource(file, ofTheFile, json, () => ({ slug, source: file }))
  const mayAsk = process.stdin.isTTY === true && !yes && !json
  const start = { options: mapOptionsOf(given), numbers: given.list ?? [], heading: given.heading }
  const understood = await understand(file, source, start, mayAsk)
  if ('open' in understood) {
    const questions = withoutAddresses(understood.open)
    if (json) printJson({ state: 'open', slug, source: file, questions })
    const all = questions.map(({ message, hint }) => `${message}\n  ${hint}`).join('\n')
    throw new WrongUsage(`${file}: ${all}\nNothing was written.`)
  }
  const { chosen, mapped, options } = understood
  const report = { file, lists: source.lists.map(summaryOf), unread: source.unread, chosen, mapped }
  if (!json) for (const line of explainSource(report)) console.log(visible(hideEmailAddresses(line)))
  const problems = [...mapped.problems, ...(mapped.candidates.length === 0 ? [noSignatory(file)] : [])]
  checkSource(file, problems, json, () => ({ slug, ...reportOf(report) }))
  return { report, options, warnings: [...source.warnings, ...mapped.warnings] }
}

/** Who comes into a list that has sections, and is in none of them. */
const withoutSection = ({ file }: ListFile, { signatories, added }: MergedList): Diagnostic[] => {
  const first = signatories.find(({ section }) => section !== undefined)?.section
  const without = added.filter(({ position }) => signatories[position - 1]?.section === undefined)
  if (first === undefined || without.length === 0) return []
  const [{ position } = { position: 1 }] = without
  return [
    {
      file,
      line: position + 1,
      column: 1,
      message: `${counted(without.length, 'new signatory', 'new signatories')} in no section, before “${first}”`,
      hint: 'say --section <name>, or --sections where the source has them as headings',
    },
  ]
}

/**
 * Merges the source into the list, and says what that does. Nothing of the source is held on to: a long list's rows are
 * many, and writing needs memory, too.
 */
const mergeSource = async (list: ListFile, file: string, given: ImportOptions): Promise<Edit> => {
  const { slug } = list
  const { report, options, warnings } = await readReport(slug, file, given)
  const { json } = given
  // What `undersigned new` wrote as an example signs nothing.
  const existing = list.signatories.filter(({ id }) => id !== EXAMPLE_ID)
  const { candidates } = report.mapped
  const [from, to] = [candidates.length, existing.length].map((count) => count.toLocaleString('en'))
  const merged = await announce(`Merging ${from} names into ${to}`, () =>
    mergeLists(existing, candidates, {
      file,
      slug,
      memory: list.memory,
      wasGiven: list.wasGiven,
      withdrawGone: given.withdrawGone && options.today,
      replace: given.replace ?? given.overwrite,
    }),
  )
  if (!json && existing.length > 0) {
    for (const line of explainMerge(merged)) console.log(visible(hideEmailAddresses(line)))
  }
  const { signatories, memory, ...merge } = merged
  const looks = lookAlikes(list.file, slug)
  for (const [index, signatory] of signatories.entries()) {
    const line = index + 2
    looks.add(signatory, line, () => ({ line, column: 1 }))
  }
  const all = [...warnings, ...withoutSection(list, merged), ...merge.questions, ...looks.warnings()]
  return {
    list,
    signatories,
    memory,
    warnings: all.map((warning) => hideEmailAddresses(formatDiagnostic(warning))),
    about: json ? withoutAddresses({ ...reportOf(report), merge }) : {},
  }
}

export const importList = withEditing(
  command('import', "bring another list into a letter's signatories.csv", [
    'import our-letter-2026 responses.csv --key "Email Address"',
    'import our-letter-2026 list.md --heading Signatories',
    'import our-letter-2026 export.json --type person',
    'import our-letter-2026 list.md --type "Supporters=organisation"',
    'import our-letter-2026 sheet.xlsx --map name="Organisation name" --leave-out Region --where "Approved=Yes"',
  ]),
)
  .argument('<slug>', 'the letter; undersigned new makes one')
  .argument('<file>', 'a spreadsheet (.xlsx, .ods, .csv), JSON, YAML, TOML, Markdown, HTML or plain text')
  .option(
    '--map <field="Column">',
    `which column is which field (${MEANINGS.join(', ')}); field= leaves the field out; may be repeated`,
    addToMap,
  )
  .option('--leave-out <column>', 'leave this column out; may be repeated', addColumn)
  .option('--where <Column=value>', 'only rows with this value; may be repeated', addWhere)
  .option(
    '--type <type>',
    'what everybody in the list is, person or organisation; or, as "Heading=person", everybody under a heading; may be repeated',
    addType,
  )
  .option('--list <number>', 'which of several lists in the file; may be repeated', addNumber)
  .option('--heading <text>', 'the lists under this heading')
  .addOption(
    new Option('--sections', 'make sections of the list of the headings in the source').conflicts('section'),
  )
  .option('--section <name>', 'the section of the list for those who have none in the source', readSection)
  .addOption(
    new Option('--dates <order>', 'whether 3/4/2026 begins with the day or the month').choices([
      'dmy',
      'mdy',
    ]),
  )
  .option(
    '--key <column>',
    'know signatories again by this column, such as their e-mail address; it is not kept',
  )
  .option('--withdraw-gone', 'who is no longer in the source withdraws today')
  .option('--replace', 'take the place of the list that is there, instead of merging into it')
  .addOption(new Option('--overwrite', 'as --replace').hideHelp())
  .action(async (slug: string, file: string, given: ImportOptions) => {
    const list = await openList(slug)
    await writeEdit(await mergeSource(list, file, given), given)
  })
