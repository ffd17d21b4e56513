import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { partOf } from '../../src/publishing/pairs.ts'
import { createPartReader } from '../../src/publishing/part-reader.ts'

const Numbers = z.array(z.number())

const parts = async (count: number) => {
  const values = new Map<string, string | null>()
  const names: string[] = []
  for (let n = 0; n < count; n++) {
    const { name, pair } = await partOf('a-letter', `[${n}]`)
    values.set(pair.key, pair.value)
    names.push(name)
  }
  const read: string[] = []
  const readPart = createPartReader('a-letter', async (key) => {
    read.push(key)
    return values.get(key)
  })
  return { names, values, read, readPart }
}

it('the four parts that were read last are remembered', async () => {
  const { names, read, readPart } = await parts(5)
  const get = async (n: number) => expect(await readPart(Numbers, names[n] ?? '')).toEqual([n])
  for (let n = 0; n < 4; n++) await get(n)
  for (let n = 0; n < 4; n++) await get(n)
  expect(read).toHaveLength(4)
  // The first was used since the second was.
  await get(0)
  await get(4)
  await get(0)
  expect(read).toHaveLength(5)
  await get(1)
  expect(read).toHaveLength(6)
})

it('a part that is missing or corrupt is a fault by its key', async () => {
  const { names, values, readPart } = await parts(2)
  const [one = '', two = ''] = names
  const keyOf = (name: string) => `letter/a-letter/part/${name}`
  values.set(keyOf(one), null)
  values.set(keyOf(two), '[9]')
  await expect(readPart(Numbers, one)).rejects.toThrow(`${keyOf(one)}: missing`)
  await expect(readPart(Numbers, two)).rejects.toThrow(`${keyOf(two)}: content does not match its name`)
  await expect(readPart(Numbers, 'absent')).rejects.toThrow(`${keyOf('absent')}: missing`)
})
