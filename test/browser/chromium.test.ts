import { expect, inject, test } from 'vitest'
import { launch, missingLibraries } from './chromium.ts'

test('Chromium starts; where it cannot, this test alone fails and says what to install', async () => {
  const chromium = inject('chromium')
  if ('missing' in chromium) throw new Error(chromium.missing)
  const browser = await launch()
  expect(Number.parseInt(browser.version(), 10)).toBeGreaterThan(100)
  await browser.close()
})

test('each library that the system lacks is named, with Debian’s package for it', () => {
  const ldd = `
	linux-vdso.so.1 (0x00007fea5b0db000)
	libnspr4.so => /lib/x86_64-linux-gnu/libnspr4.so (0x00007fea5b07e000)
	libnss3.so => not found
	libnssutil3.so => not found
	libexpat.so.1 => not found
`
  expect(missingLibraries('/a/chromium', ldd)).toBe(
    '/a/chromium cannot start: this system lacks libnss3.so, libnssutil3.so, libexpat.so.1; apt-get install --no-install-recommends libnss3 libexpat1; or name another Chromium in CHROMIUM_PATH',
  )
  expect(missingLibraries('/a/chromium', '\tlibgbm.so.1 => not found\n')).toContain(
    'apt-file search finds the package of a library',
  )
  expect(missingLibraries('/a/chromium', ldd.replaceAll('not found', '/lib/there.so'))).toBeUndefined()
})
