import { expect, it } from 'vitest'
import { assertFits, getValues, MAX_VALUE_BYTES, readMetadata } from '../../src/publishing/kv.ts'
import { createMapKv } from '../../src/publishing/kv-map.ts'
import { missingKeys } from '../../src/publishing/missing-keys.ts'

it('a value of 25 MiB fits, and not one byte more, whatever its characters', () => {
  expect(MAX_VALUE_BYTES).toBe(26_214_400)
  const sizes: [value: string, fits: boolean][] = [
    ['a'.repeat(MAX_VALUE_BYTES), true],
    ['a'.repeat(MAX_VALUE_BYTES + 1), false],
    ['国'.repeat(MAX_VALUE_BYTES / 3), true],
    ['国'.repeat(Math.ceil(MAX_VALUE_BYTES / 3)), false],
  ]
  for (const [value, fits] of sizes) {
    const check = () => assertFits({ key: 'key', value })
    if (fits) expect(check).not.toThrow()
    else expect(check).toThrow(/^key takes 2621440[12] bytes, and KV holds values of at most 26214400$/)
  }
})

it('metadata is what a publish wrote, and nothing else', () => {
  expect(readMetadata({ written: '2020', more: 1 })).toEqual({ written: '2020' })
  for (const other of [undefined, null, {}, { written: 1 }, 'written', 0])
    expect(readMetadata(other)).toBeUndefined()
})

it('values are got by key, and keys that are not there are told', async () => {
  const kv = createMapKv()
  await kv.put(['letter/a/1', 'letter/a/2', 'letter/ab/3'].map((key) => ({ key, value: `of ${key}` })))
  expect(await getValues(kv, ['letter/a/2', 'none'])).toEqual(new Map([['letter/a/2', 'of letter/a/2']]))
  expect(await missingKeys(kv, 'a', ['letter/a/1', 'letter/a/3', 'letter/ab/3'])).toEqual([
    'letter/a/3',
    'letter/ab/3',
  ])
})
