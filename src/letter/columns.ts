import type { Organisation, Person, Signatory } from './schema.ts'

export type Column = keyof Organisation | keyof Person

/** The columns of `signatories.csv`, in the order in which they are written. */
export const COLUMNS = [
  'id',
  'name',
  'acronym',
  'alias',
  'role',
  'affiliation',
  'type',
  'country',
  'url',
  'signed',
  'withdrawn',
  'printed_as',
  'section',
] as const satisfies readonly Column[]

export const REQUIRED_COLUMNS = ['id', 'name'] as const satisfies readonly Column[]

/** The columns that only one type of signatory has. */
export const COLUMNS_OF = {
  organisation: ['acronym', 'alias'],
  person: ['role', 'affiliation'],
} as const satisfies Record<string, readonly Column[]>

export const isColumn = (name: string): name is Column => (COLUMNS as readonly string[]).includes(name)

/** A signatory, of either type, by column. */
export type Values = { [column in Column]?: string | undefined }

/** The columns that a signatory of a type cannot have. */
export const foreignColumns = (type: Signatory['type']): readonly Column[] =>
  COLUMNS_OF[type === 'person' ? 'organisation' : 'person']

/** A signatory's values of the columns, in their order; empty where it has none. */
export const fieldsOf = (signatory: Signatory, columns: readonly Column[]): string[] => {
  const values: Values = signatory
  return columns.map((column) => values[column] ?? '')
}
