/** Which of a file's lists are those who signed. */
import { describe, expect, it } from 'vitest'
import { mapped, signatoriesOf } from './mapped.ts'

const names = (result: Awaited<ReturnType<typeof mapped>>) => signatoriesOf(result).map(({ name }) => name)

describe('the list is taken', () => {
  it.each([
    [
      'under “Signed” below the demands',
      'We demand:\n\n- freedom\n- peace\n\nSigned:\n\n- Ada Example\n- Bo Example\n',
    ],
    [
      'that is a table of names, below the demands',
      '## We call upon the ministry to:\n\n1. stop\n2. listen\n\n|Name|Affiliation|\n|-|-|\n|Ada Example|Example Org|\n|Bo Example|-|\n',
    ],
    [
      'of lines under “Signatories”',
      '## Our demands\n\n- freedom\n- peace\n\n## Signatories\n\nAda Example, University of Example<br>\nBo Example, Prof, Example, UK<br>\n',
    ],
    [
      'under “Signatures” below what “we the undersigned want”',
      'Dear all, we the undersigned want:\n\n1. Peace\n2. Freedom\n\n## Signatures\n\n- Ada Example ([@ada](https://github.com/ada)), Example Org\n- Bo Example\n',
    ],
    [
      'of whoever signs in small letters',
      '## Why\n\n- because\n- of it\n\n## Signed by\n\n- Ada Example\n- Bo Example\n',
    ],
    ['that is the only one', 'An introduction.\n\n- Ada Example, Org\n- Bo Example, Org\n'],
    [
      'under “Signataires”',
      '## Nous demandons\n\n- la paix\n- la liberté\n\n## Signataires\n\n- Ada Example\n- Bo Example\n',
    ],
    [
      'under “Unterzeichnende”',
      '## Forderungen\n\n- Frieden\n- Freiheit\n\n## Unterzeichnende\n\n- Ada Example\n- Bo Example\n',
    ],
    ['under “Подписи”', '## Требования\n\n- мир\n- свобода\n\n## Подписи\n\n- Ada Example\n- Bo Example\n'],
  ])('%s', async (_, markdown) => {
    expect(names(await mapped('letter.md', markdown))).toEqual(['Ada Example', 'Bo Example'])
  })

  it('together with others under such headings', async () => {
    const markdown =
      '## Demands\n\n- peace\n\n## Signatories\n\n### Organisations\n\n- Example Org\n\n### Individuals\n\n- Ada Example\n'
    expect(names(await mapped('letter.md', markdown))).toEqual(['Example Org', 'Ada Example'])
  })

  it('that the editor names', async () => {
    const markdown = '## One\n\n- Ada Example, Org\n\n## Two\n\n- Bo Example, Org\n'
    expect(names(await mapped('letter.md', markdown, { list: [2] }))).toEqual(['Bo Example'])
    expect(names(await mapped('letter.md', markdown, { list: [1, 2] }))).toEqual([
      'Ada Example',
      'Bo Example',
    ])
    expect(names(await mapped('letter.md', markdown, { heading: 'two' }))).toEqual(['Bo Example'])
  })
})

describe('it is a question', () => {
  it('where several may be it, with each shown', async () => {
    const markdown = '## Africa\n\n- Ada Example\n- Bo Example\n\n## Asia\n\n- Cleo Example\n'
    await expect(mapped('letter.md', markdown)).rejects.toThrow(
      'which of the lists are those who signed:\n  1. list under “Africa” (2 entries, lines 3-4)\n  2. list under “Asia” (1 entry, line 8)',
    )
  })

  it('where the only one is plainly something else', async () => {
    for (const markdown of [
      '## Our demands\n\n- Freedom\n- Peace\n',
      '- to stop the war\n- to listen\n',
      '## References\n\n- Ada Example, A Book\n',
    ])
      await expect(mapped('letter.md', markdown)).rejects.toThrow('whether the list is those who signed')
  })

  it('where the editor named one that is not there, with what is', async () => {
    const markdown = '## One\n\n- Ada Example, Org\n'
    await expect(mapped('letter.md', markdown, { list: [3] })).rejects.toThrow(
      'there is no list 3; there is:\n  1. list under “One”',
    )
    await expect(mapped('letter.md', markdown, { heading: 'Three' })).rejects.toThrow(
      'no list is under “Three”',
    )
  })
})
