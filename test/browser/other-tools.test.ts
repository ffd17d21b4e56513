/** What docs/other-tools.md shows for a page that a build makes: the names of the build lie in the room of the widget. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { printedName } from '../../src/letter/schema.ts'
import { haley, signedByMany } from '../fixtures/signed.ts'
import { codesFor } from './codes.ts'
import { open } from './partner.ts'
import { useSite } from './site.ts'

const many = signedByMany(1200, 'many')
const site = useSite([haley, many])

const docs = await readFile('docs/other-tools.md', 'utf8')

/** As a build fills in the template that is shown, with the room that the builder gives for the letter. */
const built = (letter: typeof haley): string => {
  const [, template = ''] = /^```njk\n([\s\S]*?)^```$/m.exec(docs) ?? []
  const [, room = ''] = /padding-bottom:([^"]*)"/.exec(codesFor('HOST', letter, 'list').tag) ?? []
  const items = letter.signatories.map((each) => `<li dir="auto">${printedName(each)}</li>`).join('')
  return template
    .replace(/\{% set ROOM = ".*" %\}/, '')
    .replace('{{ ROOM }}', room)
    .replace(/\{% for [\s\S]*\{% endfor %\}/, items)
    .replaceAll('un-human-rights-council-2018', letter.slug)
    .replaceAll('https://letters.example', 'HOST')
}

const visit = (letter: typeof haley, width: number, before: (page: Page) => Promise<unknown>) =>
  open(site, {
    policy: "style-src 'unsafe-inline'",
    head: '<style>body{margin:0;font:16px/1.5 sans-serif}main{max-width:60rem;margin:auto;padding:1rem}</style>',
    body: `<p>Before</p>${built(letter)}<p id="after">After</p>`,
    context: { viewport: { width, height: 2000 } },
    before,
  })
const topOfAfter = (page: Page) =>
  page.locator('#after').evaluate((after) => Math.round(after.getBoundingClientRect().top))

for (const width of [375, 1280])
  test.each([
    ['18', haley],
    ['1,200', many],
  ])(`at ${width} px nothing moves when the widget comes, in place of %s names`, async (_, letter) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { page, complaints, close } = await visit(letter, width, (page) =>
      page.route('**/widget/**', async (route) => {
        await promise
        await route.continue()
      }),
    )
    const names = page.locator('signatory-list > ol > li')
    await names.first().waitFor()
    expect(await names.count()).toBe(letter.signatories.length)
    const before = await topOfAfter(page)
    // All of them can be read, also where no script ever comes, and none lies over what follows.
    await names.last().scrollIntoViewIfNeeded()
    expect((await names.last().boundingBox())?.y).toBeLessThan(await topOfAfter(page))
    await page.evaluate(() => scrollTo(0, 0))
    resolve()
    await page.locator('signatory-list .box').waitFor()
    expect(await topOfAfter(page)).toBe(before)
    expect(await names.first().isVisible()).toBe(false)
    expect(complaints).toEqual([])
    await close()
  })
