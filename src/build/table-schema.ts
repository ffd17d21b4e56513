/** The columns of a letter's CSV as a Table Schema (https://datapackage.org/standard/table-schema/, version 2). */
import { COLUMNS, type Column } from '../letter/columns.ts'
import { SLUG_LENGTH } from '../letter/schema.ts'

type Field = { type?: string; description: string; constraints?: object }

const fields: Record<Column, Field> = {
  id: {
    description: 'The signatory’s id in this letter. It never changes, and nobody else is given it.',
    constraints: {
      required: true,
      unique: true,
      maxLength: SLUG_LENGTH,
      pattern: '[a-z0-9]+(-[a-z0-9]+)*',
    },
  },
  name: {
    description: 'The name, without acronym, alias, role or affiliation.',
    constraints: { required: true },
  },
  acronym: { description: 'An organisation’s acronym.' },
  alias: { description: 'Another name of an organisation.' },
  role: { description: 'What a person is.' },
  affiliation: { description: 'Where a person is that.' },
  type: {
    description: 'Whether an organisation or a person signed.',
    constraints: { required: true, enum: ['organisation', 'person'] },
  },
  country: {
    description: 'The country, as its two letters in ISO 3166-1 (alpha-2).',
    constraints: { pattern: '[A-Z]{2}' },
  },
  url: {
    description: 'The signatory’s web address.',
    constraints: { pattern: '[Hh][Tt][Tt][Pp][Ss]?://.+' },
  },
  signed: { type: 'date', description: 'The day on which they signed.' },
  withdrawn: {
    type: 'date',
    description: 'The day on which they withdrew. Who did so is not in the list, so it is empty here.',
  },
  printed_as: {
    description: 'The name as the letter prints it.',
    constraints: { required: true },
  },
  section: { description: 'The heading under which the letter lists them.' },
}

export const tableSchema = {
  $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
  fields: COLUMNS.map((name) => ({ name, type: 'string', ...fields[name] })),
  primaryKey: ['id'],
  missingValues: [''],
}
