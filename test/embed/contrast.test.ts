import { expect, test } from 'vitest'
import { contrast } from '../../src/embed/contrast.ts'

test('contrast is as WCAG has it', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21)
  expect(contrast('#ffffff', '#ffffff')).toBe(1)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  expect(contrast('#ffffff', '#7d1f2c')).toBeCloseTo(contrast('#7d1f2c', '#ffffff'), 10)
})
