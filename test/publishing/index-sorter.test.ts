import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { wordStarts } from '../../src/letter/fold.ts'
import { createSorter, cutKey } from '../../src/publishing/index-sorter.ts'

const folded = fc
  .array(fc.string({ unit: fc.constantFrom('a', 'b', 'é', '国', '𠮷', 'م'), minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((words) => words.join(' '))

it('has a line for each word of each text, in the order in which JavaScript compares strings', () => {
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(folded, { maxLength: 3 }), { maxLength: 60 }), (signatories) => {
      const sorter = createSorter()
      const wanted: { key: string; whose: number; whole: boolean; shared: number }[] = []
      for (const [whose, texts] of signatories.entries()) {
        sorter.add(texts.map((text) => ({ text, starts: wordStarts(text) })))
        const keys = new Set(texts.flatMap((text) => wordStarts(text).map((start) => text.slice(start))))
        let before = ''
        for (const key of [...keys].sort()) {
          let shared = 0
          while (shared < key.length && key[shared] === before[shared]) shared++
          wanted.push({ key, whose, whole: key === texts[0], shared })
          before = key
        }
      }
      wanted.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.whose - b.whose))
      expect([...sorter.lines()]).toEqual(wanted)
    }),
    { numRuns: 300 },
  )
})

it('sorts long texts, deep repetition and many equal keys', () => {
  const sorter = createSorter()
  for (let n = 0; n < 3000; n++) {
    const text = n % 3 === 0 ? 'same' : 'aaaaaaaaaa '.repeat(n % 15).trim() + n
    sorter.add([{ text, starts: wordStarts(text) }])
  }
  const lines = [...sorter.lines()]
  for (const [index, { key, whose }] of lines.slice(1).entries()) {
    const before = lines[index]
    expect(before && (before.key < key || (before.key === key && before.whose < whose))).toBe(true)
  }
})

it('a key is as long as a query can be, and does not end inside a character', () => {
  const long = 'a'.repeat(200)
  expect(cutKey(long)).toBe(long)
  expect(cutKey(`${long}b`)).toBe(long)
  expect(cutKey(`${'a'.repeat(199)}𐐨`)).toBe('a'.repeat(199))
  expect(cutKey(`${'a'.repeat(198)}𐐨b`)).toBe(`${'a'.repeat(198)}𐐨`)
})

it('keeps texts whole, however many units they have in all', () => {
  for (let length = 1_000; length < 1_030; length++) {
    const sorter = createSorter()
    for (const text of [`${'a'.repeat(length)} end`, 'next'])
      sorter.add([{ text, starts: wordStarts(text).slice(-1) }])
    expect(Array.from(sorter.lines(), ({ key }) => key)).toEqual(['end', 'next'])
  }
})
