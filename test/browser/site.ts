import { afterAll, beforeAll } from 'vitest'
import { launch } from './chromium.ts'
import type { Site } from './partner.ts'
import { startPartner, startWorker } from './worker.ts'

/** Chromium, a Worker that serves letters, and a partner's site, from before the first test of a file to after its last. */
export const useSite = (letters: Parameters<typeof startWorker>[0]): Site => {
  const site = {} as Site
  beforeAll(async () => {
    const [browser, worker, partner] = await Promise.all([launch(), startWorker(letters), startPartner()])
    Object.assign(site, { browser, worker, partner })
  })
  afterAll(async () => {
    await site.browser.close()
    site.partner.stop()
    await site.worker.stop()
  })
  return site
}
