/** The options of `import`, and what they tell of the source. */
import { InvalidArgumentError } from 'commander'
import type { DateOrder } from '../editing/import/dates.ts'
import { type Field, isField, MEANINGS } from '../editing/import/header-meaning.ts'
import type { MapOptions } from '../editing/import/options.ts'
import type { SignatoryType } from '../editing/import/signatory-type.ts'
import { fold } from '../letter/fold.ts'
import { didYouMean } from '../letter/nearest.ts'
import { type EditOptions, today } from './edit-list.ts'

const pairOf = (text: string): [before: string, after: string] => {
  const [, before, after] = /^([^=]*)=(.*)$/s.exec(text) ?? []
  if (before === undefined || after === undefined) throw new InvalidArgumentError('It must have a = in it.')
  return [before.trim(), after.trim()]
}

export const addToMap = (text: string, map: Map<Field, string> = new Map()): Map<Field, string> => {
  const [field, column] = pairOf(text)
  if (!isField(field))
    throw new InvalidArgumentError(`“${field}” is not a field; ${didYouMean(field, MEANINGS)}`)
  return map.set(field, column)
}

export const addColumn = (column: string, columns: string[] = []): string[] => [...columns, column.trim()]

export const addWhere = (
  text: string,
  where: Map<string, Set<string>> = new Map(),
): Map<string, Set<string>> => {
  const [column, value] = pairOf(text)
  return where.set(column, (where.get(column) ?? new Set()).add(value))
}

type Types = { all?: SignatoryType; under: Map<string, SignatoryType> }

export const addType = (text: string, types: Types = { under: new Map() }): Types => {
  const [, heading, type = ''] = /^(?:(.*)=)?(.*)$/s.exec(text) ?? []
  if (type !== 'person' && type !== 'organisation')
    throw new InvalidArgumentError(`“${type}” is no type; ${didYouMean(type, ['person', 'organisation'])}`)
  if (heading === undefined) return { ...types, all: type }
  return { ...types, under: new Map(types.under).set(fold(heading), type) }
}

export const readSection = (text: string): string => {
  const section = text.trim().normalize('NFC')
  if (section === '') throw new InvalidArgumentError('It is empty.')
  return section
}

export const addNumber = (text: string, numbers: number[] = []): number[] => {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It must be a number from 1.')
  return [...numbers, Number(text)]
}

export type ImportOptions = EditOptions & {
  overwrite?: true
  replace?: true
  withdrawGone?: true
  map?: Map<Field, string>
  leaveOut?: string[]
  where?: Map<string, Set<string>>
  type?: Types
  list?: number[]
  heading?: string
  section?: string
  sections?: true
  dates?: DateOrder
  key?: string
}

export const mapOptionsOf = ({
  map,
  leaveOut,
  where,
  type,
  section,
  sections,
  dates,
  key,
}: ImportOptions): MapOptions => ({
  map: map ?? new Map(),
  leaveOut: new Set(leaveOut),
  where: where ?? new Map(),
  ...(type?.all !== undefined && { type: type.all }),
  typeUnder: type?.under ?? new Map(),
  ...(section !== undefined && { section }),
  ...(sections && { sections }),
  ...(dates !== undefined && { dates }),
  ...(key !== undefined && { key }),
  answers: new Map(),
  today: today(),
})
