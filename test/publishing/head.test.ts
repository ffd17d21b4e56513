import { afterEach, expect, it, vi } from 'vitest'
import { publicationHash } from '../../src/publishing/chain.ts'
import type { Compiled } from '../../src/publishing/compile.ts'
import { catalogueEntry, nextHead, nextInstant } from '../../src/publishing/head.ts'
import type { Publication } from '../../src/revision/layout.ts'
import { translated } from '../translated.ts'

afterEach(() => {
  vi.useRealTimers()
})

const { signatories: _, ...letter } = translated()
const compiled = { letter, revision: { id: 'r', count: 3, languages: ['en', 'fr'] } } as unknown as Compiled

it('the newest publication is the first of the history, with what its publisher says', () => {
  const first = nextHead(compiled, '2020-01-01T00:00:00.000Z')
  expect(first).toEqual({
    slug: letter.slug,
    published: '2020-01-01T00:00:00.000Z',
    revision: compiled.revision,
    history: [{ revision: 'r', published: '2020-01-01T00:00:00.000Z', count: 3 }],
  })
  const second = nextHead(compiled, '2020-01-02T00:00:00.000Z', first, { note: 'Why' })
  expect(second.history).toEqual([
    {
      revision: 'r',
      published: '2020-01-02T00:00:00.000Z',
      count: 3,
      note: 'Why',
      previous: publicationHash(first.history[0] as Publication),
    },
    ...first.history,
  ])
})

it('a publication is of now, but always of a later second than the one before', () => {
  vi.useFakeTimers({ now: new Date('2026-01-01T12:00:00.500Z') })
  expect(nextInstant(undefined)).toBe('2026-01-01T12:00:00.500Z')
  expect(nextInstant('long ago')).toBe('2026-01-01T12:00:00.500Z')
  expect(nextInstant('2026-01-01T11:59:59.900Z')).toBe('2026-01-01T12:00:00.500Z')
  expect(nextInstant('2026-01-01T12:00:00.100Z')).toBe('2026-01-01T12:00:01.000Z')
  expect(nextInstant('2026-01-01T12:00:07.000Z')).toBe('2026-01-01T12:00:08.000Z')
})

it('a letter is listed in the words of its original', () => {
  const [original] = letter.translations
  expect(catalogueEntry(compiled, { published: '2020-01-01T00:00:00.000Z' })).toEqual({
    slug: letter.slug,
    title: original.title,
    date: letter.date,
    addressee: original.addressee,
    languages: ['en', 'fr'],
    count: 3,
    revision: 'r',
    published: '2020-01-01T00:00:00.000Z',
  })
})
