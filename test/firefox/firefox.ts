/** A real Firefox, Debian's or another, over WebDriver BiDi. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch } from 'puppeteer-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import type { SignedLetter } from '../../src/letter/schema.ts'
import { startPartner, startWorker } from '../browser/worker.ts'

/**
 * Starts Firefox with a profile and a home in a temporary folder, which go with it.
 * @param preferences beside those that keep it from asking the network for anything by itself
 * @throws Error where there is none, which says what to install
 */
export const startFirefox = async (preferences: Record<string, unknown> = {}) => {
  const executablePath = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr'
  if (!existsSync(executablePath))
    throw new Error(
      `Firefox cannot start: there is no ${executablePath}; apt-get install --no-install-recommends firefox-esr; or name another one in FIREFOX_PATH`,
    )
  const home = await mkdtemp(join(tmpdir(), 'firefox-'))
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    env: { ...process.env, HOME: home },
    // An icon that a strict policy forbids would be a complaint.
    extraPrefsFirefox: { 'browser.chrome.site_icons': false, ...preferences },
  })
  const stop = async () => {
    await browser.close()
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }
  return { browser, stop }
}

type Site = {
  firefox: Awaited<ReturnType<typeof startFirefox>>
  worker: Awaited<ReturnType<typeof startWorker>>
  partner: Awaited<ReturnType<typeof startPartner>>
}

type Visit = { headers?: Record<string, string>; width?: number; delay?: number }

/** Firefox, a Worker that serves letters, and a partner's site, from before the first test of a file to after its last. */
export const useSite = (letters: SignedLetter[], preferences?: Record<string, unknown>) => {
  const site = {} as Site
  beforeAll(async () => {
    const [firefox, worker, partner] = await Promise.all([
      startFirefox(preferences),
      startWorker(letters),
      startPartner(),
    ])
    Object.assign(site, { firefox, worker, partner })
  })
  afterAll(async () => {
    await site.firefox?.stop()
    site.partner?.stop()
    await site.worker?.stop()
  })

  /**
   * Opens a partner's page.
   * @param delay of all that the Worker answers, in milliseconds
   */
  const visit = async (html: string, { headers = {}, width = 1000, delay = 0 }: Visit = {}) => {
    const { origin } = site.worker
    const page = await site.firefox.browser.newPage()
    onTestFinished(() => page.close())
    const complaints: string[] = []
    const requests: string[] = []
    page.on('console', (message) => {
      if (['error', 'warn'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(`${error}`))
    page.on('request', (request) => {
      if (request.url().startsWith(origin)) requests.push(request.url().slice(origin.length))
    })
    if (delay > 0) {
      await page.setRequestInterception(true)
      page.on('request', async (request) => {
        if (request.url().startsWith(origin)) await new Promise((resolve) => setTimeout(resolve, delay))
        await request.continue()
      })
    }
    await page.setViewport({ width, height: 3000 })
    await page.goto(site.partner.page({ html, headers }))
    return { page, complaints, requests }
  }
  return { site, visit }
}
