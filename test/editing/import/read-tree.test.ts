import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify as yamlOf } from 'yaml'
import { readSource } from '../../../src/editing/import/read-source.ts'
import { utf8 } from '../bytes.ts'
import { reading, rowsOf } from './reading.ts'

describe('JSON', () => {
  it.each([
    ['at the root', '[{"name":"Ada"},{"name":"Bo"}]', undefined],
    ['under any key', '{"people":[{"name":"Ada"},{"name":"Bo"}]}', 'people'],
    ['deep down', '{"data":{"letter":{"signers":[{"name":"Ada"},{"name":"Bo"}]}}}', 'data.letter.signers'],
    ['of lists, the first with the names of the columns', '[["name"],["Ada"],["Bo"]]', undefined],
    ['of one list a line', '{"name":"Ada"}\n\n{"name":"Bo"}\n', undefined],
  ])('has its list found %s', async (_, json, heading) => {
    const { lists, errors, unread } = await reading('list.json', json)
    expect({ errors, unread }).toEqual({ errors: [], unread: [] })
    expect(lists).toEqual([
      { kind: 'table', ...(heading && { heading }), columns: ['name'], rows: [['Ada'], ['Bo']] },
    ])
  })

  it('of plain strings is a list of entries', async () => {
    expect((await reading('list.json', '{"signatories":["Ada Example","Bo Example"]}')).lists).toEqual([
      { kind: 'list', heading: 'signatories', columns: ['entry'], rows: [['Ada Example'], ['Bo Example']] },
    ])
  })

  it('of objects by id or by name keeps what they are called by', async () => {
    expect((await reading('a.json', '{"ada":{"name":"Ada"},"bo":{"name":"Bo"}}')).lists[0]).toMatchObject({
      columns: ['id', 'name'],
      rows: [
        ['ada', 'Ada'],
        ['bo', 'Bo'],
      ],
    })
    expect(
      (await reading('b.json', '{"Ada Example":{"org":"A"},"Bo Example":{"org":"B"}}')).lists[0],
    ).toMatchObject({
      columns: ['name', 'org'],
      rows: [
        ['Ada Example', 'A'],
        ['Bo Example', 'B'],
      ],
    })
  })

  it('keeps every nested value, and true and false as words', async () => {
    const { lists } = await reading(
      'list.json',
      '[{"name":"Ada","org":{"name":"A","place":{"city":"X"}},"tags":["a","b"],"roles":[{"at":"A","as":"Lead"},{"at":"B","as":""}],"public":true,"no":1.50,"gone":null}]',
    )
    expect(lists[0]?.columns).toEqual([
      'name',
      'org.name',
      'org.place.city',
      'tags',
      'roles.at',
      'roles.as',
      'public',
      'no',
      'gone',
    ])
    expect(lists[0]?.rows).toEqual([['Ada', 'A', 'X', 'a; b', 'A; B', 'Lead', 'true', '1.50', '']])
  })

  it('has the values that a service wraps as any others', async () => {
    expect(await rowsOf('a.json', '{"records":[{"id":"r1","fields":{"Name":"Ada"}}]}')).toEqual([
      ['r1', 'Ada'],
    ])
    expect(
      (await reading('b.json', '[{"properties":{"name":"Ada"}},{"properties":{"name":"Bo"}}]')).lists[0]
        ?.columns,
    ).toEqual(['name'])
  })

  it('with several lists has each by the path of its key, and says what is in none', async () => {
    const { lists, unread } = await reading(
      'list.json',
      '{"title":"T",\n"orgs":["A","B"],\n"people":[{"name":"Ada"}],\n"count":3}',
    )
    expect(lists.map(({ heading, rows }) => [heading, rows.length])).toEqual([
      ['orgs', 2],
      ['people', 1],
    ])
    expect(unread).toEqual(['1 title: T', '4 count: 3'])
  })

  it('with a key twice keeps both values', async () => {
    expect((await reading('list.json', '[{"name":"Ada","name":"Bo"}]')).lists[0]).toMatchObject({
      columns: ['name', 'name (2)'],
      rows: [['Ada', 'Bo']],
    })
  })

  it('that is broken says where', async () => {
    expect((await reading('list.json', '[{"name":"Ada"},\n{"name":}]')).errors).toEqual([
      expect.stringContaining('2:9 this is not JSON: “}” cannot stand here'),
    ])
    expect((await reading('list.jsonl', '{"name":"Ada"}\n{"name":\n{"name":"Bo"}\n')).errors).toEqual([
      expect.stringContaining('2:9 this is not JSON: it ends too early'),
    ])
  })
})

describe('YAML', () => {
  it('has groups as the headings of their members, in one list', async () => {
    const { lists, unread } = await reading(
      'list.yaml',
      'title: T\nregions:\n  - region: Asia\n    members:\n      - name: Ada\n      - name: Bo\n  - region: Europe\n    members:\n      - name: Cleo\n        country: NO\n',
    )
    expect(lists).toEqual([
      {
        kind: 'table',
        heading: 'regions.members',
        columns: ['name', 'country'],
        rows: [
          ['Ada', '', 'under Asia'],
          ['Bo', '', 'under Asia'],
          ['Cleo', 'NO', 'under Europe'],
        ],
      },
    ])
    expect(unread).toEqual(['1 title: T'])
  })

  it('keeps values as they are written, and follows anchors', async () => {
    const yaml = '- &a\n  name: Ada\n  code: 007\n  signed: 2027-03-14\n  public: yes\n- <<: *a\n  name: Bo\n'
    expect((await reading('list.yml', yaml)).lists[0]).toMatchObject({
      columns: ['name', 'code', 'signed', 'public', 'name (2)'],
    })
    expect(await rowsOf('a.yaml', '- name: Ada\n  code: 007\n  signed: 2027-03-14\n  public: yes\n')).toEqual(
      [['Ada', '007', '2027-03-14', 'yes']],
    )
  })

  it('of names and what they are has both', async () => {
    expect(await rowsOf('a.yaml', '- Ada Example: A Org\n- Bo Example: B Org\n')).toEqual([
      ['Ada Example', 'A Org'],
      ['Bo Example', 'B Org'],
    ])
    expect(await rowsOf('b.yaml', 'Ada Example: A Org\nBo Example: B Org\n')).toEqual([
      ['Ada Example', 'A Org'],
      ['Bo Example', 'B Org'],
    ])
  })

  it('in several documents is one list', async () => {
    expect(await rowsOf('a.yaml', '---\nname: Ada\norg: A\n---\nname: Bo\norg: B\n')).toEqual([
      ['Ada', 'A'],
      ['Bo', 'B'],
    ])
  })

  it('that is broken says where', async () => {
    expect((await reading('list.yaml', '- name: Ada\n- name: "Bo\n')).errors).toEqual([
      expect.stringMatching(/^[23]:\d+ this is not YAML/),
    ])
  })
})

describe('TOML', () => {
  it('has its tables as rows, with their lines', async () => {
    const toml =
      'title = "T"\n\n[[people]]\nname = "Ada"\nsigned = 2027-03-14\n\n[[people]]\nname = "Bo"\n[people.org]\nname = "B"\n'
    const source = await readSource('list.toml', utf8(toml))
    expect(source.lists[0]?.columns).toEqual(['name', 'signed', 'org.name'])
    expect(source.lists[0]?.rows.map(({ values, position }) => [values.name, position('name').line])).toEqual(
      [
        ['Ada', 4],
        ['Bo', 8],
      ],
    )
    expect((await reading('list.toml', toml)).unread).toEqual(['1 title: T'])
  })

  it('of strings is a list of entries, and of inline tables one of rows', async () => {
    expect(await rowsOf('a.toml', 'signatories = ["Ada", "Bo"]\n')).toEqual([['Ada'], ['Bo']])
    expect(
      await rowsOf('b.toml', 'people = [{ name = "Ada", age = 7 }, { name = "Bo", age = 8 }]\n'),
    ).toEqual([
      ['Ada', '7'],
      ['Bo', '8'],
    ])
  })

  it('that is broken says where', async () => {
    expect((await reading('list.toml', 'a = 1\nb = \n')).errors).toEqual([
      expect.stringMatching(/^[23]:\d+ this is not TOML/),
    ])
  })
})

describe('any JSON', () => {
  it('is read when and only when JSON.parse reads it', async () => {
    const mangled = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', ']', '}', '"', '0', '-', 'e', ' ', ':'))
      .map(([json, at, put]) => {
        const cut = at % (json.length + 1)
        return `[${json.slice(0, cut)}${put}${json.slice(cut)}]`
      })
    await fc.assert(
      fc.asyncProperty(mangled, async (json) => {
        let isJson = true
        try {
          JSON.parse(json)
        } catch {
          isJson = false
        }
        const errors = (await reading('list.json', json)).errors.filter((error) =>
          error.includes('this is not JSON'),
        )
        expect(errors).toHaveLength(isJson ? 0 : 1)
      }),
      { numRuns: 1000 },
    )
  })
})

/** A value that is found again: no other contains it. */
const leaf = fc.integer({ min: 1, max: 9_999_999 }).map((number) => `v${number}v`)
const tree = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(
      fc.constantFrom('name', 'org', 'members', 'list', 'Ada Example', 'x', 'id', '__proto__'),
      tie('node'),
      { maxKeys: 4 },
    ),
  ),
})).node

const leavesOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [String(value)]

describe('a tree of any shape', () => {
  it('has each value in a row, in a heading or named as not read', async () => {
    await fc.assert(
      fc.asyncProperty(tree, fc.constantFrom('json', 'yaml'), async (value, format) => {
        fc.pre(typeof value === 'object')
        const text = format === 'json' ? JSON.stringify(value) : yamlOf(value)
        const said = JSON.stringify(await reading(`list.${format}`, text))
        // A sample of what was not read may be cut short.
        if (!said.includes('…')) for (const each of leavesOf(value)) expect(said).toContain(each)
      }),
      { numRuns: 1000 },
    )
  })
})
