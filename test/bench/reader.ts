/**
 * What a reader waits for: a letter's page, and the list of who signed on a partner's page, by our widget, by our iframe,
 * by others' scripts, by ten lines of script, and written into the page by hand. In Chromium, with a slow phone's processor and network.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { letterFolder } from '../../src/editing/read-data.ts'
import { readLetter } from '../../src/editing/read-letter.ts'
import { printedName, type SignedLetter } from '../../src/letter/schema.ts'
import { launch } from '../browser/chromium.ts'
import { startWorker } from '../browser/worker.ts'
import { syntheticSignatories } from '../synthetic.ts'
import { median } from './median.ts'
import { partnerPages, scriptByHand } from './reader/pages.ts'
import { serve } from './reader/serve.ts'
import { AS_ON_A_PHONE, type Sought, type Visit, visit } from './reader/visit.ts'

const SLUG = 'un-human-rights-council-2018'
const ROUNDS = 5
/** Names that our page of a letter holds. */
const PAGE = 500
const packages = join(import.meta.dirname, '../../node_modules')

/** The medians of the rounds; times in milliseconds. `names` is how many are shown at first. */
export type ReaderRow = {
  signatories: number
  page: string
  names: number
  'names painted (ms)': number
  'LCP (ms)': number
  'TBT (ms)': number
  CLS: number
  KiB: number
  requests: number
}

type Subject = { signatories: number; page: string; url: string; sought: Sought; visits: Visit[] }

const TYPES: Record<string, string> = { css: 'text/css', js: 'text/javascript' }

const row = ({ signatories, page, sought, visits }: Subject): ReaderRow => {
  const middle = (of: keyof Visit) => median(visits.map((each) => each[of]))
  return {
    signatories,
    page,
    names: sought.names.length,
    'names painted (ms)': Math.round(middle('names')),
    'LCP (ms)': Math.round(middle('lcp')),
    'TBT (ms)': Math.round(middle('tbt')),
    CLS: Number(middle('cls').toFixed(3)),
    KiB: Number((middle('bytes') / 1024).toFixed(1)),
    requests: middle('requests'),
  }
}

/** Runs the comparison; `report` is told of progress. */
export const benchReader = async (report: (line: string) => void): Promise<ReaderRow[]> => {
  const read = await readLetter(await letterFolder(SLUG))
  if ('problems' in read) throw new Error(`data/${SLUG} has problems`)
  // The same words, so that nothing but the list differs.
  const long = { ...read.letter, slug: 'a-thousand', signatories: [...syntheticSignatories(1_000)] }

  const browser = await launch(AS_ON_A_PHONE)
  const worker = await startWorker([read.letter, long])
  const letters = await serve('letters', (path) => fetch(worker.origin + path))
  const scripts = new Map(
    [read.letter, long].map((letter) => [`/by-hand/${letter.slug}.js`, scriptByHand(letter)]),
  )
  const cdn = await serve('cdn', async (path) => {
    const type = TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? ''
    const body = scripts.get(path) ?? (await readFile(join(packages, path)))
    return new Response(body, { headers: { 'Content-Type': type } })
  })
  const pages: string[] = []
  const partner = await serve('partner', (path) => {
    const headers = { 'Content-Type': 'text/html; charset=utf-8' }
    return new Response(pages[Number(path.slice(1))] ?? '', { headers })
  })

  const subjects = (letter: SignedLetter): Subject[] => {
    const { length } = letter.signatories
    const names = letter.signatories.slice(0, PAGE).map(printedName)
    const own = {
      page: 'our page of the letter',
      url: `${letters.origin}/letters/${letter.slug}`,
      sought: { item: '.signatories > li', names },
    }
    const others = partnerPages(letter, letters.origin, cdn.origin).map(({ name, html, sought }) => ({
      page: name,
      url: `${partner.origin}/${pages.push(html) - 1}`,
      sought,
    }))
    return [own, ...others].map((each) => ({ signatories: length, ...each, visits: [] }))
  }

  try {
    const all = [...subjects(read.letter), ...subjects(long)]
    // The first round is not counted: in it the Worker reads from KV, what Workers Cache spares nearly every reader.
    for (let round = 0; round <= ROUNDS; round++) {
      for (const { url, sought, visits } of all) {
        const seen = await visit(browser, url, sought)
        if (round > 0) visits.push(seen)
      }
      report(`round ${round} of ${ROUNDS}`)
    }
    return all.map(row)
  } finally {
    await browser.close()
    for (const { stop } of [partner, cdn, letters, worker]) await stop()
  }
}
