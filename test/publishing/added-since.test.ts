import { describe, expect, it } from 'vitest'
import type { Letter, Signatory } from '../../src/letter/schema.ts'
import { addedSince } from '../../src/publishing/added-since.ts'
import { compileWhole } from '../../src/publishing/compile.ts'
import { letterSignedBy } from '../letters.ts'

const { signatories: _, ...letter } = letterSignedBy(0)

describe('what was added since a revision', () => {
  const four = letterSignedBy(4).signatories
  const five = letterSignedBy(5).signatories
  const revisionOf = async (signatories: Signatory[]) =>
    (await compileWhole({ ...letter, signatories })).compiled.revision
  const since = async (base: Signatory[], now: Signatory[], of: Letter = letter) =>
    addedSince(await revisionOf(base), of, now)

  it('is who comes after its last signatory', async () => {
    expect(await since(four, five)).toEqual(five.slice(4))
    expect(await since([], five)).toEqual(five)
    expect(await since(four, four)).toEqual([])
    const [first, ...rest] = four as [Signatory, ...Signatory[]]
    const left = [{ ...first, withdrawn: '2025-01-01' }, ...rest]
    expect(await since(left, [...left, ...five.slice(4)])).toEqual(five.slice(4))
  })

  it('is not to be said when anything else changed', async () => {
    const [first, second, ...rest] = five as [Signatory, Signatory, ...Signatory[]]
    expect(await since(four, [second, first, ...rest])).toBeUndefined()
    expect(await since(four, [{ ...first, withdrawn: '2025-01-01' }, second, ...rest])).toBeUndefined()
    expect(await since(four, four.slice(0, 3))).toBeUndefined()
    expect(await since(four, [])).toBeUndefined()
    expect(await since(four, five, { ...letter, date: '2020-03-01' })).toBeUndefined()
    expect(await since([], five, { ...letter, date: '2020-03-01' })).toBeUndefined()
  })

  it('is told without reading on where it cannot be', async () => {
    let read = 0
    const revision = await revisionOf(four)
    function* many() {
      for (const signatory of five.toReversed()) {
        read++
        yield signatory
      }
    }
    expect(await addedSince(revision, letter, many())).toBeUndefined()
    expect(read).toBe(4)
  })
})
