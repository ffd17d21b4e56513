import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reading, rowsOf } from './reading.ts'

describe('Markdown', () => {
  it('has each list under the heading above, or the paragraph with a colon just before', async () => {
    const { lists } = await reading(
      'a.md',
      'We demand:\n\n- freedom\n- peace\n\nSigned:\n\n1. Ada Example\n2. Bo Example\n',
    )
    expect(lists.map(({ heading, rows }) => [heading, rows.flat()])).toEqual([
      ['We demand', ['freedom', 'peace']],
      ['Signed', ['Ada Example', 'Bo Example']],
    ])
  })

  it('has its tables read beside its lists', async () => {
    const { lists } = await reading(
      'a.md',
      '## Demands\n\n1. stop\n\n## Names\n\n|Name|Affiliation|\n|-|-|\n|Ada Example|A Org|\n|**Bo**<br>Example|B|\n',
    )
    expect(lists).toEqual([
      { kind: 'list', heading: 'Demands', columns: ['entry'], rows: [['stop']] },
      {
        kind: 'table',
        heading: 'Names',
        columns: ['Name', 'Affiliation'],
        rows: [
          ['Ada Example', 'A Org'],
          ['Bo, Example', 'B'],
        ],
      },
    ])
  })

  it('has a table without a header as entries', async () => {
    expect(await rowsOf('a.md', '| | |\n|-|-|\n| Ada Example | A Org |\n| Bo Example | B Org |\n')).toEqual([
      ['Ada Example, A Org'],
      ['Bo Example, B Org'],
    ])
  })

  it.each([
    ['<br>', 'Ada Example, A Org<br>\nBo Example<br>\n'],
    ['backslashes', 'Ada Example, A Org\\\nBo Example\n'],
    ['two spaces', 'Ada Example, A Org  \nBo Example\n'],
    ['nothing but line ends', 'Ada Example, A Org\nBo Example\n'],
    ['numbers that Markdown was told to leave alone', '1\\. Ada Example, A Org\n\n2\\. Bo Example\n'],
    ['a paragraph each', 'Ada Example, A Org\n\nBo Example\n'],
    ['a quotation', '> Ada Example, A Org  \n> Bo Example\n'],
    ['<details>', '<details>\n\n- Ada Example, A Org\n- Bo Example\n\n</details>\n'],
    ['an HTML list with blank lines', '<ul>\n\n<li>Ada Example, A Org</li>\n\n<li>Bo Example</li>\n</ul>\n'],
    ['code', '```\nAda Example, A Org\nBo Example\n```\n'],
  ])('has the names under “Signatories” in lines parted by %s', async (_, lines) => {
    expect(
      await rowsOf('a.md', `# Letter\n\nWe are worried. This is why.\n\n## Signatories\n\n${lines}`),
    ).toEqual([['Ada Example, A Org'], ['Bo Example']])
  })

  it('has the names in the lines below “Signed:”', async () => {
    expect((await reading('a.md', 'Signed:\nAda Example\nBo Example\n')).lists).toMatchObject([
      { heading: 'Signed', rows: [['Ada Example'], ['Bo Example']] },
    ])
    expect(await rowsOf('b.md', 'Signed by:<br/>Ada Example<br/>Bo Example\n')).toEqual([
      ['Ada Example'],
      ['Bo Example'],
    ])
  })

  it('has an address with line breaks only where there is no list', async () => {
    const address = 'Ambassador Haley  \nUS Mission  \nNew York\n'
    expect((await reading('a.md', `${address}\nSigned:\n\n- Ada Example\n`)).unread).toEqual([
      '1-3 Ambassador Haley',
    ])
    expect(await rowsOf('a.md', address)).toEqual([['Ambassador Haley'], ['US Mission'], ['New York']])
  })

  it('has members of groups under the groups’ names', async () => {
    expect(await rowsOf('a.md', '- Asia\n  - A Network\n  - B Watch\n- Europe\n  - C e.V.\n')).toEqual([
      ['A Network', 'under Asia'],
      ['B Watch', 'under Asia'],
      ['C e.V.', 'under Europe'],
    ])
    expect(await rowsOf('b.md', '- Organisations\n  - A Org\n- **Individuals**\n  1. Ada\n')).toEqual([
      ['A Org', 'under Organisations'],
      ['Ada', 'under Individuals'],
    ])
  })

  it('has a list below some names as more about them, and says so', async () => {
    const { lists, warnings } = await reading(
      'a.md',
      '- Ada Example\n  - Professor\n  - A University\n- Bo Example\n- Cleo Example\n',
    )
    expect(lists[0]?.rows).toEqual([
      ['Ada Example, Professor, A University'],
      ['Bo Example'],
      ['Cleo Example'],
    ])
    expect(warnings).toEqual([expect.stringContaining('1:3 1 item has a list below')])
  })

  it('has items of two paragraphs or two lines as one entry', async () => {
    expect(
      await rowsOf(
        'a.md',
        '1. Ada Example\n\n   Professor, A University\n\n2. Bo Example  \n   Lead\n3. Cleo\n   Example\n',
      ),
    ).toEqual([['Ada Example, Professor, A University'], ['Bo Example, Lead'], ['Cleo Example']])
  })

  it('marks what is struck through or not ticked, and drops a struck part', async () => {
    const { lists, warnings } = await reading(
      'a.md',
      '- ~~Ada Example~~\n- <del>Bo Example</del>, B Org\n- [ ] Cleo Example\n- [x] Dee Example\n- Eve Example, ~~Old Org~~ New Org\n',
    )
    expect(lists[0]?.rows).toEqual([
      ['Ada Example', 'struck'],
      ['Bo Example, B Org', 'struck'],
      ['Cleo Example', 'unticked'],
      ['Dee Example'],
      ['Eve Example, New Org'],
    ])
    expect(warnings).toEqual(['5:3 “Old Org” is struck through and was left out'])
  })

  it('has the marks of footnotes taken off names', async () => {
    const { lists, warnings } = await reading(
      'a.md',
      '- Ada Example[^1]\n- Bo Example¹, B Org\n- Cleo Example\\*\n- Dee Example†\n- Eve Example [2]\n- Fay Example<sup>3</sup>\n- E3G\n- D\\*\\*\\*\n\n[^1]: Personal.\n',
    )
    expect(lists[0]?.rows.flat()).toEqual([
      'Ada Example',
      'Bo Example, B Org',
      'Cleo Example',
      'Dee Example',
      'Eve Example',
      'Fay Example',
      'E3G',
      'D***',
    ])
    expect(warnings).toEqual([expect.stringContaining('the mark of a footnote was taken out (4 times: ')])
  })

  it('keeps links, without the words that only say “link”, and no picture', async () => {
    expect(
      await rowsOf(
        'a.md',
        '- [Ada](https://a.example) (A Org)\n- Bo Example [website](https://b.example)\n- ![logo](x.png) C Org\n- <a href="https://d.example">D Org</a>\n- E Org [site]\n\n[site]: https://e.example\n',
      ),
    ).toEqual([
      ['Ada (A Org)', 'https://a.example'],
      ['Bo Example', 'https://b.example'],
      ['C Org', ''],
      ['D Org', 'https://d.example'],
      ['E Org', 'https://e.example'],
    ])
  })

  it('has no e-mail address anywhere but in the values', async () => {
    const { lists, ...said } = await reading(
      'a.md',
      'Write to ada@example.org.\n\n- [Ada](mailto:ada@example.org)\n- Bo <bo@example.org>\n- ~~x~~ y\n',
    )
    expect(lists[0]?.rows.slice(0, 2)).toEqual([['Ada'], ['Bo <bo@example.org>']])
    expect(JSON.stringify(said)).not.toContain('example.org')
    expect(said.warnings).toContainEqual(
      '3:4 an entry has a link that was left out: a further one, or one to an e-mail address',
    )
  })

  it('has a list in the front matter, and the names under the letters of an index as one list', async () => {
    expect(
      await rowsOf(
        'a.md',
        '---\ntitle: T\nsignatories:\n  - name: Ada\n    org: A\n  - name: Bo\n    org: B\n---\n\nText.\n',
      ),
    ).toEqual([
      ['Ada', 'A'],
      ['Bo', 'B'],
    ])
    expect(await rowsOf('b.md', '## Signatories\n\n### A\n\n- Ada\n\n### B\n\n- Bo\n')).toEqual([
      ['Ada'],
      ['Bo'],
    ])
  })

  it('is not caught by a tower of marks', async () => {
    expect((await reading('a.md', `${'> '.repeat(20000)}x`)).errors).toEqual([
      '1:1 this is nested too deeply',
    ])
  })
})

const word = fc.integer({ min: 10, max: 99_999 }).map((number) => `Wort${number}x`)
const block = fc.oneof(
  fc.tuple(word, word).map(([one, two]) => `- ${one}\n- ${two}\n`),
  fc.tuple(word, word).map(([one, two]) => `1. ${one}\n   - ${two}\n`),
  fc.tuple(word, word).map(([one, two]) => `${one}  \n${two}\n`),
  fc.tuple(word, word).map(([one, two]) => `${one}<br>${two}\n`),
  word.map((one) => `## ${one}\n`),
  word.map((one) => `${one}:\n`),
  word.map((one) => `**${one}**\n`),
  word.map((one) => `> ${one}\n`),
  word.map((one) => `<ul><li>${one}</li></ul>\n`),
  word.map((one) => `<p>${one}</p>\n`),
  word.map((one) => `<!-- ${one} -->\n`),
  word.map((one) => `    ${one}\n`),
  word.map((one) => `[^1]: ${one}\n`),
  fc.tuple(word, word).map(([one, two]) => `| Name | ${one} |\n|-|-|\n| ${two} | |\n`),
  fc.constantFrom('## Signatories\n', 'Signed\n', '---\n', '<details>\n', '</details>\n'),
)

describe('any Markdown', () => {
  it('has each word in a list, in a heading, or on a line named as not read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(block, { maxLength: 8 }), async (blocks) => {
        const text = blocks.join('\n')
        const { lists, unread, errors, warnings } = await reading('a.md', text)
        const said = JSON.stringify({ lists, unread, errors, warnings })
        const lines = new Set<number>()
        for (const each of unread) {
          const [from = 0, to = from] = (/^[\d-]+/.exec(each)?.[0] ?? '').split('-').map(Number)
          for (let line = from; line <= to; line++) lines.add(line)
        }
        for (const [index, line] of text.split('\n').entries()) {
          if (lines.has(index + 1)) continue
          for (const each of line.match(/Wort\d+x/g) ?? []) expect(said).toContain(each)
        }
      }),
      { numRuns: 500 },
    )
  })
})
