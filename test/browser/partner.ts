/** A partner's page with the widget on it, opened in Chromium, and what happened there. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { startPartner, startWorker } from './worker.ts'

export type Site = {
  browser: Browser
  worker: Awaited<ReturnType<typeof startWorker>>
  partner: Awaited<ReturnType<typeof startPartner>>
}

export type PartnerOptions = {
  /** The page's body. `HOST` is the Worker's origin, here and below. */
  body: string
  head?: string
  lang?: string
  /** Added to the strict policy, such as `style-src 'unsafe-inline'`. */
  policy?: string
  /** Beside that policy. */
  headers?: Record<string, string>
  /** What scripts may connect to. */
  connect?: string
  context?: BrowserContextOptions
  /** Before the page is opened: to come between the browser and the Worker. */
  before?: (page: Page) => Promise<unknown>
  later?: { html: string; after: number }
}

const STRICT = "default-src 'none'; require-trusted-types-for 'script'; script-src HOST; connect-src"

export const SCRIPT = '<script async type="module" src="HOST/widget.js"></script>'

/** Opens a partner's page under the strict policy and gathers what it complains of and what it asks the Worker for. */
export const open = async ({ browser, worker, partner }: Site, options: PartnerOptions) => {
  const { body, head = SCRIPT, lang = 'en', policy = '', connect = 'HOST', headers, later } = options
  const at = (text: string): string => text.replaceAll('HOST', worker.origin)
  const url = partner.page({
    html: at(
      `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Partner</title><meta name="viewport" content="width=device-width">${head}</head><body><main><h1>Partner</h1>${body}`,
    ),
    headers: { ...headers, 'Content-Security-Policy': at(`${STRICT} ${connect}; ${policy}`) },
    later: later ? { ...later, html: at(later.html) } : { html: '', after: 0 },
  })
  const context = await browser.newContext(options.context ?? {})
  const page = await context.newPage()
  const complaints: string[] = []
  const requests: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    if (request.url().startsWith(worker.origin)) requests.push(request.url().slice(worker.origin.length))
  })
  await options.before?.(page)
  await page.goto(url, { waitUntil: 'commit' })
  return {
    page,
    complaints,
    requests,
    /** Names shown by each widget, in order. */
    names: (which = 'signatory-list') =>
      page.locator(which).locator('[part=item]:not([hidden] *)').allTextContents(),
    close: () => context.close(),
  }
}

/** Keeps the events of widgets, from before the first can fire, for `events` to read. */
export const listen = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const seen: object[] = []
    Object.defineProperty(document, 'seen', { value: seen })
    for (const type of ['signatories:load', 'signatories:error']) {
      document.addEventListener(type, (event) => {
        const { detail, composed, target } = event as CustomEvent
        const tag = (target as Element).localName
        seen.push({ type, composed, tag, ...detail, ...(detail.error && { error: `${detail.error}` }) })
      })
    }
  })

export const events = (page: Page): Promise<Record<string, unknown>[]> =>
  page.evaluate(() => (document as unknown as { seen: Record<string, unknown>[] }).seen)

/** Adds the widget's tag, after the heading, as a script of the page would under its policy on script addresses. */
export const addScript = (page: Page, origin: string, data: Record<string, string> = {}): Promise<void> =>
  page.evaluate(
    ({ src, data }) => {
      const { trustedTypes } = globalThis as unknown as {
        trustedTypes: {
          createPolicy: (name: string, rules: object) => { createScriptURL: (url: string) => string }
        }
      }
      const policy = trustedTypes.createPolicy('host', { createScriptURL: (url: string) => url })
      const script = document.createElement('script')
      Object.assign(script, { type: 'module', src: policy.createScriptURL(src) })
      Object.assign(script.dataset, data)
      document.querySelector('h1')?.after(script)
    },
    { src: `${origin}/widget.js`, data },
  )
