import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { balanceLines, breakLines } from '../../src/preview/lines.ts'

/** As if every character were ten pixels wide. */
const measure = (text: string): number => [...text].length * 10

const words = fc
  .array(fc.stringMatching(/^[a-zäж中字。،()]{1,12}$/u), { maxLength: 20 })
  .map((all) => all.join(' '))
const boxes = fc.record({ width: fc.integer({ min: 20, max: 300 }), most: fc.integer({ min: 1, max: 5 }) })

describe('a text in lines', () => {
  test('is no wider and has no more lines than it may, whatever it is', () => {
    fc.assert(
      fc.property(words, boxes, (text, { width, most }) => {
        const { lines } = breakLines(text, { language: 'en', width, most, measure })
        expect(lines.length).toBeLessThanOrEqual(most)
        for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width)
      }),
    )
  })

  test('has all of its characters, or says that it has not and ends with …', () => {
    const bare = (text: string) => text.replace(/\s/g, '')
    fc.assert(
      fc.property(words, boxes, (text, { width, most }) => {
        const { lines, isWhole } = breakLines(text, { language: 'en', width, most, measure })
        if (isWhole) expect(bare(lines.join(''))).toBe(bare(text))
        else expect(lines.some((line) => line.endsWith('…'))).toBe(true)
      }),
    )
  })

  test.each([
    ['en', 'An open letter', 100, ['An open', 'letter']],
    ['zh', '致美国大使：信。', 50, ['致美国', '大使：信。']],
    ['zh', '说《决议》草案', 40, ['说', '《决议》', '草案']],
    ['ja', '人権に関する公開書簡', 60, ['人権に関する', '公開書簡']],
    ['ko', '헤일리 대사', 20, ['헤…', '대사']],
  ])('%s: %s is broken where its script allows', (language, text, width, lines) => {
    expect(breakLines(text, { language, width, most: 5, measure }).lines).toEqual(lines)
  })

  test.each([
    ['en', 'A letter to the Human Rights Council', 300, ['A letter to the', 'Human Rights Council']],
    ['zh-Hant', '關於人權理事會致海利大使的公開信', 150, ['關於人權理事會致', '海利大使的公開信']],
    ['en', 'One line', 300, ['One line']],
  ])('%s: %s is balanced without a line more', (language, text, width, lines) => {
    expect(balanceLines(text, { language, width, most: 5, measure }).lines).toEqual(lines)
  })
})
