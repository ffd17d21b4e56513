import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { decode, decodePart, decodeScript } from '../../src/revision/decode.ts'
import { StoreError } from '../../src/revision/store-error.ts'

const Numbers = z.array(z.number())
const hashOf = (text: string) => createHash('sha256').update(text).digest()

describe('a value', () => {
  it('is given as its schema has it', () => {
    expect(decode(Numbers, 'letter/a', '[1,2]')).toEqual([1, 2])
  })

  it.each([
    ['[1', 'not JSON'],
    ['["1",2,"3"]', '0: Invalid input; 2: Invalid input'],
  ])('%s is a fault, by its key', (value, reason) => {
    const fault = new StoreError('letter/a', reason)
    expect(fault).toMatchObject({ name: 'Fault', message: `letter/a: ${reason}` })
    expect(() => decode(Numbers, 'letter/a', value)).toThrow(fault)
  })
})

it('a part is what its name says, and has the shape', async () => {
  const keyOf = (value: string) => `letter/a/part/${hashOf(value).subarray(0, 16).toString('base64url')}`
  expect(await decodePart(Numbers, keyOf('[1]'), '[1]')).toEqual([1])
  await expect(decodePart(Numbers, keyOf('[1]'), '[2]')).rejects.toThrow(
    `${keyOf('[1]')}: content does not match its name`,
  )
  await expect(decodePart(Numbers, keyOf('{}'), '{}')).rejects.toThrow(StoreError)
  await expect(decodePart(Numbers, keyOf('[1]').replace('part/', 'part/x'), '[1]')).rejects.toThrow(
    StoreError,
  )
})

it('a script is what its key says', async () => {
  const key = `widget/${hashOf('let a').subarray(0, 8).toString('hex')}`
  expect(await decodeScript(key, 'let a')).toBe('let a')
  await expect(decodeScript(key, 'let b')).rejects.toThrow(`${key}: content does not match its name`)
  await expect(decodeScript(key.replace('/', '/x'), 'let a')).rejects.toThrow(StoreError)
})
