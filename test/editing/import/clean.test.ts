import { describe, expect, it } from 'vitest'
import { clean, sampleOf } from '../../../src/editing/import/clean.ts'
import { reading, rowsOf } from './reading.ts'

const cleaned = (text: string) => clean(text, true).text

describe('a value', () => {
  it.each([
    ['a zero-width space', 'Ada\u200b Example', 'Ada Example'],
    ['a word joiner', 'Bo\u2060 Example', 'Bo Example'],
    ['direction marks around it', '\u200eCleo Example\u200f', 'Cleo Example'],
    ['isolates around it', '\u2068Fay Example\u2069', 'Fay Example'],
    ['a soft hyphen', 'Uni\u00adversity', 'University'],
    ['a byte order mark', '\ufeffAda', 'Ada'],
    ['a control character', 'A\u0000d\u001fa', 'Ada'],
    ['a non-joiner in a Latin word', 'Auf\u200clage', 'Auflage'],
    ['a joiner at its end', 'Ada\u200d', 'Ada'],
    ['a no-break and a wide space', 'Ada\u00a0\u3000Example', 'Ada Example'],
  ])('loses %s', (_, from, to) => {
    expect(cleaned(from)).toBe(to)
  })

  it.each([
    ['a non-joiner in a Persian word', 'سارا\u200cنمونه'],
    ['a non-joiner in a Hindi word', 'क्\u200cष'],
    ['a joiner in a Sinhala word', 'ශ්\u200dරී'],
    ['the joiners of an emoji', '👩\u200d💻 Ada'],
    ['the joiners of a family and a flag', '👨🏽\u200d👩\u200d👧 🏳\ufe0f\u200d🌈'],
    ['the letters of a flag', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
    ['a mark between Hebrew and Latin', 'עדה (\u200fABC)'],
  ])('keeps %s', (_, text) => {
    expect(cleaned(text)).toBe(text)
  })

  it.each([
    ['O&#39;Example &amp; Sons', "O'Example & Sons"],
    ['Ex&eacute;mple&nbsp;&quot;A&quot;', 'Exémple "A"'],
    ['D &amp;amp; E', 'D &amp; E'],
    ['AT&T R&D', 'AT&T R&D'],
    ['<b>Ada</b><br>Example', 'Ada Example'],
    ['&lt;strong&gt;Ada&lt;/strong&gt;', 'Ada'],
    ['Ada <ada@example.org>', 'Ada <ada@example.org>'],
    ['a < b > c', 'a < b > c'],
    ['Ada<script>alert(1)</script>', 'Ada'],
    ['Ada<!-- old -->', 'Ada'],
    ["'=1+1", '=1+1'],
    ['\'=HYPERLINK("https://a.example","Ada ""A"" Example")', 'Ada "A" Example'],
    ["'s Example", "'s Example"],
    ['E\u0301quipe', 'Équipe'],
    ['https://a.example/?a=1&copy=2', 'https://a.example/?a=1&copy=2'],
    ['5*', '5*'],
    ['M²', 'M'],
  ])('%s is %s', (from, to) => {
    expect(cleaned(from)).toBe(to)
  })

  it('is shown in messages without e-mail addresses', () => {
    expect(sampleOf('Ada <ada@example.org>, and more and more and more words')).toBe(
      'Ada <…@…>, and more and more and more words',
    )
    expect(sampleOf('x'.repeat(100))).toHaveLength(48)
  })
})

describe('values that cannot be right', () => {
  it('are errors at their place, with what they probably were', async () => {
    const { errors, lists } = await reading(
      'a.csv',
      'Name,Org\nJosÃ© Example,Itâ€™s\nLost \ufffd,#N/A\nCAFÉ »,#METOO\n',
    )
    expect(errors).toEqual([
      '2:1 “JosÃ© Example” was read in a wrong encoding somewhere on its way',
      '2:15 “Itâ€™s” was read in a wrong encoding somewhere on its way',
      '3:1 “Lost \ufffd” holds U+FFFD, which stands for a character that is lost',
      '3:8 #N/A is a spreadsheet’s error, not a value',
    ])
    expect(lists[0]?.rows).toHaveLength(3)
  })

  it('do not include names that only look so', async () => {
    for (const name of ['ÂNGELA', 'IRMÃ', 'Ã', 'Šarić', 'Œuvre', 'CAFÉ»', '«ESPAÑA»', 'Đà Nẵng', 'Łódź'])
      expect(await rowsOf('a.csv', `Name\n${name}\nBo\n`)).toHaveLength(2)
  })
})

describe('what was taken out', () => {
  it('is told once, with how often and the first three places', async () => {
    const rows = Array.from({ length: 9 }, (_, index) => `A\u200bda ${index}\n`).join('')
    const { warnings } = await reading('a.csv', `Name\n${rows}`)
    expect(warnings).toEqual([
      '2:1 what cannot be seen and means nothing was taken out (9 times: “U+200B” in line 2, “U+200B” in line 3, “U+200B” in line 4 and 6 more)',
    ])
  })
})
