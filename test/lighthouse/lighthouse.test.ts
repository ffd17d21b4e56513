/** What Lighthouse says of the real Worker's pages, on the phone that it takes for granted. */
import lighthouse from 'lighthouse'
import puppeteer, { type Browser } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from '../browser/chromium.ts'
import { startWorker } from '../browser/worker.ts'
import { haley } from '../fixtures/signed.ts'

let browser: Browser
let worker: Awaited<ReturnType<typeof startWorker>>

beforeAll(async () => {
  worker = await startWorker([haley])
  browser = await puppeteer.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  })
})

afterAll(async () => {
  await browser?.close()
  await worker?.stop()
})

/** What it finds in a page, and how fast that was: which is printed and not held, for others work on the same machine. */
const audit = async (path: string) => {
  const page = await browser.newPage()
  const onlyCategories = ['accessibility', 'best-practices', 'seo', 'performance']
  const result = await lighthouse(
    worker.origin + path,
    { logLevel: 'error', onlyCategories },
    undefined,
    page,
  )
  await page.close()
  if (!result) throw new Error(`Lighthouse said nothing of ${path}`)
  const { audits, categories, runtimeError } = result.lhr
  if (runtimeError) throw new Error(runtimeError.message)
  const { performance, ...held } = categories
  console.info(`${path}: performance ${Math.round((performance?.score ?? 0) * 100)}`)
  // An audit without a weight informs, and counts for nothing.
  const failed = Object.values(held)
    .flatMap(({ auditRefs }) => auditRefs)
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => `${id}: ${audits[id]?.title} ${JSON.stringify(audits[id]?.details)}`)
  return { failed, scores: Object.fromEntries(Object.values(held).map(({ id, score }) => [id, score])) }
}

const ALL = { accessibility: 1, 'best-practices': 1, seo: 1 }

test.each([
  ['letter', `/letters/${haley.slug}`],
  ['home', '/'],
  ['docs', '/docs'],
])('the %s page is worth 100 for access, good practice and search engines', async (_, path) => {
  expect(await audit(path)).toEqual({ failed: [], scores: ALL })
})

test.each([
  ['frame', `/embed/${haley.slug}`],
  ['builder', `/letters/${haley.slug}/embed`],
])('the %s has nothing wrong but that no search engine is to list it', async (_, path) => {
  const { failed, scores } = await audit(path)
  expect(failed).toEqual([expect.stringMatching(/^is-crawlable: /)])
  expect({ ...scores, seo: 1 }).toEqual(ALL)
})
