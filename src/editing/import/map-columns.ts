/** What a table of signatories means: which column is which field, and what each row says. Pure. */

import { COLUMNS, COLUMNS_OF, type Column } from '../../letter/columns.ts'
import { printedName, type Signatory, Slug } from '../../letter/schema.ts'
import { slugOf } from '../../letter/slug.ts'
import {
  type Advice,
  checkCountry,
  checkDate,
  checkId,
  checkType,
  checkUrl,
  recognisedCountry,
  recognisedDate,
  recognisedUrl,
} from '../advice.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { lookAlikes } from '../look-alikes.ts'
import { PRINTED, type Table } from './table.ts'

/** What spreadsheets and letter services call the fields, in lower case with single spaces. */
const CALLED: Record<Column, string[]> = {
  id: ['id', 'slug'],
  name: [
    'name',
    'full name',
    'your name',
    'signatory',
    'signature',
    'signatories',
    'organisation name',
    'organization name',
    'name of organisation',
    'name of organization',
    'name of the organisation',
    'name of the organization',
    'ngo',
  ],
  acronym: ['acronym', 'abbreviation', 'initials'],
  alias: ['alias', 'also known as', 'aka'],
  role: ['role', 'title', 'job title', 'position', 'function'],
  affiliation: ['affiliation', 'organisation', 'organization', 'institution', 'employer', 'company', 'org'],
  type: ['type', 'kind'],
  country: ['country', 'country code', 'nation', 'based in'],
  url: [
    'url',
    'website',
    'web site',
    'web',
    'homepage',
    'home page',
    'link',
    'organisation website',
    'organization website',
  ],
  signed: [
    'signed',
    'signed on',
    'signed at',
    'date',
    'date signed',
    'timestamp',
    'submitted at',
    'created at',
  ],
  withdrawn: ['withdrawn', 'withdrawn on'],
  printed_as: ['printed as'],
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()

export type MappedList = {
  /** Each column of the table, and the field that it becomes; null for one that is left out. */
  columns: { column: string; field: Column | null }[]
  signatories: Signatory[]
  /** Values that were written another way in the table. */
  changed: { field: Column; from: string; to: string; line: number }[]
  problems: Diagnostic[]
  warnings: Diagnostic[]
}

/** Which field each column is: as the map says, otherwise by its name. */
const fieldsOf = (table: Table, map: ReadonlyMap<Column, string>): Map<Column, string> => {
  const fields = new Map(map)
  const taken = new Set(map.values())
  for (const field of COLUMNS) {
    if (fields.has(field)) continue
    const column = CALLED[field]
      .map((name) => table.columns.find((each) => !taken.has(each) && plain(each) === name))
      .find((each) => each !== undefined)
    if (column === undefined) continue
    fields.set(field, column)
    taken.add(column)
  }
  // A list of organisations calls them so; beside a person's name the same column is where the person works.
  const organisation = fields.get('affiliation')
  if (!fields.has('name') && organisation !== undefined && !map.has('affiliation')) {
    fields.delete('affiliation')
    fields.set('name', organisation)
  }
  // A service's own numbers and keys are not ids for an address.
  const id = fields.get('id')
  if (id !== undefined && !map.has('id')) {
    const usable = table.rows.every(
      ({ values }) => Slug.safeParse(values[id]).success && /[a-z]{3}/.test(values[id] ?? ''),
    )
    if (!usable || table.columns.includes('created_at')) fields.delete('id')
  }
  return fields
}

type Convert = {
  check: (value: string) => Advice | undefined
  recognise?: (value: string) => string | undefined
}
const VALUES: Partial<Record<Column, Convert>> = {
  id: { check: checkId },
  type: {
    check: checkType,
    recognise: (value) =>
      ({ organization: 'organisation', individual: 'person' })[value.toLowerCase()] ?? value.toLowerCase(),
  },
  country: { check: checkCountry, recognise: recognisedCountry },
  url: { check: checkUrl, recognise: recognisedUrl },
  signed: { check: checkDate, recognise: recognisedDate },
  withdrawn: { check: checkDate, recognise: recognisedDate },
}

/** `Asian Legal Resource Centre (ALRC)`: in brackets stands an acronym, or other words for the same organisation. */
const fromPrinted = (printed: string, type: Signatory['type']): Partial<Record<Column, string>> => {
  if (type === 'person') {
    const [name = '', role, ...affiliation] = printed.split(/\s*,\s*/)
    return {
      name,
      ...(role && { role }),
      ...(affiliation.length > 0 && { affiliation: affiliation.join(', ') }),
    }
  }
  const [, name, other] = /^(.+?) \(([^()]+)\)$/.exec(printed) ?? []
  if (name === undefined || other === undefined) return { name: printed }
  return /^\S{1,20}$/.test(other) ? { name, acronym: other } : { name, alias: other }
}

const uniqueId = (name: string, ids: Set<string>): string => {
  const id = slugOf(name)
  if (!ids.has(id)) return id
  for (let n = 2; ; n++) {
    const numbered = `${id.slice(0, 94).replace(/-$/, '')}-${n}`
    if (!ids.has(numbered)) return numbered
  }
}

/**
 * @param map fields whose column is known
 * @param type what everybody in the list is; where it is left out, whoever has a role or an affiliation is a person
 */
export const mapColumns = (
  file: string,
  table: Table,
  map: ReadonlyMap<Column, string>,
  type: Signatory['type'] | undefined,
): MappedList => {
  const isMarkdown = table.columns[0] === PRINTED && map.size === 0
  const fields = isMarkdown ? new Map<Column, string>([['url', 'link']]) : fieldsOf(table, map)
  const result: MappedList = {
    columns: isMarkdown
      ? []
      : table.columns.map((column) => ({
          column,
          field: [...fields].find(([, each]) => each === column)?.[0] ?? null,
        })),
    signatories: [],
    changed: [],
    problems: [...table.problems],
    warnings: [],
  }
  const nameColumn = isMarkdown ? PRINTED : fields.get('name')
  if (nameColumn === undefined) {
    if (table.problems.length > 0) return result
    const hint = `say which: --map name="${table.columns[0] ?? 'Organisation'}"`
    const message = `no column is called name; there is ${table.columns.map((each) => `“${each}”`).join(', ') || 'none'}`
    return { ...result, problems: [{ file, line: 1, column: 1, message, hint }] }
  }
  const looks = lookAlikes(file, '<slug>')
  const ids = new Set<string>()
  for (const { values, place } of table.rows) {
    const row: Partial<Record<Column, string>> = {}
    for (const [field, column] of fields) {
      const given = values[column] ?? ''
      if (given === '') continue
      const { check, recognise } = VALUES[field] ?? {}
      const value = recognise?.(given) ?? given
      const advice = check?.(value)
      if (advice !== undefined) result.problems.push({ file, ...place(column), ...advice })
      else {
        row[field] = value
        if (value !== given) result.changed.push({ field, from: given, to: value, line: place(column).line })
      }
    }
    const printed = values[nameColumn] ?? ''
    if (printed === '') {
      result.problems.push({
        file,
        ...place(nameColumn),
        message: 'the name is missing',
        hint: 'write it, or delete the row',
      })
      continue
    }
    const is =
      type ??
      (row.type as Signatory['type'] | undefined) ??
      (row.role || row.affiliation ? 'person' : 'organisation')
    if (isMarkdown) Object.assign(row, fromPrinted(printed, is))
    for (const column of COLUMNS_OF[is === 'person' ? 'organisation' : 'person']) delete row[column]
    const id = row.id ?? uniqueId(row.name ?? printed, ids)
    if (ids.has(id)) {
      result.problems.push({
        file,
        ...place(fields.get('id') ?? nameColumn),
        message: `the id “${id}” is here twice`,
        hint: 'give each its own',
      })
    }
    ids.add(id)
    const signatory = { ...row, id, type: is } as Signatory
    if (isMarkdown && printedName(signatory) !== printed) signatory.printed_as = printed
    result.signatories.push(signatory)
    const at = place(nameColumn)
    looks.add(signatory, at.line, () => at)
  }
  result.warnings.push(...looks.warnings())
  if (result.signatories.length === 0 && result.problems.length === 0) {
    result.problems.push({
      file,
      line: 1,
      column: 1,
      message: 'there is no signatory in it',
      hint: 'add a row for each',
    })
  }
  return result
}
