/**
 * Publishes under load: one writer, many readers, real workerd and KV, for `--seconds` (60); then 100,000 different
 * addresses of a letter that large are asked for, each once. Fails when an answer mixes two revisions or is another's,
 * when an answer is not a 200, when the last revision is not seen in the end, or when memory grows.
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
/** How many addresses are asked for once each: everybody's in a letter, and of every tenth a search for their name. */
const ADDRESSES = 100_000
const SEARCH_EVERY = 10
/** In MiB, from half-way on. */
const GROWTH = 16
/** In milliseconds: longer than an isolate may serve an old head. */
const SETTLE = 12_000

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } })
const seconds = Number(values.seconds)

/** Everyone in it, and its title, carry the letter's serial number. */
const letterNumber = (serial: number, count = 1 + ((serial * 997) % LARGEST)): SignedLetter => ({
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
  signatories: Array.from({ length: count }, (_, index) => ({
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

const publish = async (count?: number): Promise<void> => {
  serial++
  const { pairs, compiled } = await compileWhole(letterNumber(serial, count))
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

type Found = { signatories: { id: string }[] }

/** Asks for an address that nothing else asks for, and looks whether the answer is its own. */
const readOne = async (number: number): Promise<void> => {
  const list = `${origin}/v1/letters/${SLUG}/signatories`
  const who = Math.floor(number / SEARCH_EVERY)
  if (number % SEARCH_EVERY === 0) {
    const { signatories } = JSON.parse(await get(`${list}?q=organisation+${who}+of`)) as Found
    if (!signatories.some(({ id }) => id === `s-${who}`))
      throw new Error(`the search for ${who} does not find them`)
    return
  }
  const id = `s-${number}`
  const { name } = JSON.parse(await get(`${list}/${id}`)) as { name: string }
  if (name !== `Organisation ${number} of letter ${serial}`) throw new Error(`${id} is ${name}`)
}

/** Asks for all addresses. @returns what the isolate holds at the beginning, in the middle and near the end, in MiB */
const readEveryone = async (): Promise<[number, number, number]> => {
  let number = 0
  // Asked while the isolate is busy.
  const heapAt = async (share: number) => {
    while (number < ADDRESSES * share) await new Promise((resolve) => setTimeout(resolve, 20))
    return heapOf(miniflare, 'undersigned')
  }
  const [begun, middle, end] = await Promise.all([
    heapAt(0.01),
    heapAt(0.5),
    heapAt(0.97),
    ...Array.from({ length: READERS }, async () => {
      while (number < ADDRESSES) await readOne(number++)
    }),
  ])
  return [begun, middle, end]
}

const failAtGrowth = (from: number, to: number): void => {
  if (to - from > GROWTH) throw new Error(`the isolate grew from ${from} to ${to} MiB`)
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
    until(() => publish()),
    ...Array.from({ length: READERS }, () => until(read)),
  ])

  await new Promise((resolve) => setTimeout(resolve, SETTLE))
  await read() // begins the refresh in the background
  // Longer than an answer is repeated.
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  const last = await read()
  if (last !== serial) throw new Error(`the last revision is ${serial}, and ${last} is served`)
  failAtGrowth(halfWay, late)
  console.log(
    `${requests} requests and ${serial} publishes in ${seconds} s: no answer mixed two revisions, none was lost; ` +
      `the isolate held ${halfWay.toFixed(1)} MiB half-way and ${late.toFixed(1)} MiB near the end.`,
  )

  await publish(ADDRESSES)
  await new Promise((resolve) => setTimeout(resolve, SETTLE))
  await get(`${origin}/v1/letters/${SLUG}`) // begins the refresh in the background
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  const heaps = await readEveryone()
  const [begun, middle, ended] = heaps.map((heap) => heap.toFixed(1))
  failAtGrowth(heaps[1], heaps[2])
  console.log(
    `${ADDRESSES} different addresses: the isolate held ${begun} MiB at the beginning, ${middle} MiB in the middle ` +
      `and ${ended} MiB near the end.`,
  )
} finally {
  await miniflare.dispose()
}
