/**
 * What questions across letters cost as a site grows: its home page, `/v1/letters` with each filter, the search of everyone,
 * feeds, sitemap and dump; and that a letter among them costs what it did.
 */
import { openSpool } from '../../src/cli/spool.ts'
import { fold } from '../../src/letter/fold.ts'
import type { Signatory } from '../../src/letter/schema.ts'
import { compile } from '../../src/publishing/compile.ts'
import { catalogueEntry, nextHead } from '../../src/publishing/head.ts'
import { drain } from '../../src/publishing/pairs.ts'
import { syncIndex } from '../../src/publishing/signatories-index/sync.ts'
import { nextWords } from '../../src/publishing/words.ts'
import { MOST_PARTS_FOR_LETTERS } from '../../src/reading/store/place.ts'
import { searchSteps } from '../../src/reading/store/search-steps.ts'
import {
  catalogueKey,
  headKey,
  indexKey,
  indexPartKey,
  partKey,
  revisionKey,
  wordsKey,
} from '../../src/revision/keys.ts'
import type { Catalogue, SignatoriesIndex } from '../../src/revision/layout.ts'
import { letterSaying } from '../letters.ts'
import { syntheticSignatory } from '../synthetic.ts'
import { type Cost, coldAndWarm, TIMES } from './cold-and-warm.ts'
import { putInto } from './put-into.ts'
import { bundle, start } from './workerd.ts'

const SIZES = [10, 500]
/** As many names as each letter has: a million of 500. */
const NAMES = 2_000
const WORDS = 400
/** Words that letters choose from; the more often the earlier. */
const VOCABULARY = 20_000
/** Of those that read all letters, or all of one. */
const TIMES_WHOLE = 3

/** Who signed each of the letters, beside those who signed one. */
const everywhere: Signatory = {
  id: 'amnesty-international',
  type: 'organisation',
  name: 'Amnesty International',
  acronym: 'AI',
  signed: '2020-02-20',
}

const SLUG = 'letter-3'
/** Whom is asked for: a name that one has, one that stands in each letter, a word of many thousands, and two. */
const RARE = fold(syntheticSignatory(3 * NAMES + 5).name)
const EVERYWHERE = fold(everywhere.name)
const THOUSANDS = 'amina'
const COMMON = 'rights women'

const plus = (query: string): string => query.replaceAll(' ', '+')

const requestsOf = (revision: string): Record<string, string> => ({
  home: '/',
  'home, a search': '/?q=w7+w12',
  letters: '/v1/letters',
  'letters, a page': '/v1/letters?limit=50',
  'letters, `q`': '/v1/letters?q=w7+w12',
  'letters, `addressee`': '/v1/letters?addressee=somebody',
  'letters, `language`': '/v1/letters?language=en',
  'letters, `since` and `until`': '/v1/letters?since=2015-01-01&until=2015-12-31',
  'letters, `signed_by` a rare name': `/v1/letters?signed_by=${plus(RARE)}`,
  'letters, `signed_by` one who signed all': `/v1/letters?signed_by=${plus(EVERYWHERE)}`,
  'letters, `signed_by` thousands': `/v1/letters?signed_by=${THOUSANDS}`,
  'letters, `signed_by` two common words': `/v1/letters?signed_by=${plus(COMMON)}`,
  'letters, all filters':
    '/v1/letters?addressee=somebody&language=en&q=w7&signed_by=amnesty&since=2015-01-01',
  'signatories, a rare name': `/v1/signatories?q=${plus(RARE)}`,
  'signatories, one who signed all': `/v1/signatories?q=${plus(EVERYWHERE)}`,
  'signatories, thousands': `/v1/signatories?q=${THOUSANDS}`,
  'signatories, two common words': `/v1/signatories?q=${plus(COMMON)}`,
  'signatories, the page': `/signatories?q=${plus(EVERYWHERE)}`,
  'feed, Atom': '/feed.atom',
  'feed, JSON': '/feed.json',
  sitemap: '/sitemap.xml',
  'a letter': `/v1/letters/${SLUG}`,
  'its list, `at` a day': `/v1/letters/${SLUG}/signatories?at=2015-12-31`,
  'its list as it was then': `/v1/letters/${SLUG}/signatories?cursor=${revision}.${NAMES >> 1}`,
  'its counts, by day': `/v1/letters/${SLUG}/counts?by=day`,
  'its counts, by country': `/v1/letters/${SLUG}/counts?by=country`,
})

const wholeRequests: Record<string, string> = {
  dump: '/v1/dump.jsonl',
  'its CSV': `/letters/${SLUG}/signatories.csv`,
  'its JSON Lines': `/letters/${SLUG}/signatories.jsonl`,
  'its Data Package': `/letters/${SLUG}/datapackage.json`,
  'its bundle': `/letters/${SLUG}.bundle.zip`,
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

function* signatoriesOf(number: number): Generator<Signatory> {
  yield everywhere
  for (let n = 1; n < NAMES; n++) yield syntheticSignatory(number * NAMES + n)
}

/** The parts of the index of everyone that a question may read, whatever each reads at most. */
const partsRead = (index: SignatoriesIndex, queries: readonly string[]): string[] =>
  queries.flatMap((query) =>
    [index, { index: index.index }].flatMap((indexes) =>
      searchSteps(indexes, query.split(' '))
        .slice(0, 2 * MOST_PARTS_FOR_LETTERS)
        .map(({ name }) => indexPartKey(name)),
    ),
  )

/**
 * Publishes letters, the list of them, and both of its indexes. KV gets what the requests read, the rest (two gigabytes, of a
 * million names) is in a temporary file.
 *
 * @param queries for which somebody is looked for
 */
const publish = async (
  origin: string,
  count: number,
  queries: readonly string[],
  report: (line: string) => void,
): Promise<Catalogue> => {
  using spool = openSpool()
  const catalogue: Catalogue = []
  for (let n = 0; n < count; n++) {
    if (n % 50 === 0) report(`letter ${n} of ${count}`)
    const date = new Date(Date.UTC(2015, 0, 1 + 7 * n)).toISOString().slice(0, 10)
    const published = `${date}T12:00:00.000Z`
    const title = `A letter on ${syntheticSignatory(n).name}`
    const { signatories: _, ...letter } = letterSaying(`letter-${n}`, textOf(n), date, title)
    const { slug } = letter
    const keys: string[] = []
    const compiled = await drain(compile(letter, signatoriesOf(n)), (pair) => {
      spool.add(pair)
      keys.push(pair.key)
    })
    const own = [revisionKey(slug, compiled.revision.id), partKey(slug, compiled.revision.letter)]
    await putInto(origin, spool.get(slug === SLUG ? keys : own))
    await putInto(origin, [{ key: headKey(slug), value: JSON.stringify(nextHead(compiled, published)) }])
    catalogue.push(catalogueEntry(compiled, { published }))
  }
  const words = await nextWords(spool, undefined, catalogue)
  report('making the index of everyone')
  const { index } = await syncIndex(spool, undefined, catalogue, spool)
  await putInto(origin, spool.get(partsRead(index, queries)))
  await putInto(origin, [
    { key: catalogueKey, value: JSON.stringify(catalogue) },
    { key: indexKey, value: JSON.stringify(index) },
    ...(words ? [{ key: wordsKey, value: JSON.stringify(words.index) }, ...words.parts] : []),
  ])
  return catalogue
}

type SiteRow = { letters: number; names: number; request: string } & Cost

export const lettersGrowth = async (report: (line: string) => void): Promise<SiteRow[]> => {
  const rows: SiteRow[] = []
  for (const letters of SIZES) {
    const miniflare = await start({ counted: await bundle('workers/counted.ts') })
    try {
      const names = letters * NAMES
      report(`publishing ${letters} letters with ${names} names`)
      const begin = performance.now()
      const { origin } = await miniflare.unsafeGetDirectURL('counted')
      const catalogue = await publish(
        origin,
        letters,
        [RARE, EVERYWHERE, THOUSANDS, COMMON, 'amnesty'],
        report,
      )
      report(`published in ${Math.round((performance.now() - begin) / 1000)} s`)
      const { revision = '' } = catalogue.find(({ slug }) => slug === SLUG) ?? {}
      const requests = { ...requestsOf(revision), ...wholeRequests }
      for (const [request, path] of Object.entries(requests)) {
        const cost = await coldAndWarm(origin, path, request in wholeRequests ? TIMES_WHOLE : TIMES)
        rows.push({ letters, names, request, ...cost })
        report(JSON.stringify(rows.at(-1)))
      }
    } finally {
      await miniflare.dispose()
    }
  }
  const peak = Math.round(process.resourceUsage().maxRSS / 1024)
  report(`the most memory of this process was ${peak} MiB`)
  return rows
}
