/** Takes the pictures in docs/pictures: a letter's page and every view of the widget, in light, dark and Arabic (`npm run pictures`). */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { arabic, haley, signedByMany } from '../fixtures/signed.ts'
import { makeRunFolder } from '../run-folder.ts'
import { launch } from './chromium.ts'
import { smallPng } from './small-png.ts'
import { startPartner, startWorker } from './worker.ts'

const folder = join(import.meta.dirname, '../../docs/pictures')

const looks = {
  light: { lang: 'en', letter: haley.slug, scheme: 'light' },
  dark: { lang: 'en', letter: haley.slug, scheme: 'dark' },
  arabic: { lang: 'ar', letter: arabic.slug, scheme: 'light' },
} as const

/** The first of a letter's page, on a phone, in CSS pixels. */
const PHONE = { width: 375, height: 720 }

/** CSS pixels. */
const widths = { list: 560, compact: 400, count: 260, search: 560 }

makeRunFolder()
const worker = await startWorker([haley, arabic, signedByMany(1234, 'many')])
const partner = await startPartner()
const browser = await launch('--disable-lcd-text')
try {
  await mkdir(folder, { recursive: true })
  for (const [name, { lang, letter, scheme }] of Object.entries(looks)) {
    const phone = await browser.newPage({ viewport: PHONE, colorScheme: scheme })
    await phone.goto(`${worker.origin}/letters/${letter}${lang === 'en' ? '' : `/${lang}`}`)
    await writeFile(join(folder, `letter-${name}.png`), await smallPng(phone, await phone.screenshot()))
    await phone.close()
    for (const [view, width] of Object.entries(widths)) {
      const shown = view === 'search' ? `letter="many" limit="12"` : `letter="${letter}" view="${view}"`
      const url = partner.page({
        html: `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>Partner</title>
<style>:root{color-scheme:${scheme}}body{margin:0;padding:16px;font:16px/1.5 "DejaVu Sans",sans-serif}</style>
<script type="module" src="${worker.origin}/widget.js"></script>
<signatory-list ${shown}></signatory-list></html>`,
      })
      const page = await browser.newPage({ viewport: { width, height: 100 } })
      const loaded = page.waitForResponse((response) => response.url().includes('/signatories'))
      await page.goto(url)
      await loaded
      await page.locator('signatory-list').locator('.box').waitFor()
      const picture = await smallPng(page, await page.screenshot({ fullPage: true }))
      await writeFile(join(folder, `${view}-${name}.png`), picture)
      await page.close()
    }
  }
} finally {
  await browser.close()
  partner.stop()
  await worker.stop()
}
