/** Each kind of character that a folding names, and what stands beside it. */
import { describe, expect, it } from 'vitest'
import { fold, foldForComparison, foldToLatin, wordStarts } from '../../src/letter/fold.ts'

describe('a Latin letter that Unicode does not decompose', () => {
  it.each(
    Object.entries({
      æ: 'ae',
      œ: 'oe',
      ß: 'ss',
      þ: 'th',
      ø: 'o',
      ð: 'd',
      đ: 'd',
      ħ: 'h',
      ł: 'l',
      ŧ: 't',
      ı: 'i',
      ŋ: 'n',
      ə: 'e',
    }),
  )('%s is %s, for the search and in an id', (letter, latin) => {
    expect(fold(`x${letter}x`)).toBe(`x${latin}x`)
    expect(foldToLatin(`x${letter}x`)).toBe(`x${latin}x`)
    expect(foldForComparison(`x${letter}x`)).toBe(`x${letter}x`)
  })
})

describe('apostrophes', () => {
  it.each(["'", '’', '‘', '`', '´', 'ʼ'])('%s parts no word for the search', (apostrophe) => {
    const name = `O${apostrophe}Brien${apostrophe}s`
    expect(fold(name)).toBe('obriens')
    expect(fold(`${name} é`)).toBe('obriens e')
  })

  it.each(["'", '’', '‘', '`', 'ʼ'])('%s parts no word in an id, or for comparison', (apostrophe) => {
    const name = `O${apostrophe}Brien${apostrophe}s`
    expect(foldForComparison(name)).toBe('obriens')
    expect(foldToLatin(name)).toBe('obriens')
  })
})

describe('for the search', () => {
  it.each([
    ['Arabic', 'ىیکة', 'ييكه'],
    ['Greek', 'ΣΊΣΥΦΟΣ', 'σισυφοσ'],
    ['soft hyphens, joiners and directions', 'a\u00adb\u200dc\u200ed\u200fe é', 'abcde e'],
    ['accents', 'a\u0300\u036fb', 'ab'],
    ['points of Hebrew', 'א\u0591\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7ב', 'אב'],
    ['vowel signs of Arabic', 'ا\u0610\u061a\u0640\u064b\u065f\u0670\u06d6\u06edب', 'اب'],
    ['what parts words', 'é--a,,b', 'e a b'],
    ['what parts words in ASCII', '--a,,b--', 'a b'],
    ['width', 'Ａ１', 'a1'],
    ['digits', 'Article 19é', 'article 19e'],
  ])('%s: %j is %j', (_, name, folded) => {
    expect(fold(name)).toBe(folded)
  })

  it.each([
    ['U.N.', 'un'],
    ['(U.N.)', 'un'],
    ['U.N', 'un'],
    ['x U.N.H.C.R. y', 'x unhcr y'],
    ['A. B.', 'a b'],
    ['A.', 'a'],
    ['aU.N.', 'au n'],
    ['1U.N.', '1u n'],
    ['U.Na', 'u na'],
    ['U.N1', 'u n1'],
    ['U..N', 'u n'],
    ['No.1', 'no 1'],
    ['é.à.', 'ea'],
  ])('initials: %s is %s', (name, folded) => {
    expect(fold(name)).toBe(folded)
  })

  it('marks that are letters of their script stay', () => {
    expect(fold('हिन्दी')).toBe('हिन्दी')
    expect(fold('ไทย ก็')).toBe('ไทย ก็')
  })
})

describe('for a list’s look-alikes', () => {
  it.each([
    ['The Centre', 'centre'],
    ['Centre for the The', 'centre for the the'],
    ['Theatre', 'theatre'],
    ['The', 'the'],
    ['Law & Order', 'law and order'],
    ['A&B', 'a and b'],
    [' (A) -- B! ', 'a b'],
    ['人权 Ω', '人权 ω'],
    ['ÉCOLE ﬁn', 'ecole fin'],
  ])('%j is %j', (name, folded) => {
    expect(foldForComparison(name)).toBe(folded)
  })
})

describe('in scripts without spaces', () => {
  it.each(['国', 'の', 'カ', 'ก', 'ກ', 'ក', 'က'])('a word may begin at each %s', (character) => {
    expect(wordStarts(character + character)).toEqual([0, 1])
    expect(wordStarts(`ab${character} c`)).toEqual([0, 2, 4])
  })
})
