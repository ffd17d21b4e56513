/** One reader's visit to a page, with nothing cached, on a slow phone in a slow network. */
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'

/**
 * Lighthouse's mobile profile, 150 ms a round trip and 1.6 Mbit/s, as it applies it by the same protocol. Chromium holds
 * up requests, not packets: 3.75 round trips for each stand for the opening of a connection too, and a tenth less
 * throughput for what packets cost (https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md).
 */
const NETWORK = {
  offline: false,
  latency: 150 * 3.75,
  downloadThroughput: (1.6 * 2 ** 20 * 0.9) / 8,
  uploadThroughput: (750 * 2 ** 10 * 0.9) / 8,
}
const PROCESSOR = { rate: 4 }
const PHONE = {
  viewport: { width: 412, height: 823 },
  deviceScaleFactor: 1.75,
  isMobile: true,
  hasTouch: true,
}

/** Milliseconds after the network is quiet in which a late task would be seen. */
const QUIET = 1000

/** On Android Chromium gives few sites' frames a process of their own: the frame's work is the page's. */
export const AS_ON_A_PHONE = '--disable-site-isolation-trials'

/** Where the names stand: elements `item` in the document, or in the shadow root of the element `host`. */
export type Sought = { host?: string; item: string; names: string[] }

/** What a frame notes of itself; times in milliseconds since `origin`, 0 for what has not happened. */
export type Observed = {
  origin: number
  fcp: number
  lcp: number
  shift: number
  tasks: { start: number; end: number }[]
  names: number
}

/** Times in milliseconds. */
export type Visit = {
  lcp: number
  /** Cumulative Layout Shift, no unit. */
  cls: number
  /** Total Blocking Time: of every task after the first paint, what is over 50 ms. */
  tbt: number
  /** From the start of the navigation until the frame in which all the names sought are painted. */
  names: number
  /** On the wire, header fields and all. */
  bytes: number
  requests: number
}

const observerOf = async (sought: Sought): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'observer.ts')],
    bundle: true,
    format: 'iife',
    define: { SOUGHT: JSON.stringify(sought) },
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

const blocking = ({ fcp, tasks }: Observed): number =>
  tasks
    .map(({ start, end }) => end - Math.max(start, fcp) - 50)
    .filter((time) => time > 0)
    .reduce((sum, time) => sum + time, 0)

/** Visits a page. @throws when the names sought are not there in the end */
export const visit = async (browser: Browser, url: string, sought: Sought): Promise<Visit> => {
  // A new context has a cache, and connections, of its own.
  const context = await browser.newContext(PHONE)
  try {
    const page = await context.newPage()
    const protocol = await context.newCDPSession(page)
    let bytes = 0
    let requests = 0
    protocol.on('Network.requestWillBeSent', ({ request }) => {
      if (request.url.startsWith('http')) requests++
    })
    protocol.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
    })
    await protocol.send('Network.enable')
    await protocol.send('Network.emulateNetworkConditions', NETWORK)
    await protocol.send('Emulation.setCPUThrottlingRate', PROCESSOR)
    await page.addInitScript(await observerOf(sought))
    await page.goto(url, { waitUntil: 'networkidle' })
    await page.waitForTimeout(QUIET)

    const read = () => (globalThis as unknown as { observed: Observed }).observed
    const main = await page.evaluate(read)
    const frames = await Promise.all(page.frames().map((frame) => frame.evaluate(read)))
    const shown = frames.find(({ names }) => names > 0)
    if (!shown) throw new Error(`${url} does not show the ${sought.names.length} names`)
    return {
      lcp: main.lcp,
      cls: main.shift,
      tbt: blocking(main),
      names: shown.origin + shown.names - main.origin,
      bytes,
      requests,
    }
  } finally {
    await context.close()
  }
}
