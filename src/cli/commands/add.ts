import { Option } from 'commander'
import { COLUMN_CHECKS } from '../../editing/advice.ts'
import { insertAt, type Place, sectionAt } from '../../editing/edit-signatories.ts'
import { identify, mayBeOne } from '../../editing/import/identity.ts'
import type { ListFile } from '../../editing/list-file.ts'
import { idGiver } from '../../editing/new-id.ts'
import { sectionsOf } from '../../editing/sections.ts'
import { COLUMNS, COLUMNS_OF, type Column } from '../../letter/columns.ts'
import type { Signatory } from '../../letter/schema.ts'
import { slugOf } from '../../letter/slug.ts'
import { command, WrongUsage } from '../command.ts'
import { type EditOptions, findSignatory, nameAndId, openList, withEditing, writeEdit } from '../edit-list.ts'

type Field = Exclude<Column, 'name'>

const MEANINGS: Record<Field, string> = {
  id: 'the lasting name in addresses; made of the name when left out',
  acronym: "an organisation's short name",
  alias: "an organisation's other name",
  role: 'what a person is: Professor',
  affiliation: 'where a person belongs',
  type: 'organisation or person; organisation when left out',
  country: 'two-letter code: KE',
  url: 'web address',
  signed: 'the day of signing, YYYY-MM-DD',
  withdrawn: 'the day of a withdrawal, YYYY-MM-DD',
  printed_as: 'the name exactly as the letter prints it, where that is not the usual form',
  section: 'the part of the list: Individuals; at its end, or a new one at the end of the list',
}
const FIELDS = COLUMNS.filter((column): column is Field => column !== 'name')

const flagOf = (field: Field): string => `--${field.replace('_', '-')}`
const optionOf = (field: Field): string => field.replace(/_(.)/, (_, letter: string) => letter.toUpperCase())

type Options = EditOptions & { before?: string; after?: string } & {
  [option: string]: string | true | undefined
}

/** @throws WrongUsage where a value is not right */
const fieldsOf = (options: Options): Partial<Record<Field, string>> => {
  const fields: Partial<Record<Field, string>> = {}
  for (const field of FIELDS) {
    const given = options[optionOf(field)]
    if (typeof given !== 'string') continue
    const value = given.trim().normalize('NFC')
    const advice =
      value === '' ? { message: 'it is empty', hint: 'leave it out' } : COLUMN_CHECKS[field]?.(value)
    if (advice !== undefined) throw new WrongUsage(`${flagOf(field)}: ${advice.message}; ${advice.hint}`)
    fields[field] = value
  }
  const type = fields.type ?? 'organisation'
  const other = type === 'person' ? 'organisation' : 'person'
  for (const field of COLUMNS_OF[other]) {
    if (fields[field] !== undefined)
      throw new WrongUsage(`${flagOf(field)} is for --type ${other}, and this one is of type ${type}`)
  }
  return fields
}

/**
 * The place that is asked for, else the end of the section, and the section, which is the place's unless it is said.
 *
 * @throws WrongUsage where the list has several sections, and neither says which
 */
const placeOf = (
  { signatories }: ListFile,
  { before, after }: Options,
  section: string | undefined,
): { place: Place; section: string | undefined } => {
  const beside = before !== undefined ? { before } : after !== undefined ? { after } : undefined
  if (beside !== undefined) return { place: beside, section: section ?? sectionAt(signatories, beside) }
  const sections = sectionsOf(signatories)
  if (section === undefined && sections.length > 1) {
    const named = sections.flatMap((each) => each ?? []).map((each) => JSON.stringify(each))
    throw new WrongUsage(
      `The list has sections: say --section ${named.join(' or ')}, --before <id> or --after <id>`,
    )
  }
  const last = signatories.findLast((each) => each.section === section)
  if (section !== undefined && last !== undefined) return { place: { after: last.id }, section }
  return { place: 'last', section: section ?? sectionAt(signatories, 'last') }
}

const base = withEditing(
  command('add', 'put one more signatory into the list', [
    'add un-human-rights-council-2018 "Example Rights Network" --acronym ERN --country KE --url https://ern.example',
    'add our-letter-2026 "Ada Example" --type person --role Professor --affiliation "Example University"',
    'add our-letter-2026 "Example Rights Network" --after child-rights-connect',
  ]),
)
  .argument('<slug>', 'the letter')
  .argument('<name>', 'the name, as the letter is to print it')
for (const field of FIELDS)
  base.option(`${flagOf(field)} <${field === 'url' ? 'address' : field}>`, MEANINGS[field])

export const add = base
  .addOption(new Option('--before <id>', 'at the place before this signatory').conflicts('after'))
  .option('--after <id>', 'at the place after this signatory; at the end of the list when both are left out')
  .action(async (slug: string, given: string, options: Options) => {
    const name = given.trim().normalize('NFC')
    if (name === '') throw new WrongUsage('The name is empty; write it in quotation marks')
    const fields = fieldsOf(options)
    const list = await openList(slug)
    const next = options.before ?? options.after
    if (next !== undefined) findSignatory(list, next)
    const { place, section } = placeOf(list, options, fields.section)
    const ids = new Set(list.signatories.map((each) => each.id))
    const isTaken = (id: string) => ids.has(id) || list.wasGiven(id)
    const id = idGiver(isTaken)(fields.id ?? slugOf(name))
    if (fields.id !== undefined && id !== fields.id) {
      const whose = ids.has(fields.id)
        ? 'is somebody’s in the list'
        : 'was somebody’s who is no longer in the list'
      throw new WrongUsage(`--id: ${fields.id} ${whose}; ${id} is free`)
    }
    const signatory = {
      type: 'organisation',
      ...fields,
      ...(section !== undefined && { section }),
      id,
      name,
    } as Signatory
    const identity = identify(signatory)
    const warnings = list.signatories
      .filter((each) => {
        const other = identify(each)
        return other.name === identity.name && other.type === identity.type && mayBeOne(other, identity)
      })
      .map((each) => `${nameAndId(each)} is in the list already`)
    await writeEdit(
      {
        list,
        signatories: insertAt(list.signatories, signatory, place),
        warnings,
        about: { id, signatory },
      },
      options,
    )
  })
