import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, foldForComparison, foldToLatin, wordStarts, wordsOf } from '../../src/letter/fold.ts'

describe('fold', () => {
  it.each([
    ['Amnesty International', 'amnesty international'],
    ["Urgent Action Fund for Women's Human Rights", 'urgent action fund for womens human rights'],
    ['Women’s Équipe (Łódź)', 'womens equipe lodz'],
    ['l´Avenir', 'lavenir'],
    ['Jean-Luc  O’Brien', 'jean luc obrien'],
    ['U.N.H.C.R. Geneva', 'unhcr geneva'],
    ['J.R.R. Tolkien', 'jrr tolkien'],
    ['É.N.A. Paris', 'ena paris'],
    ['E\u0301.N.A. Paris', 'ena paris'],
    ['l’O.N.U.', 'lonu'],
    ['E\u0331.N.A.', 'ena'],
    ['ए.के. राय', 'एके राय'],
    ['آ.〱', 'ا〱'],
    ['A\u0300.一', 'a一'],
    ['STRAẞE Straße İstanbul Ilgın', 'strasse strasse istanbul ilgin'],
    ['ＡＬＲＣ', 'alrc'],
    ['Nguyễn Thị', 'nguyen thi'],
    ['Олёна Й', 'олена и'],
    ['ΟΔΥΣΣΕΥΣ Οδυσσεύς', 'οδυσσευσ οδυσσευσ'],
    ['مُحَمَّد أحمد', 'محمد احمد'],
    ['العفو الدولية', 'العفو الدوليه'],
    ['یاسر کریم', 'ياسر كريم'],
    ['مـركز‏', 'مركز'],
    ['שָׁלוֹם', 'שלום'],
    ['国际特赦组织', '国际特赦组织'],
    ['アムネスティ・ガ', 'アムネスティ ガ'],
    ['국제앰네스티', '국제앰네스티'],
    ['हिन्दी', 'हिन्दी'],
    ['★ — ☆', ''],
  ])('%s is looked up as %s', (name, folded) => {
    expect(fold(name)).toBe(folded)
  })

  it('folds what is folded to itself, however the text was composed', () => {
    // Most texts have no initials: dots between single letters, composed and not, are made on purpose.
    const grapheme = fc.string({ unit: 'grapheme', maxLength: 1 })
    const initials = fc.array(grapheme, { maxLength: 4 }).map((letters) => letters.join('.'))
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), initials), (text) => {
        const folded = fold(text)
        if (
          fold(folded) !== folded ||
          fold(text.normalize('NFD')) !== folded ||
          fold(text.normalize('NFC')) !== folded ||
          /^ | {2}| $|[#\n\0"\\]/.test(folded)
        ) {
          expect.fail(`${JSON.stringify(text)} is folded to ${JSON.stringify(folded)}`)
        }
      }),
      { numRuns: 10_000 },
    )
  })
})

describe('wordsOf', () => {
  it.each([
    ['Équipe de l’Avenir, de l’ONU', ['equipe', 'de', 'lavenir', 'lonu']],
    ['人权理事会 iPhone手机', ['人权', '权理', '理事', '事会', '会', 'iphone', '手机', '机']],
    ['?!', []],
  ])('of %s are %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })
})

describe('wordStarts', () => {
  it.each([
    ['human rights watch', [0, 6, 13]],
    ['国际特赦', [0, 1, 2, 3]],
    ['amnesty国际 香港abc', [0, 7, 8, 10, 11, 12]],
    ['𠮷田', [0, 2]],
    ['', []],
  ])('of %s are at %j', (folded, starts) => {
    expect(wordStarts(folded)).toEqual(starts)
  })
})

describe('one name', () => {
  it.each([
    [fold, 'the womens equipe lodz 人权'],
    [foldToLatin, 'the womens equipe (lodz) & 人权'],
    [foldForComparison, 'womens equipe łodz and 人权'],
  ])('is folded by %o to what its purpose needs', (folding, folded) => {
    const name = `The Women’s Équipe (Łódź) & 人权`
    expect(folding(name)).toBe(folded)
  })
})
