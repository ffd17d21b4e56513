import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import {
  Block,
  Country,
  Inline,
  isSlug,
  Language,
  Letter,
  LinkAddress,
  nonEmpty,
  printedName,
  RevisionId,
  SHORT_REVISION,
  Signatory,
  Slug,
  shortRevision,
  Translation,
  WebAddress,
} from '../../src/letter/schema.ts'

const messageOf = (schema: z.ZodMiniType, value: unknown): string | undefined =>
  z.safeParse(schema, value).error?.issues[0]?.message

const HASH = '0123456789abcdef'.repeat(4)

/** By schema: what it takes, and what it refuses. */
const VALUES: [name: string, schema: z.ZodMiniType, right: unknown[], wrong: unknown[]][] = [
  ['a slug', Slug, ['a', '350-org', 'a'.repeat(100)], ['', 'A', 'a--b', '-a', 'a-', 'a b', 'a'.repeat(101)]],
  [
    'a language',
    Language,
    ['en', 'fil', 'pt-BR', 'zh-Hans', 'zh-Hant-HK', 'es-419'],
    ['e', 'engl', 'EN', 'pt-br', 'pt-BRA', 'zh-hans', 'zh-Han', 'es-41', 'es-4190', 'en-', 'xen-US-', '1en'],
  ],
  ['a country', Country, ['KE'], ['ke', 'K', 'KEN', ' KE']],
  [
    'a web address',
    WebAddress,
    ['http://a.example/', 'https://a.example/?q=1'],
    ['mailto:a@a.example', 'javascript:alert(1)', 'xhttps://a.example', 'https-x://a.example', 'a.example'],
  ],
  [
    'where a link leads',
    LinkAddress,
    ['http://a.example/', 'https://a.example/', 'mailto:a@a.example'],
    ['javascript:alert(1)', 'data:text/html,a', 'xmailto:a', 'mailtox:a', 'ftp://a.example/'],
  ],
  ['a revision', RevisionId, [HASH], [HASH.slice(1), `${HASH}0`, HASH.toUpperCase(), HASH.replace('0', 'g')]],
  ['a list with something in it', nonEmpty(z.string()), [['a'], ['a', 'b']], [[], [1]]],
  [
    'a run of text',
    Inline,
    [
      { type: 'text', value: '' },
      { type: 'emphasis', children: [{ type: 'strong', children: [{ type: 'break' }] }] },
      { type: 'link', url: 'mailto:a@a.example', children: [{ type: 'text', value: 'a' }] },
    ],
    [
      { type: 'html', value: '<b>' },
      { type: 'text' },
      { type: 'text', value: 'a', href: '' },
      { type: 'strong' },
      { type: 'strong', children: [{ type: 'image' }] },
      { type: 'emphasis', children: [], href: '' },
      { type: 'link', url: 'javascript:alert(1)', children: [] },
      { type: 'link', url: 'https://a.example/' },
      { type: 'link', url: 'https://a.example/', children: [{ type: 'image' }] },
      { type: 'link', url: 'https://a.example/', children: [], title: 'a' },
      { type: 'break', value: '' },
    ],
  ],
  [
    'a block',
    Block,
    [
      { type: 'paragraph', children: [] },
      { type: 'heading', depth: 1, children: [] },
      { type: 'heading', depth: 4, children: [] },
      { type: 'list', ordered: true, start: 0, items: [[{ type: 'rule' }]] },
      { type: 'quotation', children: [{ type: 'rule' }] },
    ],
    [
      { type: 'html' },
      { type: 'paragraph' },
      { type: 'paragraph', children: [{ type: 'image' }] },
      { type: 'paragraph', children: [], id: '' },
      { type: 'heading', depth: 0, children: [] },
      { type: 'heading', depth: 5, children: [] },
      { type: 'heading', depth: 1.5, children: [] },
      { type: 'heading', depth: 1, children: [{ type: 'image' }] },
      { type: 'heading', depth: 1 },
      { type: 'list', ordered: true, start: -1, items: [] },
      { type: 'list', ordered: 'yes', start: 1, items: [] },
      { type: 'list', ordered: true, start: 1, items: [[{ type: 'html' }]] },
      { type: 'list', ordered: true, start: 1 },
      { type: 'quotation', children: [{ type: 'html' }] },
      { type: 'quotation' },
      { type: 'rule', width: 1 },
    ],
  ],
  [
    'a signatory',
    Signatory,
    [
      { id: 'a', type: 'organisation', name: 'A' },
      { id: 'a', type: 'organisation', name: 'A', acronym: 'A', alias: 'B', country: 'KE' },
      { id: 'a', type: 'person', name: 'A', role: 'Chair', affiliation: 'B', url: 'https://a.example/' },
      { id: 'a', type: 'person', name: 'A', signed: '2020-02-29', withdrawn: '2020-03-01', printed_as: 'B' },
    ],
    [
      { id: 'a', name: 'A' },
      { id: 'a', type: 'state', name: 'A' },
      { id: 'A', type: 'person', name: 'A' },
      { id: 'a', type: 'person', name: '' },
      { id: 'a', type: 'person', name: '  ' },
      { id: 'a', type: 'person', name: 'e\u0301' },
      { id: 'a', type: 'person', name: 'A', acronym: 'A' },
      { id: 'a', type: 'organisation', name: 'A', role: 'Chair' },
      { id: 'a', type: 'organisation', name: 'A', email: 'a@a.example' },
      { id: 'a', type: 'organisation', name: 'A', signed: '2021-02-29' },
      { id: 'a', type: 'organisation', name: 'A', withdrawn: 'yes' },
      { id: 'a', type: 'organisation', name: 'A', url: 'a.example' },
      { id: 'a', type: 'organisation', name: 'A', alias: '' },
      { id: 'a', type: 'person', name: 'A', printed_as: '' },
    ],
  ],
]

const translation = { language: 'en', title: 'A', addressee: 'B', body: [{ type: 'rule' }] }

describe.each([
  ...VALUES,
  [
    'a translation',
    Translation,
    [translation, { ...translation, context: 'C' }],
    [
      { ...translation, body: [] },
      { ...translation, title: '' },
      { ...translation, html: '' },
    ],
  ],
  [
    'a letter',
    Letter,
    [{ slug: 'a', date: '2020-02-29', translations: [translation] }],
    [
      { slug: 'a', date: '2020-02-29', translations: [] },
      { slug: 'a', date: '2020-02-30', translations: [translation] },
      { slug: 'a', date: '2020-02-29', translations: [translation], signatories: [] },
    ],
  ],
] as typeof VALUES)('%s', (_, schema, right, wrong) => {
  it.each(right.map((value) => [JSON.stringify(value), value]))('can be %s', (_, value) => {
    expect(z.safeParse(schema, value)).toEqual({ success: true, data: value })
  })

  it.each(wrong.map((value) => [JSON.stringify(value), value]))('cannot be %s', (_, value) => {
    expect(z.safeParse(schema, value).success).toBe(false)
  })
})

it('a name is given without the blanks around it', () => {
  expect(z.parse(Signatory, { id: 'a', type: 'person', name: ' A ' }).name).toBe('A')
})

it('what is wrong with a value is said in words', () => {
  expect(messageOf(Slug, 'A')).toBe('is not lower-case words joined by hyphens')
  expect(messageOf(Language, 'EN')).toBe('is not a language tag such as en, pt-BR or zh-Hans')
  expect(messageOf(Country, 'Kenya')).toBe('is not a two-letter country code such as KE')
  expect(messageOf(WebAddress, 'a')).toBe('is not an http(s) address')
  expect(messageOf(Signatory, { id: 'a', type: 'person', name: 'e\u0301' })).toBe(
    'is not in Unicode normal form C',
  )
})

it('a slug is known as one without its schema, too', () => {
  for (const slug of ['a', 'a-1', 'a'.repeat(100)]) expect(isSlug(slug)).toBe(true)
  for (const slug of ['', 'A', 'a-', 'a'.repeat(101)]) expect(isSlug(slug)).toBe(false)
})

it('a revision may be shortened to seven digits, and is printed with twelve', () => {
  const pattern = new RegExp(`^${SHORT_REVISION}$`)
  expect(['0123456', HASH, '012345', `${HASH}0`].map((id) => pattern.test(id))).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect(shortRevision(HASH)).toBe('0123456789ab')
})

describe('a name is printed', () => {
  const organisation = { id: 'a', type: 'organisation', name: 'A Centre' } as const
  const person = { id: 'p', type: 'person', name: 'Jo' } as const
  it.each<[Signatory, string]>([
    [organisation, 'A Centre'],
    [{ ...organisation, acronym: 'AC' }, 'A Centre (AC)'],
    [{ ...organisation, alias: 'Centre' }, 'A Centre (Centre)'],
    [{ ...organisation, acronym: 'AC', alias: 'Centre' }, 'A Centre (AC)'],
    [{ ...organisation, acronym: 'AC', printed_as: 'AC, the Centre' }, 'AC, the Centre'],
    [person, 'Jo'],
    [{ ...person, role: 'Chair' }, 'Jo, Chair'],
    [{ ...person, affiliation: 'AC' }, 'Jo, AC'],
    [{ ...person, role: 'Chair', affiliation: 'AC' }, 'Jo, Chair, AC'],
    [{ ...person, role: 'Chair', printed_as: 'Dr Jo' }, 'Dr Jo'],
  ])('%j: %s', (signatory, printed) => {
    expect(printedName(signatory)).toBe(printed)
  })
})
