import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ACCENT, drawnColours, GROUNDS, type Ground, readable } from '../../../src/build/site-file/accent.ts'
import { buildPageStyle, buildStyles } from '../../../src/build/styles.ts'
import { contrast } from '../../../src/embed/contrast.ts'

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, '0')}`)

test('the grounds and accents are those of the pages’ style', async () => {
  const css = await readFile('src/page/style.css', 'utf8')
  const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)')
  expect(light).toContain(`--paper: ${GROUNDS.light};`)
  expect(light).toContain(`--accent: ${ACCENT.light};`)
  expect(dark).toContain(`--paper: ${GROUNDS.dark};`)
  expect(dark).toContain(`--accent: ${ACCENT.dark};`)
})

test('what is said to be right for a colour is', () => {
  fc.assert(
    fc.property(colour, fc.constantFrom<Ground>('light', 'dark'), (given, ground) => {
      expect(contrast(readable(given, ground), GROUNDS[ground])).toBeGreaterThanOrEqual(4.5)
    }),
  )
})

test('the mark shows on either ground, whatever the accent', () => {
  fc.assert(
    fc.property(colour, (given) => {
      const { mark } = drawnColours({ light: readable(given, 'light'), dark: '#ffffff' })
      for (const ground of Object.values(GROUNDS)) expect(contrast(mark, ground)).toBeGreaterThanOrEqual(3)
    }),
  )
})

const BARE = { links: [], pages: [] }

test('pages have the accents of their site, and their own style where it has none', async () => {
  expect(await buildPageStyle(BARE)).toEqual(await buildStyles('page/style.css'))
  const { css, hash } = await buildPageStyle(BARE, { light: '#004488', dark: '#88bbff' })
  expect(css).toContain('--accent: #004488')
  expect(css).toContain('--accent: #88bbff')
  expect(css).not.toContain(ACCENT.light)
  expect(hash).not.toBe((await buildPageStyle(BARE)).hash)
})
