/** Signatories as the parts hold them: tuples, which take two thirds of the objects' bytes and parse faster. */
import * as z from 'zod/mini'
import { Signatory } from '../letter/schema.ts'

/** The common fields first: what is absent at a tuple's end is left out. */
export const FIELDS = [
  'id',
  'name',
  'type',
  'country',
  'signed',
  'acronym',
  'alias',
  'role',
  'affiliation',
  'url',
  'printed_as',
  'withdrawn',
  'section',
] as const

/** The position in the letter, from 1, then the fields; 0 where a field is absent, or is the type `organisation`. */
export type Packed = [number, ...(string | 0)[]]

/** A signatory and its position in the letter, from 1, among all who ever signed. */
export type PositionedSignatory = { position: number; signatory: Signatory }

export const pack = ({ position, signatory }: PositionedSignatory): Packed => {
  const values: Partial<Record<string, string>> = signatory
  const packed: Packed = [position]
  let length = 1
  for (const field of FIELDS) {
    const value = field === 'type' && signatory.type === 'organisation' ? 0 : (values[field] ?? 0)
    packed.push(value)
    if (value !== 0) length = packed.length
  }
  packed.length = length
  return packed
}

/** The signatory of a tuple, not yet checked: many are looked at where few are wanted. */
export const unpack = ([position, ...values]: Packed): PositionedSignatory => {
  const signatory: Record<string, unknown> = { type: 'organisation' }
  for (const [index, value] of values.entries()) if (value !== 0) signatory[FIELDS[index] ?? ''] = value
  return { position, signatory: signatory as Signatory }
}

/** @throws a ZodError where it is no signatory */
export const checked = ({ position, signatory }: PositionedSignatory): PositionedSignatory => ({
  position,
  signatory: z.parse(Signatory, signatory),
})
