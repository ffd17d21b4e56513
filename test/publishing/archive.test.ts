import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readArchive, writeArchive } from '../../src/publishing/archive.ts'
import { ArchiveError } from '../../src/publishing/errors.ts'
import type { Pair } from '../../src/revision/layout.ts'

const HEADER = { created: '2026-11-29T12:00:00.000Z', letters: ['a-letter'] }

async function* each<Item>(items: readonly Item[]) {
  yield* items
}
const textOf = async (pairs: Pair[]) => (await Array.fromAsync(writeArchive(HEADER, each(pairs)))).join('')
const read = async (text: string) => {
  const lines = text.split('\n')
  const { header, pairs } = await readArchive(each(text.endsWith('\n') ? lines.slice(0, -1) : lines))
  return { header, pairs: await Array.fromAsync(pairs) }
}

const arbitraryPairs = fc.array(
  fc.record({ key: fc.string({ unit: 'grapheme' }), value: fc.string({ unit: 'grapheme' }) }),
  { maxLength: 8 },
)

describe('an archive', () => {
  it('gives back the pairs, whatever is in them, in their order', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryPairs, async (pairs) => {
        expect(await read(await textOf(pairs))).toEqual({ header: HEADER, pairs })
      }),
    )
  })

  it('is refused when a character of it is another, missing or one too many, or it is cut anywhere', async () => {
    const text = await textOf([
      { key: 'a', value: '{"a":1}' },
      { key: 'b', value: 'é' },
    ])
    for (let at = 0; at < text.length - 1; at++) {
      const other = text[at] === 'x' ? 'y' : 'x'
      for (const damaged of [
        text.slice(0, at) + other + text.slice(at + 1),
        text.slice(0, at) + text.slice(at + 1),
        `${text.slice(0, at)}x${text.slice(at)}`,
        text.slice(0, at),
      ])
        await expect(read(damaged), damaged).rejects.toThrow(ArchiveError)
    }
    await expect(read(`${text}{}\n`)).rejects.toThrow('not what its last line says')
  })

  it('of another version says which, and what is none that it is none', async () => {
    const newer = (await textOf([])).replace('"version":1', '"version":2')
    await expect(read(newer)).rejects.toThrow('is of version 2, and this program reads 1')
    await expect(read('id,name\na,A\n')).rejects.toThrow('is no backup of this program')
    await expect(read('')).rejects.toThrow(ArchiveError)
  })
})
