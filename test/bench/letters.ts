/** What the lists of letters cost as a site grows: its home page, `/v1/letters`, their searches, its feeds and sitemap. */
import { compileWhole } from '../../src/publishing/compile.ts'
import { catalogueEntry } from '../../src/publishing/head.ts'
import { createMapKv } from '../../src/publishing/kv-map.ts'
import { nextWords } from '../../src/publishing/words.ts'
import { catalogueKey, wordsKey } from '../../src/revision/keys.ts'
import type { Catalogue, Pair } from '../../src/revision/layout.ts'
import { letterSaying } from '../letters.ts'
import { syntheticSignatory } from '../synthetic.ts'
import { ask, kibibytes, TIMES } from './growth.ts'
import { median } from './median.ts'
import { bundle, start } from './workerd.ts'

const SIZES = [10, 500]
const WORDS = 400
/** Words that letters choose from; the more often the earlier. */
const VOCABULARY = 20_000

const REQUESTS = {
  home: '/',
  'home, a search': '/?q=w7+w12',
  letters: '/v1/letters',
  'letters, a page': '/v1/letters?limit=50',
  'letters, a search': '/v1/letters?q=w7+w12',
  'letters, by day': '/v1/letters?since=2020-01-01&until=2020-12-31',
  feed: '/feed.atom',
  sitemap: '/sitemap.xml',
}

/** A text that is the same for the same number. */
const textOf = (number: number): string => {
  let seed = number + 1
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
  return Array.from({ length: WORDS }, () => `w${Math.floor(VOCABULARY * random() ** 3)}`).join(' ')
}

/** What a site of so many letters has beside the letters themselves: the list, and the index of its words. */
const listOf = async (count: number): Promise<Pair[]> => {
  const stored = new Map<string, Pair>()
  const catalogue: Catalogue = []
  for (let n = 0; n < count; n++) {
    const date = new Date(Date.UTC(2015, 0, 1 + 7 * n)).toISOString().slice(0, 10)
    const title = `A letter on ${syntheticSignatory(n).name}`
    const { pairs, compiled } = await compileWhole(letterSaying(`letter-${n}`, textOf(n), date, title))
    for (const pair of pairs) stored.set(pair.key, pair)
    catalogue.push(catalogueEntry(compiled, { published: `${date}T12:00:00.000Z` }))
  }
  const words = await nextWords(createMapKv(stored), undefined, catalogue)
  return [
    { key: catalogueKey, value: JSON.stringify(catalogue) },
    ...(words ? [{ key: wordsKey, value: JSON.stringify(words.index) }, ...words.parts] : []),
  ]
}

export const lettersGrowth = async (report: (line: string) => void): Promise<object[]> => {
  const rows: object[] = []
  for (const letters of SIZES) {
    const miniflare = await start({ counted: await bundle('workers/counted.ts') })
    try {
      report(`listing ${letters} letters`)
      const kv = await miniflare.getKVNamespace('LETTERS', 'counted')
      for (const { key, value } of await listOf(letters)) await kv.put(key, value)
      const { origin } = await miniflare.unsafeGetDirectURL('counted')
      for (const [request, path] of Object.entries(REQUESTS)) {
        const cold: Awaited<ReturnType<typeof ask>>[] = []
        const warm: number[] = []
        for (let time = 0; time < TIMES; time++) {
          await fetch(origin, { method: 'DELETE' })
          cold.push(await ask(origin + path))
          warm.push((await ask(origin + path)).milliseconds)
        }
        const [first] = cold
        rows.push({
          letters,
          request,
          'cold (ms)': Number(median(cold.map(({ milliseconds }) => milliseconds)).toFixed(1)),
          'warm (ms)': Number(median(warm).toFixed(1)),
          'KV rounds': first?.reads.rounds,
          'KV reads': first?.reads.reads,
          'KV (KiB)': kibibytes(first?.reads.bytes ?? 0),
          'body (KiB)': kibibytes(first?.bytes ?? 0),
        })
        report(JSON.stringify(rows.at(-1)))
      }
    } finally {
      await miniflare.dispose()
    }
  }
  return rows
}
