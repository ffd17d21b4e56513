import { expect, it } from 'vitest'
import { itemAfter, lineOf } from '../../src/publishing/lists.ts'

it('a line of the index weighs more, the more its key has in common with the one before, and then by its hash', () => {
  const line = lineOf('amnesty', 3, '[1,"é"]', 7)
  expect(line).toMatchObject({ json: '["amnesty",3,[1,"é"]]', key: 'amnesty', hash: 7 })
  expect(itemAfter('amn', line)).toEqual({ entry: line, bytes: 23, weight: 3 * 2 ** 32 + line.hash })
})
