import { expect, it } from 'vitest'
import { NotPublished } from '../../src/publishing/errors.ts'
import { readChosen, readLive } from '../../src/publishing/live.ts'
import { catalogueKey, claimKey, headKey, indexKey, wordsKey } from '../../src/revision/keys.ts'
import { letterSignedBy } from '../letters.ts'
import { createMemory, publishIn } from './memory.ts'

const [one, two] = ['a-letter', 'b-letter'].map((slug) => letterSignedBy(2, slug)) as [
  ReturnType<typeof letterSignedBy>,
  ReturnType<typeof letterSignedBy>,
]
const published = async () => {
  const memory = createMemory()
  await publishIn(memory.kv, [one, two])
  return memory
}

it('what is live is read of the letters that are asked for, with every value as it was', async () => {
  const { kv, head, value } = await published()
  const live = await readLive(kv, ['a-letter', 'c-letter'])
  expect(live.slugs).toEqual(['a-letter', 'c-letter'])
  expect(live.broken).toEqual([])
  expect(live.letter('a-letter')).toEqual({ head: head('a-letter'), history: head('a-letter').history })
  expect(live.letter('c-letter')).toEqual({ history: [] })
  expect(live.letter('b-letter')).toEqual({ history: [] })
  expect(live.catalogue.map(({ slug }) => slug)).toEqual(['a-letter', 'b-letter'])
  const keys = [catalogueKey, wordsKey, indexKey, claimKey, headKey('a-letter')]
  expect(live.values).toEqual(new Map(keys.map((key) => [key, value(key)])))
})

it('nothing is broken where nothing was published', async () => {
  const live = await readLive(createMemory().kv, ['a-letter'])
  expect(live).toMatchObject({ catalogue: [], broken: [] })
})

it.each<[string, string | null, number]>([
  ['not JSON', '{', 0],
  ['nothing', 'null', 0],
  ['no history', '{}', 0],
  ['a history that is no list', '{"history":{}}', 0],
  ['a history with something else in it', null, 1],
])('of a head that is %s the right publications are kept, and it is told', async (_, json, kept) => {
  const { kv, head } = await published()
  const { history } = head('a-letter')
  const value = json ?? JSON.stringify({ history: ['x', ...history] })
  await kv.put([{ key: headKey('a-letter'), value }])
  const live = await readLive(kv, ['a-letter'])
  expect(live.letter('a-letter')).toEqual({ fault: live.broken[0], history: history.slice(0, kept) })
  expect(live.broken).toHaveLength(1)
  expect(live.broken[0]).toMatch(/^the live head cannot be read \(letter\/a-letter: [\s\S]+\)$/)
})

it.each(['{', '{}', '[{}]', 'null'])(
  'a list of letters that is %s is told, and taken for empty',
  async (value) => {
    const { kv } = await published()
    await kv.put([{ key: catalogueKey, value }])
    const live = await readLive(kv, [])
    expect(live.catalogue).toEqual([])
    expect(live.broken).toEqual(['the live list of letters cannot be read (letters)'])
  },
)

it('letters are chosen by name, or all; one that is not published is told', async () => {
  const { kv } = await published()
  expect((await readChosen(kv, ['b-letter'])).slugs).toEqual(['b-letter'])
  const all = await readChosen(kv, [])
  expect(all.slugs).toEqual(['a-letter', 'b-letter'])
  expect(all.letter('b-letter').head).toBeDefined()
  await expect(readChosen(kv, ['a-letter', 'c-letter'])).rejects.toThrow(
    new NotPublished('c-letter', ['a-letter', 'b-letter']),
  )
  await expect(readChosen(createMemory().kv, [])).rejects.toThrow(new NotPublished(undefined, []))
})
