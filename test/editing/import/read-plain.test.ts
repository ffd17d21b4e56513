import { describe, expect, it } from 'vitest'
import { reading, rowsOf } from './reading.ts'

describe('plain text', () => {
  it('is a name a line', async () => {
    expect(await rowsOf('a.txt', 'Ada Example, A Org\r\nBo Example, B Org\r\n')).toEqual([
      ['Ada Example, A Org'],
      ['Bo Example, B Org'],
    ])
    expect(await rowsOf('a.txt', 'Ada Example\n\nBo Example\n\nCleo Example\n')).toEqual([
      ['Ada Example'],
      ['Bo Example'],
      ['Cleo Example'],
    ])
    expect(await rowsOf('a', 'Ada Example')).toEqual([['Ada Example']])
  })

  it('may have numbers, bullets and boxes, and items that go on on the next line', async () => {
    expect(
      await rowsOf('a.txt', '1. Ada Example,\n   A University\n2) Bo Example\n(3) 3M Company\n'),
    ).toEqual([['Ada Example, A University'], ['Bo Example'], ['3M Company']])
    expect(await rowsOf('a.txt', '• Ada Example\n– Bo Example\n[ ] Cleo\n[x] Dee\n')).toEqual([
      ['Ada Example'],
      ['Bo Example'],
      ['Cleo', 'unticked'],
      ['Dee'],
    ])
  })

  it('has what stands indented below a name with it, and no underline', async () => {
    const { lists, unread } = await reading(
      'a.txt',
      'SIGNATORIES\n-----------\n\nAda Example\n    Professor, A University\nBo Example\n',
    )
    expect(lists).toEqual([
      {
        kind: 'lines',
        heading: 'SIGNATORIES',
        columns: ['entry'],
        rows: [['Ada Example, Professor, A University'], ['Bo Example']],
      },
    ])
    expect(unread).toEqual([])
  })

  it('has a list for each block of lines, under the line above it', async () => {
    const { lists, unread } = await reading(
      'a.txt',
      'Open letter\n\nWe are worried. This is why.\n\nSigned:\nAda Example\nBo Example\n\nOrganisations:\n- A Org\n- B Org\nTotal: 4\n',
    )
    expect(lists.map(({ heading, rows }) => [heading, rows.flat()])).toEqual([
      ['Signed', ['Ada Example', 'Bo Example']],
      ['Organisations', ['A Org', 'B Org']],
    ])
    expect(unread).toEqual(['1 Open letter', '3 We are worried. This is why.', '12 Total: 4'])
    expect((await reading('b.txt', 'Ada\nBo\n\nCleo\nDee\n')).lists).toHaveLength(2)
  })

  it('is a table where tabs or semicolons part it, or a header says so', async () => {
    expect((await reading('a.txt', 'Name,Organisation\nAda,"A, Inc"\n')).lists[0]).toMatchObject({
      columns: ['Name', 'Organisation'],
      rows: [['Ada', 'A, Inc']],
    })
    expect((await reading('a.txt', 'Name\tOrg\nAda\tA\n')).lists[0]?.columns).toEqual(['Name', 'Org'])
    expect(await rowsOf('a.txt', 'Ada Example; A Org\nBo Example; B Org\n')).toEqual([
      ['Ada Example, A Org'],
      ['Bo Example, B Org'],
    ])
  })
})
