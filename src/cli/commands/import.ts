import { access, readFile, rename, writeFile } from 'node:fs/promises'
import { InvalidArgumentError, Option } from 'commander'
import { formatDiagnostic, formatWarning } from '../../editing/diagnostic.ts'
import { type MappedList, mapColumns } from '../../editing/import/map-columns.ts'
import { readCsvTable, readJsonTable, readMarkdownTable } from '../../editing/import/table.ts'
import { writeSignatories } from '../../editing/write-signatories.ts'
import { COLUMNS, type Column, isColumn } from '../../letter/columns.ts'
import { didYouMean } from '../../letter/nearest.ts'
import { printedName, type Signatory } from '../../letter/schema.ts'
import { CheckFailed, command, printJson, WrongUsage } from '../command.ts'
import { chooseLetters } from '../read-letters.ts'
import { coloured, confirm, counted, signatories } from '../terminal.ts'

/** Signatories and changes that are shown before the question. */
const SHOWN = 10

const READERS = { csv: readCsvTable, tsv: readCsvTable, md: readMarkdownTable, json: readJsonTable } as const

const addToMap = (pair: string, map: Map<Column, string> = new Map()): Map<Column, string> => {
  const [, field = '', column = ''] = /^([^=]*)=(.*)$/s.exec(pair) ?? []
  if (!isColumn(field))
    throw new InvalidArgumentError(`“${field || pair}” is not a field; ${didYouMean(field, COLUMNS)}`)
  return map.set(field, column.trim())
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )

function* shortened<Item>(items: Item[], print: (item: Item, index: number) => string): Generator<string> {
  for (const [index, item] of items.slice(0, SHOWN).entries()) yield print(item, index)
  if (items.length > SHOWN) yield `… and ${(items.length - SHOWN).toLocaleString('en')} more`
}

function* explain(
  file: string,
  { columns, signatories: list, changed, warnings }: MappedList,
): Generator<string> {
  yield `${file}: ${signatories(list.length)}`
  for (const { column, field } of columns) yield `  “${column}” → ${field ?? coloured('yellow', 'left out')}`
  for (const line of shortened(list, (each, index) => `${index + 1}. ${printedName(each)} [${each.type}]`))
    yield `  ${line}`
  for (const line of shortened(
    changed,
    ({ field, from, to, line }) => `line ${line}: ${field} ${from} → ${to}`,
  ))
    yield `  ${line}`
  for (const warning of warnings) yield coloured('yellow', formatWarning(warning))
}

type Options = {
  json?: true
  yes?: true
  overwrite?: true
  map?: Map<Column, string>
  type?: Signatory['type']
}

export const importList = command('import', "make a letter's signatories.csv from another list", [
  'import our-letter-2026 responses.csv --map name="Organisation name" --map url=Web',
  'import our-letter-2026 list.md',
  'import our-letter-2026 export.json --type person',
])
  .argument('<slug>', 'the letter; undersigned new makes one')
  .argument(
    '<file>',
    'a .csv or .tsv from a spreadsheet, an .md with a list, or a .json from a letter service',
  )
  .option(
    '--map <field="Column">',
    `which column is which field (${COLUMNS.join(', ')}); may be repeated`,
    addToMap,
  )
  .addOption(new Option('--type <type>', 'what everybody in the list is').choices(['organisation', 'person']))
  .option('-y, --yes', 'do not ask')
  .option('--overwrite', 'take the place of the signatories.csv that is there')
  .action(async (slug: string, file: string, { json, yes, overwrite, map = new Map(), type }: Options) => {
    await chooseLetters([slug])
    const reader = READERS[(/\.(\w+)$/.exec(file)?.[1] ?? '').toLowerCase() as keyof typeof READERS]
    if (reader === undefined)
      throw new WrongUsage(`${file} does not end in .${Object.keys(READERS).join(', .')}`)
    const bytes = await readFile(file).catch((error: Error) => {
      throw new WrongUsage(`The list cannot be read: ${error.message}`)
    })
    const table = await reader(file, bytes)
    for (const column of map.values()) {
      if (table.columns.length > 0 && !table.columns.includes(column)) {
        throw new WrongUsage(
          `--map: ${file} has no column “${column}”; it has ${table.columns.map((each) => `“${each}”`).join(', ')}`,
        )
      }
    }
    const understood = mapColumns(file, table, map, type)
    const { problems, columns, changed, warnings } = understood
    const target = `data/${slug}/signatories.csv`
    const report = (state: 'problems' | 'refused' | 'written') => {
      if (json)
        printJson({
          state,
          file: target,
          count: understood.signatories.length,
          columns,
          changed,
          problems,
          warnings,
        })
    }
    if (problems.length > 0) {
      if (!json) for (const problem of problems) console.error(formatDiagnostic(problem))
      report('problems')
      throw new CheckFailed(`${counted(problems.length, 'problem')} found; nothing was written.`)
    }
    if (!json) for (const line of explain(file, understood)) console.log(line)
    const isThere = (await exists(target)) && !overwrite
    if (isThere && !process.stdin.isTTY) {
      throw new WrongUsage(`${target} is there already; add --overwrite if it may go`)
    }
    const question = isThere ? `Overwrite ${target} with this?` : `Write this to ${target}?`
    // --yes does not say yes to losing a list.
    if (!(await confirm(question, isThere ? undefined : yes))) return report('refused')
    await writeFile(`${target}.new`, writeSignatories(understood.signatories))
    await rename(`${target}.new`, target)
    if (!json) console.log(`Written to ${target}. Next: undersigned validate ${slug}`)
    report('written')
  })
