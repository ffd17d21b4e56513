/**
 * Publishes under load: one writer, many readers, real workerd and KV, for `--seconds` (60). Fails when an answer mixes
 * two revisions, when an answer is not a 200, when the last revision is not seen in the end, or when memory grows.
 */
import { parseArgs } from 'node:util'
import type { SignedLetter } from '../../src/letter/schema.ts'
import { compileWhole } from '../../src/publishing/compile.ts'
import { nextHead } from '../../src/publishing/head.ts'
import { headKey } from '../../src/revision/keys.ts'
import type { Head, Pair } from '../../src/revision/layout.ts'
import { bundle, heapOf, start } from './workerd.ts'

const SLUG = 'soak'
const READERS = 8
const LARGEST = 3_000
/** In MiB, from half-way on. */
const GROWTH = 16
/** In milliseconds: longer than an isolate may serve an old head. */
const SETTLE = 12_000

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } })
const seconds = Number(values.seconds)

/** Everyone in it, and its title, carry the letter's serial number. */
const letterNumber = (serial: number): SignedLetter => ({
  slug: SLUG,
  date: '2026-01-01',
  translations: [
    {
      language: 'en',
      title: `Letter ${serial}`,
      addressee: 'Somebody',
      body: [{ type: 'paragraph', children: [{ type: 'text', value: `Text ${serial}` }] }],
    },
  ],
  signatories: Array.from({ length: 1 + ((serial * 997) % LARGEST) }, (_, index) => ({
    id: `s-${index}`,
    type: 'organisation',
    name: `Organisation ${index} of letter ${serial}`,
  })),
})

const miniflare = await start({ undersigned: await bundle('../../src/reading/index.ts') })
const { origin } = await miniflare.unsafeGetDirectURL('undersigned')
const kv = (await miniflare.getKVNamespace('LETTERS', 'undersigned')) as unknown as KVNamespace

/** The serial number of each revision that was published. */
const serials = new Map<string, number>()
let head: Head | undefined
let serial = 0

const publish = async (): Promise<void> => {
  serial++
  const { pairs, compiled } = await compileWhole(letterNumber(serial))
  serials.set(compiled.revision.id, serial)
  for (const { key, value } of pairs) await kv.put(key, value)
  const next = nextHead(compiled, new Date().toISOString(), head)
  head = { ...next, history: next.history.slice(0, 20) }
  const pair: Pair = { key: headKey(SLUG), value: JSON.stringify(head) }
  await kv.put(pair.key, pair.value)
}

let requests = 0
const get = async (url: string): Promise<string> => {
  const response = await fetch(url)
  const body = await response.text()
  requests++
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}: ${body}`)
  return body
}

type Page = {
  revision: string
  count: number
  signatories: { name: string }[]
  links: { next: string | null }
}

/** Reads everything of one revision, as a reader who pages through the list would. */
const read = async (): Promise<number> => {
  const letter = JSON.parse(await get(`${origin}/v1/letters/${SLUG}`)) as {
    revision: string
    title: string
    text: string
  }
  const of = serials.get(letter.revision)
  if (letter.title !== `Letter ${of}` || letter.text.trim() !== `Text ${of}`)
    throw new Error(`mixed letter: ${letter.title}`)

  let seen = 0
  let first: string | undefined
  for (let url: string | null = `${origin}/v1/letters/${SLUG}/signatories?limit=500`; url !== null; ) {
    const page = JSON.parse(await get(url)) as Page
    first ??= page.revision
    if (page.revision !== first) throw new Error('paging went over to another revision')
    const number = serials.get(page.revision)
    for (const { name } of page.signatories) {
      if (name !== `Organisation ${seen} of letter ${number}`)
        throw new Error(`mixed list: ${name} in letter ${number}`)
      seen++
    }
    if (page.links.next === null && seen !== page.count)
      throw new Error(`${seen} signatories of ${page.count}`)
    url = page.links.next
  }

  const html = await get(`${origin}/letters/${SLUG}`)
  const numbers = new Set(
    Array.from(html.matchAll(/(?:Letter|of letter|Text) (\d+)/g), ([, number]) => number),
  )
  if (numbers.size !== 1) throw new Error(`mixed page: ${[...numbers].join(', ')}`)
  return of ?? 0
}

try {
  await publish()
  const end = Date.now() + seconds * 1000
  const until = async (work: () => Promise<unknown>) => {
    while (Date.now() < end) await work()
  }
  // Asked while the isolate is busy: an idle one does not answer.
  const heapAt = async (share: number) => {
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000 * share))
    return heapOf(miniflare, 'undersigned')
  }
  const [halfWay, late] = await Promise.all([
    heapAt(0.5),
    heapAt(0.9),
    until(publish),
    ...Array.from({ length: READERS }, () => until(read)),
  ])

  await new Promise((resolve) => setTimeout(resolve, SETTLE))
  await read() // begins the refresh in the background
  // Longer than an answer is repeated.
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  const last = await read()
  if (last !== serial) throw new Error(`the last revision is ${serial}, and ${last} is served`)
  if (late - halfWay > GROWTH) throw new Error(`the isolate grew from ${halfWay} to ${late} MiB`)
  console.log(
    `${requests} requests and ${serial} publishes in ${seconds} s: no answer mixed two revisions, none was lost; ` +
      `the isolate held ${halfWay.toFixed(1)} MiB half-way and ${late.toFixed(1)} MiB near the end.`,
  )
} finally {
  await miniflare.dispose()
}
