import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Letter, Signatory } from '../../src/letter/schema.ts'
import { addedSince, append } from '../../src/publishing/append.ts'
import { compile } from '../../src/publishing/compile.ts'
import { partKey, revisionKey } from '../../src/revision/keys.ts'
import { type Pair, partNames, type Revision, splitNames } from '../../src/revision/layout.ts'
import { StoreError } from '../../src/revision/store-error.ts'
import { letterSignedBy } from '../letters.ts'
import { syntheticLetter, syntheticSignatory } from '../synthetic.ts'
import { manySignatories } from './signatories.ts'

const { signatories: _, ...letter } = letterSignedBy(0)

const drain = async <Result>(pairs: AsyncGenerator<Pair, Result>) => {
  const values = new Map<string, string>()
  for (;;) {
    const step = await pairs.next()
    if (step.done) return { values, result: step.value }
    expect(values.has(step.value.key)).toBe(false)
    values.set(step.value.key, step.value.value)
  }
}

const compiled = (signatories: Signatory[], of: Letter = letter) => drain(compile(of, signatories))

/** What appending to some signatories gives, and what it read. */
const appended = async (before: Awaited<ReturnType<typeof compiled>>, signatories: Signatory[]) => {
  const reads: string[] = []
  const { slug } = before.result.letter
  const read = async (key: string) => {
    reads.push(key)
    return before.values.get(key)
  }
  const after = await drain(append({ slug, revision: before.result.revision }, read, signatories))
  return { ...after, reads }
}

/** That appending has the same result as compiling anew, and writes what the former revision does not have. */
const expectTheSame = async (base: Signatory[], added: Signatory[], of: Letter = letter) => {
  const before = await compiled(base, of)
  const anew = await compiled([...base, ...added], of)
  const { values, result } = await appended(before, added)
  expect(result).toEqual(anew.result)
  expect(JSON.stringify(result)).toBe(JSON.stringify(anew.result))
  const missing = new Map([...anew.values].filter(([key]) => !before.values.has(key)))
  missing.set(
    revisionKey(of.slug, anew.result.revision.id),
    anew.values.get(revisionKey(of.slug, anew.result.revision.id)) ?? '',
  )
  expect(values).toEqual(missing)
}

describe('appending', () => {
  it('gives, byte for byte, what compiling the whole list anew gives', { timeout: 240_000 }, async () => {
    const parts = 0
    await fc.assert(
      fc.asyncProperty(manySignatories(150), fc.nat(150), async (signatories, at) => {
        const [base, added] = [signatories.slice(0, at), signatories.slice(at)]
        await expectTheSame(base, added)
      }),
      { numRuns: Number(process.env.APPEND_RUNS ?? 60) },
    )
    expect(parts).toBe(0)
  })
})
