import { expect, it } from 'vitest'
import { mentionOf } from '../../src/letter/mention.ts'

it.each([
  ['Ada Example', 'We thank ada  EXAMPLE.'],
  ['Ada Example', 'Áda-Example'],
  ['ada-example', 'Signed by Ada Example'],
  ['王美玲', '感谢王美玲女士'],
  ['ليلى حداد', 'شكرا ليلى حداد'],
])('%s is named in “%s”', (name, text) => {
  expect(mentionOf([name])(text)).toBe(true)
})

it.each([
  ['Ada Example', 'Adam Example'],
  ['Ada Example', 'Ada Examples'],
  ['Ada Example', 'Example Ada'],
  ['!!!', 'Ada!!!'],
])('%s is not named in “%s”', (name, text) => {
  expect(mentionOf([name])(text)).toBe(false)
})

it('any of several names counts', () => {
  expect(mentionOf(['Bob', 'Ada'])('with Ada')).toBe(true)
  expect(mentionOf([])('with Ada')).toBe(false)
})
