/** Signatories as they might come in a list: in many scripts, with the same names, and of very different lengths. */
import * as fc from 'fast-check'
import type { Signatory } from '../../src/letter/schema.ts'
import { QUERY_LENGTH } from '../../src/letter/search.ts'

const word = fc.constantFrom(
  ...'Amina amina José Łukasz Okafor Müller Müller Kenya 1 01 001 9 10 Ó’Brien ليلى حداد Олёна Иванова 王 欧阳 김민준 𠮷田'.split(
    ' ',
  ),
)

/** The same long beginning for several, so that what an index keeps of their keys does not tell them apart. */
const endless = ['x'.repeat(QUERY_LENGTH), 'x'.repeat(QUERY_LENGTH - 1), `x${'𐐨'.repeat(QUERY_LENGTH / 2)}`]

const name = fc.oneof(
  { arbitrary: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')), weight: 12 },
  { arbitrary: fc.tuple(fc.constantFrom(...endless), word).map(([start, end]) => start + end), weight: 2 },
  { arbitrary: fc.constantFrom('!!!', '¿?', '—'), weight: 1 },
)

/** A few kilobytes each, so that a hundred make several parts of every kind, and some larger than a part. */
const padding = fc.oneof(
  { arbitrary: fc.nat(200), weight: 4 },
  { arbitrary: fc.nat(8_000), weight: 8 },
  { arbitrary: fc.nat(160_000), weight: 1 },
)

const draft = fc.record({
  name,
  padding,
  acronym: fc.option(word, { nil: undefined }),
  /** Of few words, so that many have the same; some in one go longer than what an index keeps of a key. */
  role: fc.option(fc.oneof(word, fc.constantFrom('Professor of Law', 'of 01, Law', '—')), { nil: undefined }),
  affiliation: fc.option(
    fc.oneof(
      {
        arbitrary: fc.constantFrom('University of Nairobi', 'The Law, 10', '京都大学 Kyoto', '!!!'),
        weight: 6,
      },
      {
        arbitrary: fc.tuple(fc.constantFrom(...endless), word).map(([start, end]) => start + end),
        weight: 1,
      },
    ),
    { nil: undefined },
  ),
  country: fc.constantFrom('KE', 'PE', 'CH', undefined),
  signed: fc.constantFrom('2025-01-01', '2024-12-31', '2025-02-03', undefined),
  isWithdrawn: fc.integer({ max: 9, min: 0 }).map((digit) => digit === 0),
  isPerson: fc.boolean(),
  seed: fc.nat(0xffff),
})

export const manySignatories = (maxLength: number): fc.Arbitrary<Signatory[]> =>
  fc.array(draft, { maxLength, size: 'max' }).map((drafts) =>
    drafts.map((draft, n): Signatory => {
      const { name, padding, acronym, role, affiliation, country, signed, isWithdrawn, isPerson, seed } =
        draft
      const common = {
        id: `id-${seed}-${n}`,
        name,
        printed_as: `${name}${'.'.repeat(padding)}`,
        ...(country && { country }),
        ...(signed && { signed }),
        ...(isWithdrawn && { withdrawn: '2025-01-01' }),
      }
      return isPerson
        ? { type: 'person', ...common, ...(role && { role }), ...(affiliation && { affiliation }) }
        : { type: 'organisation', ...common, ...(acronym && { acronym }) }
    }),
  )
