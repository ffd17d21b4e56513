/** What every page is checked for. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Frame, Page } from 'playwright-core'
import { expect } from 'vitest'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** By how many pixels a page scrolls sideways. */
export const overflow = (page: Page | Frame) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })

/** Those of axe's rules that colours alone decide. */
const COLOURS = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block']
const CONTRAST = 'color-contrast-enhanced'
const EVERYTHING = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * WCAG 2.2 A and AA, contrast at 7:1 as AAA asks, and axe's best practices.
 *
 * @param what `colours` for a page that was looked at in other colours before: nothing else of it can have changed; `structure`
 *   for one that was looked at in other words or at another width: its colours have not
 * @param within a selector of the one part that changed since the page was looked at
 */
export const violations = async (
  page: Page | Frame,
  what: 'everything' | 'colours' | 'structure' = 'everything',
  within?: string,
) => {
  // Evaluated in the page's world by the debugger, which the page's own policy does not bind.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource)
  const { violations, passes } = await page.evaluate(
    ({ runOnly, rules, within }): Promise<AxeResults> =>
      (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(within ?? document, {
        runOnly,
        rules,
        // Of what is right the names are enough: to describe every element of it takes most of the time.
        resultTypes: ['violations'],
      }),
    {
      runOnly: what === 'colours' ? COLOURS : EVERYTHING,
      rules: Object.fromEntries(COLOURS.map((rule) => [rule, { enabled: what !== 'structure' }])),
      within,
    },
  )
  expect(passes.map(({ id }) => id)).toContain(what === 'structure' ? 'html-has-lang' : CONTRAST)
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

/**
 * Takes out of a page whatever consists of elements that have the name, attributes and classes of one before, in such elements:
 * its colours are the same. A page of thousands of elements has few kinds.
 */
export const leaveOneOfEachKind = (page: Page) =>
  page.evaluate(() => {
    const kindOf = (element: Element): string =>
      [element, ...element.attributes]
        .map((each) =>
          each instanceof Attr ? (each.name === 'class' ? each.value : each.name) : each.localName,
        )
        .join(' ')
    const seen = new Set<string>()
    /** Whether all of it is of kinds that were seen before. */
    const isSeen = (element: Element, around: string): boolean => {
      const kind = `${around}/${kindOf(element)}`
      const isNew = !seen.has(kind)
      seen.add(kind)
      const others = Array.from(element.children).filter((child) => !isSeen(child, kind))
      if (isNew || others.length > 0) return false
      element.remove()
      return true
    }
    isSeen(document.body, '')
  })

/** The colour of a pixel of what is seen of a page, as `red,green,blue`. */
export const pixel = async (page: Page, x: number, y: number): Promise<string> => {
  const png = await page.screenshot({ clip: { x, y, width: 1, height: 1 } })
  const blank = await page.context().newPage()
  const [red, green, blue] = await blank.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const context = new OffscreenCanvas(1, 1).getContext('2d')
    context?.drawImage(await createImageBitmap(new Blob([bytes])), 0, 0)
    return Array.from(context?.getImageData(0, 0, 1, 1).data ?? [])
  }, png.toString('base64'))
  await blank.close()
  return `${red},${green},${blue}`
}
