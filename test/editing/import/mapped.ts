/** A file's content, read and mapped as `import` does it, without writing anything. */
import { chooseLists } from '../../../src/editing/import/choose-lists.ts'
import { type MappedList, mapColumns } from '../../../src/editing/import/map-columns.ts'
import type { MapOptions } from '../../../src/editing/import/options.ts'
import { readSource } from '../../../src/editing/import/read-source.ts'
import type { Source } from '../../../src/editing/import/source.ts'
import { utf8 } from '../bytes.ts'

export const OPTIONS: MapOptions = {
  map: new Map(),
  leaveOut: new Set(),
  where: new Map(),
  typeUnder: new Map(),
  answers: new Map(),
  today: '2028-01-01',
}

export type Given = Partial<MapOptions> & { list?: number[]; heading?: string }

export type Mapped = MappedList & { source: Source; chosen: number[] }

/** @throws Error, with the question, where it is not clear which list is meant */
export const mapped = async (
  name: string,
  content: string | Uint8Array,
  { list = [], heading, ...options }: Given = {},
): Promise<Mapped> => {
  const source = await readSource(name, typeof content === 'string' ? utf8(content) : content)
  const choice = chooseLists(source, { numbers: list, heading })
  if (!('chosen' in choice)) throw new Error('question' in choice ? choice.question.message : choice.missing)
  const { chosen } = choice
  return { ...(await mapColumns(name, source, chosen, { ...OPTIONS, ...options })), source, chosen }
}

/** Who would be imported. */
export const signatoriesOf = ({ candidates }: MappedList) => candidates.map(({ signatory }) => signatory)

/** What is asked, as `about subject`. */
export const questionsOf = ({ questions }: MappedList): string[] =>
  questions.map(({ about, subject }) => `${about} ${subject}`.trim())

/** Why rows are not imported, and of which lines. */
export const refusedOf = ({ notImported }: MappedList): Record<string, number[]> =>
  Object.fromEntries(notImported.map(({ reason, positions }) => [reason, positions.map(({ line }) => line)]))
