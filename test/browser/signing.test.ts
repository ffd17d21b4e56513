/** The whole way through both real Workers in Chromium: the form, the mail, the desk, the letter's page and its API. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '../listen.ts'
import { MODERATOR, type Sites, startSites, TOKEN } from '../signing/sites.ts'
import { translated } from '../translated.ts'
import { overflow, violations } from './checks.ts'
import { launch } from './chromium.ts'
import { serveSite } from './other-site.ts'

let browser: Browser
let sites: Sites
beforeAll(async () => {
  browser = await launch()
  sites = await startSites(translated(), {
    who: 'both',
    closes: '2099-06-01',
    goal: 1000,
    moderation: 'before',
    fields: ['role', 'affiliation', 'country'],
  })
})
afterAll(async () => {
  await browser.close()
  await sites.close()
})

/** Opens a page, and gathers what the browser complains of. */
const open = async (path: string, options: BrowserContextOptions = {}) => {
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(path.startsWith('http') ? path : sites.origin + path)
  return { page, complaints, close: () => context.close() }
}

const expectAccessible = async (page: Page) => {
  expect(await violations(page)).toEqual([])
  expect(await overflow(page)).toBe(0)
}

/** What Alt and a letter give a page on Linux: Playwright's own keys do not get as far. */
const pressAccessKey = async (page: Page, key: string) => {
  const session = await page.context().newCDPSession(page)
  const event = { type: 'char', modifiers: 1, key, text: key, unmodifiedText: key } as const
  await session.send('Input.dispatchKeyEvent', event)
}

/** Fills the form in as a person does, who takes longer than three seconds. */
const sign = async (page: Page, name: string, email: string) => {
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Role or profession').fill('Engineer')
  await page.getByLabel('Country').selectOption('KE')
  await page.getByLabel('E-mail address').fill(email)
  await page.waitForTimeout(3_100)
  await page.getByRole('button', { name: 'Continue' }).click()
}

/** Waits for what the alarm does, at most once a minute. */
const eventually = async (found: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 80; tries++) {
    if (await found()) return
    await new Promise((resolve) => setTimeout(resolve, 2_000))
  }
  throw new Error('it did not happen within 160 seconds')
}

/** What the API says of those who signed, past this machine's copies. */
const names = async (): Promise<string[]> => {
  const url = `${sites.origin}/v1/letters/a-letter/signatories?limit=100`
  const { signatories } = (await (await fetch(url)).json()) as { signatories: { name: string }[] }
  return signatories.map(({ name }) => name)
}

test('sign, mail, confirm, approve, read it on page, API and CSV, withdraw, erase', {
  timeout: 600_000,
}, async () => {
  const { page, complaints, close } = await open('/sign/a-letter', { javaScriptEnabled: false })
  await sign(page, 'Ada Example', 'ada@example.org')
  await page.getByRole('heading', { name: 'Check before you sign' }).waitFor()
  expect(await page.locator('.preview p').allTextContents()).toEqual(['Ada Example', 'Engineer', 'Kenya'])
  await page.getByRole('button', { name: 'I agree and sign' }).click()
  await page.getByRole('heading', { name: 'One more step: look at your e-mail' }).waitFor()

  const link = await sites.nextLink('/mine')
  await page.goto(link)
  await page.getByText('Nothing has been signed yet.').waitFor()
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText('It now waits for a moderator.').waitFor()

  const desk = await open('/sign/desk')
  await desk.page.getByLabel('E-mail address').fill(MODERATOR)
  await desk.page.getByRole('button', { name: 'Send the link' }).click()
  await desk.page.goto(await sites.nextLink('/desk'))
  await expectAccessible(desk.page)
  await desk.page.getByRole('button', { name: 'Open the desk' }).click()
  await desk.page.getByRole('link', { name: 'A letter & a half' }).click()
  await expectAccessible(desk.page)
  await desk.page.setViewportSize({ width: 320, height: 640 })
  await expectAccessible(desk.page)
  await desk.page.getByText('All 1 that are shown, on every page').click()
  await desk.page.getByRole('button', { name: 'Approve all…' }).click()
  await desk.page.getByRole('heading', { name: 'Approve 1 signature?' }).waitFor()
  await expectAccessible(desk.page)
  await desk.page.getByRole('link', { name: 'Do nothing' }).click()
  // By keyboard alone, as the page says.
  await desk.page.getByRole('checkbox', { name: 'Ada Example' }).focus()
  await desk.page.keyboard.press('Space')
  await pressAccessKey(desk.page, 'a')
  await desk.page.getByText('1 signature approved.').waitFor()
  await desk.page.goto(`${sites.origin}/sign/desk/a-letter?state=approved`)
  await desk.page.getByRole('link', { name: 'Ada Example' }).click()
  await expectAccessible(desk.page)

  await eventually(async () => (await names()).includes('Ada Example'))
  const csv = await (await fetch(`${sites.origin}/letters/a-letter/signatories.csv`)).text()
  expect(csv).toContain('Ada Example')
  expect(csv).not.toContain('@')
  await page.goto(link)
  await page.getByText('Published on').waitFor()
  const reader = await open('/letters/a-letter')
  await reader.page.getByText('Ada Example').waitFor()
  await reader.close()

  const exported = await fetch(`${sites.origin}/sign/api/a-letter?state=approved`, {
    headers: { Authorization: `Bearer ${TOKEN}` },
  })
  expect(await exported.text()).not.toContain('ada@example.org')
  expect((await fetch(`${sites.origin}/sign/api/a-letter`)).status).toBe(401)

  await page.getByText('Take your name off').first().click()
  await page.getByRole('button', { name: 'Take my name off' }).click()
  await page.getByText('You have taken your name off this letter.').waitFor()
  await eventually(async () => !(await names()).includes('Ada Example'))
  await page.getByText('Erase everything').first().click()
  await page.getByRole('button', { name: 'Erase everything' }).click()
  await page.getByRole('heading', { name: 'Erased' }).waitFor()
  expect((await page.goto(link))?.status()).toBe(410)

  expect([...complaints, ...desk.complaints].filter((text) => !/410|status of 404/.test(text))).toEqual([])
  // A name of a failure, or nothing at all: never whose it was.
  expect(JSON.stringify(sites.logs())).not.toMatch(/ada@example|Ada Example|key=/i)
  await desk.close()
  await close()
})

/** Everything in light, the colours otherwise, and everything on a phone. */
const expectAccessibleEverywhere = async (page: Page) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await expectAccessible(page)
  for (const media of [{ colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
    await page.emulateMedia(media)
    expect(await violations(page, 'colours')).toEqual([])
  }
  await page.emulateMedia({ forcedColors: 'none' })
  await page.setViewportSize({ width: 320, height: 640 })
  await expectAccessible(page)
}

describe('in light, in dark, in forced colours and on a phone', () => {
  test.each(['', '/sent?late', '/link', '/privacy', '/mine?key=none'])(
    '/sign/a-letter%s is accessible, fits, and loads without a complaint',
    async (path) => {
      const { page, complaints, close } = await open(`/sign/a-letter${path}`)
      await expectAccessibleEverywhere(page)
      expect(complaints.filter((text) => !text.includes('410'))).toEqual([])
      await close()
    },
  )

  test('a form with mistakes says each, at its field and before it', async () => {
    const { page, close } = await open('/sign/a-letter')
    await page.getByLabel('For an organisation').check()
    await page.getByLabel('Name of the organisation').fill('www.example.org')
    await page.getByLabel('E-mail address').fill('ada@example.org')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.locator('.error').allTextContents()).toEqual([
      'Please leave web addresses out here.',
      'Please fill this in.',
      'Please fill this in.',
      'Please fill this in.',
    ])
    expect(await page.locator('.summary a').allTextContents()).toEqual([
      'Name of the organisation',
      'Website of the organisation',
      'Your own name',
      'Your role in the organisation',
    ])
    await expectAccessibleEverywhere(page)
    await close()
  })

  test('an organisation’s website is taken as people write it', async () => {
    const { page, close } = await open('/sign/a-letter')
    await page.getByLabel('For an organisation').check()
    await page.getByLabel('Name of the organisation').fill('A Society')
    await page.getByLabel('Website of the organisation').fill('society.example')
    await page.getByLabel('Your own name').fill('Grace Example')
    await page.getByLabel('Your role in the organisation').fill('Chair')
    await page.getByLabel('E-mail address').fill('grace@society.example')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('https://society.example').waitFor({ timeout: 5_000 })
    await close()
  })
})

// The others are in languages.test.ts, as pages alone.
test('in another language the form and its privacy page are accessible and fit a phone', async () => {
  for (const path of ['', '/privacy']) {
    const { page, close } = await open(`/sign/a-letter${path}?lang=ur`, {
      viewport: { width: 320, height: 640 },
    })
    expect(await page.locator('html').getAttribute('lang')).toBe('ur')
    await expectAccessible(page)
    await close()
  }
})

/** Another site's page under a strict policy, with more of that where it is said. */
const serveStrictly = (policy: string) =>
  listen((_, response) => {
    const { origin } = sites
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; require-trusted-types-for 'script'; script-src ${origin}; ${policy}`,
    })
    response.end(
      `<!doctype html><html lang="en-KE"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>Partner</title><main><h1>Partner</h1><sign-form letter="a-letter"><a href="${origin}/sign/a-letter">Sign A letter</a></sign-form><p>Below</p></main><script async src="${origin}/sign/form.js"></script>`,
    )
  })

test('on another site, under a strict policy, the element has the form as high as it is, and it is signed there', async () => {
  const partner = await serveStrictly(`img-src data:; frame-src ${sites.origin}`)
  const { page, complaints, close } = await open(partner.base)
  const frame = page.frameLocator('iframe')
  await frame.getByRole('heading', { name: 'Sign this letter' }).waitFor()
  await page.getByRole('link', { name: 'Sign A letter' }).waitFor({ state: 'hidden' })
  expect(await page.locator('iframe').getAttribute('title')).toBe('Sign A letter')
  const isAsHigh = async () => {
    const outer = await page.locator('iframe').evaluate((each) => each.getBoundingClientRect().height)
    return (
      outer === Math.ceil(await frame.locator('body').evaluate((body) => body.getBoundingClientRect().height))
    )
  }
  await expect.poll(isAsHigh).toBe(true)
  await page.setViewportSize({ width: 320, height: 640 })
  await expect.poll(isAsHigh).toBe(true)
  const [, inside] = page.frames()
  expect(inside && (await violations(inside))).toEqual([])
  expect(inside && (await overflow(inside))).toBe(0)
  await frame.getByLabel('Your name').fill('Cy Example')
  await frame.getByLabel('E-mail address').fill('cy@example.org')
  await page.waitForTimeout(3_100)
  await frame.getByRole('button', { name: 'Continue' }).click()
  await frame.getByRole('button', { name: 'I agree and sign' }).click()
  await frame.getByRole('heading', { name: 'One more step: look at your e-mail' }).waitFor()
  await expect.poll(isAsHigh).toBe(true)
  await expect
    .poll(() => page.locator('iframe').evaluate((each) => each.getBoundingClientRect().top))
    .toBeGreaterThanOrEqual(0)
  expect(new URL(await sites.nextLink('/mine')).pathname).toBe('/sign/a-letter/mine')
  expect(await page.context().cookies()).toEqual([])
  expect(complaints).toEqual([])
  partner.close()
  await close()
})

test('where the form cannot come, the link to it stays; a frame needs no script', async () => {
  const shut = await serveStrictly("frame-src 'none'")
  const blocked = await open(shut.base)
  await blocked.page.waitForLoadState()
  expect(await blocked.page.getByRole('link', { name: 'Sign A letter' }).isVisible()).toBe(true)
  shut.close()
  await blocked.close()

  const site = await serveSite(
    `<iframe title="Form" src="${sites.origin}/sign/a-letter?frame&lang=ar"></iframe>`,
  )
  const { page, close } = await open(site.base, { javaScriptEnabled: false })
  const frame = page.frameLocator('iframe')
  expect(await frame.locator('html').getAttribute('dir')).toBe('rtl')
  await frame.locator('[name=name]').fill('Dan Example')
  await frame.locator('[name=email]').fill('dan@example.org')
  await frame.locator('button.main').click()
  await frame.locator('.preview').waitFor()
  const [opened] = await Promise.all([
    page.context().waitForEvent('page'),
    frame.locator('.consent a').click(),
  ])
  expect(new URL(opened.url()).pathname).toBe('/sign/a-letter/privacy')
  site.close()
  await close()
})

test('a key is in no request but the one for its page', async () => {
  const { page, close } = await open('/sign/a-letter')
  await sign(page, 'Bob Example', 'bob@example.org')
  await page.getByRole('button', { name: 'I agree and sign' }).click()
  const link = await sites.nextLink('/mine')
  const others: string[] = []
  page.on('request', (request) => {
    if (request.url() !== link) others.push(`${request.url()} ${JSON.stringify(request.headers())}`)
  })
  await page.goto(link)
  await page.getByRole('link', { name: 'Read the whole letter' }).click()
  await page.waitForURL(/letters\/a-letter/)
  expect(others.join('\n')).not.toContain('key=')
  await close()
})
