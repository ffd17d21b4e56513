import { describe, expect, it } from 'vitest'
import { compileWhole } from '../../src/publishing/compile.ts'
import { bulkListReader, everyone, listReader } from '../../src/publishing/everyone.ts'
import { createMapKv } from '../../src/publishing/kv-map.ts'
import { createPartReader } from '../../src/publishing/part-reader.ts'
import { partKey } from '../../src/revision/keys.ts'
import { nameAt } from '../../src/revision/layout.ts'
import { pack } from '../../src/revision/packed.ts'
import { letterSignedBy } from '../letters.ts'

/** A letter whose signatories have withdrawn where the pattern has a 1, and both ways of reading its lists. */
const published = async (gone: number[]) => {
  const letter = letterSignedBy(gone.length)
  const signatories = letter.signatories.map((each, index) =>
    gone[index] ? { ...each, withdrawn: '2025-05-05' } : each,
  )
  const { pairs, compiled } = await compileWhole({ ...letter, signatories })
  const values = new Map(pairs.map((pair) => [pair.key, pair]))
  const readPart = createPartReader(letter.slug, async (key) => values.get(key)?.value ?? null)
  return {
    signatories,
    values,
    slug: letter.slug,
    revision: compiled.revision,
    readers: [listReader(readPart), bulkListReader(createMapKv(values), letter.slug)],
  }
}

describe('everyone', () => {
  it.each([
    ['among the others', [0, 1, 0, 1, 1, 0]],
    ['first and last', [1, 1, 0, 0, 1, 1]],
    ['all', [1, 1, 1]],
    ['none', [0, 0]],
    ['nobody', []],
  ])('is in the letter’s order where those who withdrew are %s', async (_, gone) => {
    const { signatories, revision, readers } = await published(gone)
    for (const reader of readers)
      expect(await Array.fromAsync(everyone(revision, reader))).toEqual(
        signatories.map((signatory, index) => pack({ position: index + 1, signatory })),
      )
  })

  it('is nobody where a part is missing, and it is said which', async () => {
    const { revision, values, slug, readers } = await published([0, 0, 1])
    const key = partKey(slug, nameAt(revision.signatories.names, 0))
    values.delete(key)
    for (const reader of readers)
      await expect(Array.fromAsync(everyone(revision, reader))).rejects.toThrow(key)
  })
})
