import { describe, expect, it } from 'vitest'
import { codeOf, hasUnwanted, unwantedCharacters } from '../../src/letter/characters.ts'

describe('a character that can make a text read as something else', () => {
  it.each([
    ['\0', 'a control character, U+0000', 'delete it'],
    ['\b', 'a control character, U+0008', 'delete it'],
    ['\v', 'a control character, U+000B', 'delete it'],
    ['\x1f', 'a control character, U+001F', 'delete it'],
    ['\x7f', 'a control character, U+007F', 'delete it'],
    ['\x9f', 'a control character, U+009F', 'delete it'],
    ['\u202a', 'a bidirectional control character, U+202A', 'delete it'],
    ['\u202e', 'a bidirectional control character, U+202E', 'delete it'],
    ['\u2069', 'a bidirectional control character, U+2069', 'delete it'],
    ['\ufeff', 'a byte order mark inside the text, U+FEFF', 'delete it'],
    ['\ufffd', 'a replacement character, U+FFFD', 'put back the character that was lost'],
  ])('%j is found where it stands, and told what it is', (character, what, hint) => {
    const text = `ab${character}c`
    expect(hasUnwanted(text)).toBe(true)
    expect(unwantedCharacters(text)).toEqual([{ offset: 2, message: `holds ${what}`, hint }])
  })

  it('is found each time that it stands there', () => {
    expect(unwantedCharacters('\0a\0').map(({ offset }) => offset)).toEqual([0, 2])
  })
})

it('tabs, line ends and the marks that scripts need are wanted', () => {
  const text = 'a\tb\r\nc\u200c\u200d\u200e\u200f é 人 🦁'
  expect(hasUnwanted(text)).toBe(false)
  expect(unwantedCharacters(text)).toEqual([])
})

it('a code has four digits or more', () => {
  expect(['\t', 'é', '人', '🦁'].map(codeOf)).toEqual(['U+0009', 'U+00E9', 'U+4EBA', 'U+1F981'])
})
