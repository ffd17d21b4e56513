import { existsSync } from 'node:fs'
import packaged from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const installed = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path))

/**
 * Starts real Chromium: `CHROMIUM_PATH`, else the system's, else the one in `@sparticuz/chromium`
 * (Linux). That package's own arguments would turn web security off, so none of them is used.
 */
export const launch = async (...args: string[]): Promise<Browser> =>
  chromium.launch({
    executablePath: installed ?? (await packaged.executablePath()),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
      ...args,
    ],
  })
