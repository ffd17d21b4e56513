import { readFile } from 'node:fs/promises'
import { InvalidArgumentError, Option } from 'commander'
import { type Diagnostic, formatDiagnostic, formatWarning } from '../../editing/diagnostic.ts'
import { hideEmailAddresses } from '../../editing/email-addresses.ts'
import { chooseLists } from '../../editing/import/choose-lists.ts'
import type { DateOrder } from '../../editing/import/dates.ts'
import { type Field, isField, MEANINGS } from '../../editing/import/header-meaning.ts'
import { type MappedList, mapColumns } from '../../editing/import/map-columns.ts'
import { mergeLists } from '../../editing/import/merge.ts'
import type { MapOptions } from '../../editing/import/options.ts'
import type { Question } from '../../editing/import/question.ts'
import { readSource } from '../../editing/import/read-source.ts'
import type { SignatoryType } from '../../editing/import/signatory-type.ts'
import type { Source } from '../../editing/import/source.ts'
import { fold } from '../../letter/fold.ts'
import { didYouMean } from '../../letter/nearest.ts'
import { CheckFailed, command, printJson, WrongUsage } from '../command.ts'
import { type EditOptions, openList, today, withEditing, writeEdit } from '../edit-list.ts'
import { type Answered, askQuestion } from '../import-questions.ts'
import {
  explainMerge,
  explainSource,
  type ImportReport,
  reportOf,
  withoutAddresses,
} from '../import-report.ts'
import { counted, withProgress } from '../terminal.ts'
import { EXAMPLE_ID } from './new.ts'

const pairOf = (text: string): [before: string, after: string] => {
  const [, before, after] = /^([^=]*)=(.*)$/s.exec(text) ?? []
  if (before === undefined || after === undefined) throw new InvalidArgumentError('It must have a = in it.')
  return [before.trim(), after.trim()]
}

const addToMap = (text: string, map: Map<Field, string> = new Map()): Map<Field, string> => {
  const [field, column] = pairOf(text)
  if (!isField(field))
    throw new InvalidArgumentError(`“${field}” is not a field; ${didYouMean(field, MEANINGS)}`)
  return map.set(field, column)
}

const addColumn = (column: string, columns: string[] = []): string[] => [...columns, column.trim()]

const addWhere = (text: string, where: Map<string, Set<string>> = new Map()): Map<string, Set<string>> => {
  const [column, value] = pairOf(text)
  return where.set(column, (where.get(column) ?? new Set()).add(value))
}

type Types = { all?: SignatoryType; under: Map<string, SignatoryType> }

const addType = (text: string, types: Types = { under: new Map() }): Types => {
  const [, heading, type = ''] = /^(?:(.*)=)?(.*)$/s.exec(text) ?? []
  if (type !== 'person' && type !== 'organisation')
    throw new InvalidArgumentError(`“${type}” is no type; ${didYouMean(type, ['person', 'organisation'])}`)
  if (heading === undefined) return { ...types, all: type }
  return { ...types, under: new Map(types.under).set(fold(heading), type) }
}

const addNumber = (text: string, numbers: number[] = []): number[] => {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It must be a number from 1.')
  return [...numbers, Number(text)]
}

type Options = EditOptions & {
  overwrite?: true
  replace?: true
  withdrawGone?: true
  map?: Map<Field, string>
  leaveOut?: string[]
  where?: Map<string, Set<string>>
  type?: Types
  list?: number[]
  heading?: string
  dates?: DateOrder
  key?: string
}

const mapOptionsOf = ({ map, leaveOut, where, type, dates, key }: Options): MapOptions => ({
  map: map ?? new Map(),
  leaveOut: new Set(leaveOut),
  where: where ?? new Map(),
  ...(type?.all !== undefined && { type: type.all }),
  typeUnder: type?.under ?? new Map(),
  ...(dates !== undefined && { dates }),
  ...(key !== undefined && { key }),
  answers: new Map(),
  today: today(),
})

/** @throws WrongUsage where an option names a column that no chosen list has */
const checkColumns = (
  file: string,
  { lists }: Source,
  chosen: readonly number[],
  options: MapOptions,
): void => {
  const columns = new Set(chosen.flatMap((index) => lists[index]?.columns ?? []))
  const named: [option: string, column: string][] = [
    ...[...options.map.values()].map((column): [string, string] => ['--map', column]),
    ...[...options.leaveOut].map((column): [string, string] => ['--leave-out', column]),
    ...[...options.where.keys()].map((column): [string, string] => ['--where', column]),
    ...(options.key === undefined ? [] : [['--key', options.key] as [string, string]]),
  ]
  for (const [option, column] of named) {
    if (column === '' || columns.has(column)) continue
    const there = [...columns].map((each) => `“${each}”`).join(', ')
    throw new WrongUsage(hideEmailAddresses(`${option}: ${file} has no column “${column}”; it has ${there}`))
  }
}

const openQuestions = (questions: readonly Question[]): string =>
  hideEmailAddresses(questions.map(({ message, hint }) => `${message}\n  ${hint}`).join('\n'))

/** Chooses and maps the lists, asking where there is a terminal. @throws WrongUsage where something stays open */
const understand = async (
  file: string,
  source: Source,
  start: Answered & { heading: string | undefined },
  mayAsk: boolean,
): Promise<{ chosen: number[]; mapped: MappedList; options: MapOptions }> => {
  let now: Answered = start
  for (;;) {
    const choice = (() => {
      try {
        return chooseLists(source, { numbers: now.numbers, heading: start.heading })
      } catch (error) {
        if (error instanceof RangeError) throw new WrongUsage(hideEmailAddresses(`${file}: ${error.message}`))
        throw error
      }
    })()
    if (choice.question !== undefined) {
      if (!mayAsk) throw new WrongUsage(`${file}: ${openQuestions([choice.question])}`)
      now = await askQuestion(choice.question, now)
      continue
    }
    const { chosen } = choice
    checkColumns(file, source, chosen, now.options)
    const { options } = now
    const mapped = await withProgress(async (say) => {
      say(`Reading ${file}`)
      return mapColumns(file, source, chosen, options)
    })
    const [question] = mapped.questions
    if (question === undefined) return { chosen, mapped, options }
    if (!mayAsk) {
      throw new WrongUsage(`${file}: ${openQuestions(mapped.questions)}\nNothing was written.`)
    }
    now = await askQuestion(question, now)
  }
}

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
  else for (const each of diagnostics) console.error(hideEmailAddresses(formatDiagnostic(each)))
  throw new CheckFailed(`${file}: ${counted(diagnostics.length, 'problem')} found; nothing was written.`)
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
  .action(async (slug: string, file: string, given: Options) => {
    const list = await openList(slug)
    const { json, yes } = given
    const bytes = await readFile(file).catch((error: Error) => {
      throw new WrongUsage(`The list cannot be read: ${error.message}`)
    })
    const source = await withProgress(async (say) => {
      say(`Reading ${file}`)
      return readSource(file, bytes)
    })
    // Of single values, those count whose lists and columns are imported.
    checkSource(
      file,
      source.diagnostics.filter(({ value }) => value === undefined),
      json,
      () => ({ slug, source: file }),
    )
    const mayAsk = process.stdin.isTTY === true && !yes && !json
    const start = { options: mapOptionsOf(given), numbers: given.list ?? [], heading: given.heading }
    const { chosen, mapped, options } = await understand(file, source, start, mayAsk)
    const report: ImportReport = { file, source, chosen, mapped }
    if (!json) for (const line of explainSource(report)) console.log(hideEmailAddresses(line))
    const problems = [...mapped.problems, ...(mapped.candidates.length === 0 ? [noSignatory(file)] : [])]
    checkSource(file, problems, json, () => ({ slug, ...reportOf(report) }))

    // What `undersigned new` wrote as an example signs nothing.
    const existing = list.signatories.filter(({ id }) => id !== EXAMPLE_ID)
    const merged = mergeLists(existing, mapped.candidates, {
      file,
      slug,
      memory: list.memory,
      wasGiven: list.wasGiven,
      withdrawGone: given.withdrawGone && options.today,
      replace: given.replace ?? given.overwrite,
    })
    if (!json && existing.length > 0) {
      for (const line of explainMerge(merged)) console.log(hideEmailAddresses(line))
    }
    const { signatories, memory, ...merge } = merged
    const warnings = [...source.warnings, ...mapped.warnings, ...merge.questions]
    await writeEdit(
      {
        list,
        signatories,
        memory,
        warnings: warnings.map((warning) => hideEmailAddresses(formatWarning(warning))),
        about: withoutAddresses({ ...reportOf(report), merge }),
      },
      given,
    )
  })
