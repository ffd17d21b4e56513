import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import packaged from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/** Which of Debian's packages has a library that the packaged Chromium needs. */
const DEBIAN_PACKAGES: Record<string, string> = {
  libexpat: 'libexpat1',
  libnspr4: 'libnspr4',
  libplc4: 'libnspr4',
  libplds4: 'libnspr4',
  libnss3: 'libnss3',
  libnssutil3: 'libnss3',
  libsmime3: 'libnss3',
}

/**
 * What Chromium needs and the system lacks, as a sentence that says what to install.
 * @param ldd what `ldd` said of it
 */
export const missingLibraries = (path: string, ldd: string): string | undefined => {
  const missing = Array.from(ldd.matchAll(/^\s*(\S+) => not found/gm), ([, library = '']) => library)
  if (missing.length === 0) return undefined
  const packages = missing.map((library) => DEBIAN_PACKAGES[library.replace(/\.so.*/, '')])
  const known = [...new Set(packages.filter((name) => name !== undefined))]
  const install = known.length > 0 ? [`apt-get install --no-install-recommends ${known.join(' ')}`] : []
  return [
    `${path} cannot start: this system lacks ${missing.join(', ')}`,
    ...install,
    ...(packages.includes(undefined) ? ['apt-file search finds the package of a library'] : []),
    'or name another Chromium in CHROMIUM_PATH',
  ].join('; ')
}

/**
 * Finds the Chromium of this run: `CHROMIUM_PATH`, else the system's, else the one in `@sparticuz/chromium` (Linux),
 * unpacked to the temporary folder. Call it once, before anything that could run at the same time: whoever starts a
 * program while another process still writes it gets ETXTBSY.
 * @throws Error where there is none, or where the system lacks a library it needs
 */
export const findChromium = async (): Promise<string> => {
  const named = process.env.CHROMIUM_PATH
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist`)
  const installed = named || ['/usr/bin/chromium'].find(existsSync)
  const path = installed ?? (await packaged.executablePath())
  // A script that starts Chromium, as Debian's is, and a system without ldd say nothing here.
  const { stdout } = await promisify(execFile)('ldd', [path]).catch(() => ({ stdout: '' }))
  const missing = missingLibraries(path, stdout)
  if (missing !== undefined) throw new Error(missing)
  return path
}

/** Starts real Chromium. The package's own arguments would turn web security off, so none of them is used. */
export const launch = async (...args: string[]): Promise<Browser> =>
  chromium.launch({
    executablePath: await findChromium(),
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
