import { describe, expect, it } from 'vitest'
import { reading, rowsOf } from './reading.ts'

describe('HTML', () => {
  it('has the items of its lists, their words decoded once', async () => {
    const html =
      '<h2>Signatories</h2><ol><li><cite>Ada Example</cite>, A &amp; B</li>\n<li><a href="https://c.example">C&eacute;</a></li><li>D &amp;amp; E</li></ol>'
    const { lists } = await reading('a.html', html)
    expect(lists).toEqual([
      {
        kind: 'list',
        heading: 'Signatories',
        columns: ['entry', 'link'],
        rows: [
          ['Ada Example, A & B', ''],
          ['Cé', 'https://c.example'],
          ['D &amp; E', ''],
        ],
      },
    ])
  })

  it('has its tables, with cells that reach over rows and across', async () => {
    const html =
      '<table><caption>Names</caption><thead><tr><th>Org</th><th>Name</th></tr></thead><tr><td colspan=2>Individuals</td></tr>' +
      '<tr><td rowspan="2">A Org</td><td>Ada<br>Lead</td></tr><tr><td><s>Bo</s></td></tr></table>'
    const { lists } = await reading('a.html', html)
    expect(lists[0]).toMatchObject({ heading: 'Names', columns: ['Org', 'Name'] })
    expect(lists[0]?.rows).toEqual([
      ['A Org', 'Ada, Lead', 'under Individuals'],
      ['A Org', 'Bo', 'under Individuals'],
    ])
  })

  it('has lines, definitions and boxes', async () => {
    expect(
      await rowsOf(
        'a.html',
        '<h2>Signed</h2><p>Ada Example, Org<br>Bo Example<sup>1</sup><br/>\n<del>Cleo</del></p>',
      ),
    ).toEqual([['Ada Example, Org'], ['Bo Example'], ['Cleo', 'struck']])
    expect(await rowsOf('b.html', '<dl><dt>Ada</dt><dd>Professor</dd><dt>Bo</dt><dd>Lead</dd></dl>')).toEqual(
      [['Ada, Professor'], ['Bo, Lead']],
    )
    expect(
      await rowsOf(
        'c.html',
        '<dl><dt>Asia</dt><dd>A Org</dd><dd>B Org</dd><dt>Europe</dt><dd>C Org</dd></dl>',
      ),
    ).toEqual([
      ['A Org', 'under Asia'],
      ['B Org', 'under Asia'],
      ['C Org', 'under Europe'],
    ])
    expect(await rowsOf('d.html', '<h2>Signatories</h2><div>Ada Example</div><div>Bo Example</div>')).toEqual(
      [['Ada Example'], ['Bo Example']],
    )
    expect(
      await rowsOf(
        'e.html',
        '<ul><li><input type=checkbox> Ada</li><li><input type=checkbox checked> Bo</li></ul>',
      ),
    ).toEqual([['Ada', 'unticked'], ['Bo']])
  })

  it('has nothing of scripts and styles, and says what else was not read', async () => {
    const html =
      '<!doctype html>\n<title>T</title><style>x{}</style>\n<nav><ul><li>Home</li></ul></nav>\n<h1>Letter</h1>\n<p>Dear all, this matters.</p>\n<ul><li>Ada</li></ul><script>"<li>x</li>"</script>'
    const { lists, unread } = await reading('a.html', html)
    expect(lists.map(({ heading, rows }) => [heading, rows])).toEqual([['Letter', [['Ada']]]])
    expect(unread).toEqual(['3 Home', '5 Dear all, this matters.'])
  })

  it('has a header in a table without one only where its words say so', async () => {
    const table = (...rows: string[][]) =>
      `<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`
    expect(await rowsOf('a.html', table(['Ada', 'A Org'], ['Bo Example', 'B Org']))).toEqual([
      ['Ada, A Org'],
      ['Bo Example, B Org'],
    ])
    expect(await rowsOf('b.html', table(['Name', 'Organisation'], ['Bo Example', 'B Org']))).toEqual([
      ['Bo Example', 'B Org'],
    ])
  })

  it('has lists in a table that is there for the layout', async () => {
    expect(
      await rowsOf('a.html', '<table><tr><td><ul><li>Ada</li><li>Bo</li></ul></td></tr></table>'),
    ).toEqual([['Ada'], ['Bo']])
  })
})
