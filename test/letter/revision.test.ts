import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { readSignatories } from '../../src/editing/read-signatories.ts'
import { revisionHash } from '../../src/letter/revision.ts'
import type { Signatory } from '../../src/letter/schema.ts'
import { chunked, utf8 } from '../editing/bytes.ts'
import { syntheticLetter } from '../synthetic.ts'

const { signatories, ...letter } = syntheticLetter(40)

const idOf = (these: Signatory[], of = letter): string => {
  const hash = revisionHash(of)
  for (const signatory of these) hash.add(signatory)
  return hash.id()
}

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 })

it('can be saved after any signatory and resumed, and is the same in the end', () => {
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), fc.nat(12), (names, at) => {
      const these = names.map((name, n): Signatory => ({ id: `id-${n}`, type: 'person', name }))
      const first = revisionHash(letter)
      for (const signatory of these.slice(0, at)) first.add(signatory)
      const early = first.id()
      const resumed = revisionHash(letter, JSON.parse(JSON.stringify(first.save())))
      for (const signatory of these.slice(at)) {
        first.add(signatory)
        resumed.add(signatory)
      }
      const canonical = canonicalize({ ...letter, signatories: these }) as string
      expect(resumed.id()).toBe(createHash('sha256').update(canonical).digest('hex'))
      expect(first.id()).toBe(resumed.id())
      expect(early).toBe(idOf(these.slice(0, at)))
      expect(resumed.save()).toEqual(first.save())
    }),
  )
})

it('is not resumed from what was never saved', () => {
  const hash = revisionHash(letter)
  hash.add(signatories[0] as Signatory)
  const { length, state } = hash.save()
  expect(() => revisionHash(letter, { length: length + 1, state })).toThrow(RangeError)
})

const shuffled = <Item extends object>(item: Item, keys: string[]): Item =>
  Object.fromEntries(keys.map((key) => [key, item[key as keyof Item]])) as Item

it('is the same in whatever order the keys stand', () => {
  const someone = signatories[4] as Signatory
  fc.assert(
    fc.property(
      fc.shuffledSubarray(Object.keys(someone), { minLength: Object.keys(someone).length }),
      fc.shuffledSubarray(Object.keys(letter), { minLength: Object.keys(letter).length }),
      (keys, letterKeys) => {
        expect(idOf([shuffled(someone, keys)], shuffled(letter, letterKeys))).toBe(idOf([someone]))
      },
    ),
  )
})

it('is the same however the file composes its characters', async () => {
  const read = async (form: 'NFC' | 'NFD') => {
    const rows = signatories.map(({ id, name }) => `${id},"${name.normalize(form)}"`)
    const read: Signatory[] = []
    for await (const item of readSignatories('s.csv', chunked(utf8(`id,name\n${rows.join('\n')}\n`)))) {
      read.push(item as Signatory)
    }
    return read
  }
  const [composed, decomposed] = [await read('NFC'), await read('NFD')]
  expect(composed).toHaveLength(40)
  expect(idOf(decomposed)).toBe(idOf(composed))
})

it('is another when anything in it is another, or two change places', () => {
  const id = idOf(signatories)
  const [first, second, ...rest] = signatories as [Signatory, Signatory, ...Signatory[]]
  expect(idOf([second, first, ...rest])).not.toBe(id)
  expect(idOf([{ ...first, withdrawn: '2024-01-01' }, second, ...rest])).not.toBe(id)
  expect(idOf([first, ...rest])).not.toBe(id)
})
