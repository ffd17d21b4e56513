import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { printedName } from '../../src/letter/schema.ts'
import { haley, signedByMany } from '../fixtures/signed.ts'
import { pixel } from './checks.ts'
import { addScript, open, SCRIPT } from './partner.ts'
import { useSite } from './site.ts'

const site = useSite([haley, signedByMany(600, 'many')])

const FRAME = 'frame-src HOST'
/** What two documents agree on takes a moment where the machine is busy. */
const LATER = { timeout: 20_000, interval: 100 }
const frame = (query = '', id = 'frame') =>
  `<iframe id="${id}" title="Who signed" width="600" height="150" src="HOST/embed/haley-2018${query}"></iframe>`

const height = (page: Page, id = 'frame') =>
  page.locator(`#${id}`).evaluate((frame) => frame.getBoundingClientRect().height)

test('an iframe shows the same as the element, whole, with script off', async () => {
  const { page, close } = await open(site, {
    head: '',
    policy: FRAME,
    body: frame(),
    context: { javaScriptEnabled: false },
  })
  const inside = page.frameLocator('#frame')
  await inside.locator('[part=footer]').waitFor()
  expect(await inside.locator('[part=item]').allTextContents()).toEqual(haley.signatories.map(printedName))
  expect(await inside.locator('h2').textContent()).toBe('18 organisations')
  await close()
})

test.each(['list', 'compact', 'count'])(
  'the markup of the %s is that of the element, but for what needs a script',
  async (view) => {
    const { page, close } = await open(site, {
      policy: FRAME,
      body: `${frame(`?view=${view}&heading=3`)}<signatory-list letter="haley-2018" view="${view}"></signatory-list>`,
    })
    const markup = (box: Element): string => {
      const copy = box.cloneNode(true) as Element
      for (const tool of copy.querySelectorAll('[part=status], [part=more], [part=search], [hidden]'))
        tool.remove()
      for (const link of copy.querySelectorAll('[data-place]')) link.removeAttribute('data-place')
      return copy.outerHTML
    }
    const there = await page.frameLocator('#frame').locator('.box').evaluate(markup)
    const here = await page.locator('signatory-list').locator('.box').evaluate(markup)
    expect(there).toBe(here)
    await close()
  },
)

test('it breaks no rule of its own policy, and says nothing', async () => {
  const page = await site.browser.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${site.worker.origin}/embed/haley-2018?theme=dark`)
  expect(await page.locator('.box').evaluate((box) => getComputedStyle(box).backgroundColor)).toBe(
    'rgb(23, 21, 18)',
  )
  expect(complaints).toEqual([])
  await page.close()
})

test('of a long list it shows the first, by name if asked, and says of how many', async () => {
  const page = await site.browser.newPage()
  await page.goto(`${site.worker.origin}/embed/many?limit=10&lang=de`)
  expect(await page.locator('[part=status]').textContent()).toBe('10 von 600 Namen')
  expect(await page.locator('[part=item]').count()).toBe(10)
  await page.goto(`${site.worker.origin}/embed/haley-2018?sort=name&limit=2&view=grid`)
  const sorted = haley.signatories.map(printedName).toSorted(new Intl.Collator('en').compare)
  expect(await page.locator('[part=item]').allTextContents()).toEqual(sorted.slice(0, 2))
  await page.close()
})

test('its links open beside the page around it, not inside the frame', async () => {
  const { page, close } = await open(site, { policy: FRAME, body: frame() })
  const letter = page.frameLocator('#frame').getByRole('link', { name: 'Read the letter' })
  const [opened] = await Promise.all([page.waitForEvent('popup'), letter.click()])
  await opened.waitForURL(`${site.worker.origin}/letters/haley-2018`)
  expect(await opened.evaluate(() => opener)).toBe(null)
  await close()
})

test('widget.js gives each frame the height of what is in it, also when the width changes it', async () => {
  const { page, complaints, close } = await open(site, {
    policy: FRAME,
    body: `${frame()}${frame('?view=count', 'other')}`,
  })
  await expect.poll(() => height(page), LATER).toBeGreaterThan(400)
  await expect.poll(() => height(page, 'other')).toBeLessThan(100)
  const inside = await page
    .frameLocator('#frame')
    .locator('body')
    .evaluate((body) => [body.getBoundingClientRect().height, document.documentElement.scrollHeight])
  // The frame's own border is 2 px on each side.
  expect(await height(page)).toBe(Math.ceil(inside[0] ?? 0) + 4)
  const wide = await height(page)
  await page.locator('#frame').evaluate((frame) => frame.setAttribute('width', '240'))
  await expect.poll(() => height(page)).toBeGreaterThan(wide + 50)
  expect(complaints).toEqual([])
  await close()
})

test('a page that is cross-origin isolated shows it, and the widget', async () => {
  const { page, names, close } = await open(site, {
    policy: FRAME,
    headers: { 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Opener-Policy': 'same-origin' },
    head: SCRIPT.replace('<script', '<script crossorigin'),
    body: `${frame()}<signatory-list letter="haley-2018"></signatory-list>`,
  })
  await page.frameLocator('#frame').locator('[part=footer]').waitFor()
  await page.locator('signatory-list').locator('.box').waitFor()
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
  expect(await names()).toHaveLength(18)
  await close()
})

test('widget.js leaves a frame that is not seen as it is, and sizes it when it is', async () => {
  const { page, close } = await open(site, {
    policy: FRAME,
    body: `<details><summary>Who signed</summary>${frame()}</details>`,
  })
  await page.frameLocator('#frame').locator('[part=footer]').waitFor({ state: 'attached' })
  await page.waitForLoadState('networkidle')
  const style = () => page.locator('#frame').evaluate((frame) => (frame as HTMLElement).style.height)
  expect(await style()).toBe('')
  await page.locator('summary').click()
  await expect.poll(() => height(page), LATER).toBeGreaterThan(400)
  await page.locator('summary').click()
  expect(await style()).not.toBe('0px')
  await close()
})

describe('on a page that turns dark while it is open, and light again', () => {
  for (const colorScheme of ['light', 'dark'] as const)
    test.each([
      ['', '255,255,255', '23,21,18'],
      ['?theme=light', '255,255,255', '255,255,255'],
      ['?theme=dark', '23,21,18', '23,21,18'],
    ])(
      `a frame of /embed/{slug}%s follows as its theme says, for a reader of ${colorScheme}, and the page shows at its corners`,
      async (query, light, dark) => {
        const { page, complaints, close } = await open(site, {
          policy: `${FRAME}; style-src 'unsafe-inline'`,
          head: `${SCRIPT}<style>body{margin:0;background:#f00}iframe{border:0}.dark{color-scheme:dark}</style>`,
          body: frame(query),
          context: { colorScheme },
        })
        const at = await page.locator('#frame').boundingBox()
        if (!at) throw new Error('no frame')
        const looks = async () => [await pixel(page, at.x, at.y), await pixel(page, at.x + 100, at.y + 8)]
        for (const [isDark, ground] of [
          [false, light],
          [true, dark],
          [false, light],
        ] as const) {
          await page.evaluate((isDark) => document.documentElement.classList.toggle('dark', isDark), isDark)
          await expect.poll(looks, LATER).toEqual(['255,0,0', ground])
        }
        // Also a frame that is loaded anew, which knows nothing of what the one before was told.
        await page.evaluate(() => document.documentElement.classList.add('dark'))
        await expect.poll(looks, LATER).toEqual(['255,0,0', dark])
        await page.locator('#frame').evaluate((frame) => {
          const { src } = frame as HTMLIFrameElement
          Object.assign(frame, { src: `${src}${src.includes('?') ? '&' : '?'}limit=9` })
        })
        await page.frameLocator('#frame').locator('[part=more], [part=status]').first().waitFor()
        await expect.poll(looks, LATER).toEqual(['255,0,0', dark])
        expect(complaints).toEqual([])
        await close()
      },
    )
})

test('a page that has the script for its frames alone is given no advice on elements', async () => {
  const { page, complaints, close } = await open(site, { policy: FRAME, body: frame() })
  await expect.poll(() => height(page), LATER).toBeGreaterThan(400)
  await page.waitForTimeout(5_500)
  expect(complaints).toEqual([])
  await close()
})

test('a frame and a page that say each other the colour scheme come to rest', async () => {
  const { page, close } = await open(site, {
    policy: FRAME,
    body: frame(),
    before: (page) =>
      page.addInitScript(() => {
        const heard: object[] = []
        Object.defineProperty(window, 'heard', { value: heard })
        addEventListener('message', ({ data }) => heard.push(data))
      }),
  })
  await expect.poll(() => height(page), LATER).toBeGreaterThan(400)
  await page.waitForTimeout(500)
  const heard = () => page.evaluate(() => (window as unknown as { heard: object[] }).heard)
  const before = await heard()
  expect(before.length).toBeLessThan(8)
  expect(before.at(-1)).toMatchObject({ type: 'signatories:height', scheme: 'light' })
  await page.waitForTimeout(500)
  expect(await heard()).toHaveLength(before.length)
  await close()
})

test('widget.js asks frames that were there before it', async () => {
  const { page, close } = await open(site, { policy: FRAME, head: '', body: frame() })
  await page.frameLocator('#frame').locator('[part=footer]').waitFor()
  await page.waitForLoadState('networkidle')
  expect(await height(page)).toBe(154)
  await addScript(page, site.worker.origin)
  await expect.poll(() => height(page), LATER).toBeGreaterThan(400)
  await close()
})

test('widget.js hears no other origin, no other message and no height that is none', async () => {
  const stranger = site.partner
    .page({
      html: `<!doctype html><title>Stranger</title><script>
        setInterval(() => {
          for (const message of [{ type: 'signatories:height', height: 999 }, 'signatories:height', null])
            parent.postMessage(message, '*')
        }, 20)
      </script>`,
    })
    .replace('127.0.0.1', 'localhost')
  const { page, complaints, close } = await open(site, {
    policy: `frame-src HOST ${new URL(stranger).origin}`,
    body: `<iframe id="stranger" title="Stranger" height="150" src="${stranger}"></iframe>${frame('?view=count')}`,
  })
  // The stranger has spoken before it is said not to be heard.
  await page.evaluate(
    (stranger) =>
      new Promise((resolve) => {
        addEventListener('message', ({ origin }) => origin === stranger && resolve(null))
      }),
    new URL(stranger).origin,
  )
  await expect.poll(() => height(page)).toBeLessThan(100)
  const small = await height(page)
  await page
    .frames()
    .find((one) => one.url().includes('/embed/'))
    ?.evaluate(() => {
      for (const height of [-5, Number.NaN, 'calc(1px)', {}, null])
        parent.postMessage({ type: 'signatories:height', height }, '*')
      parent.postMessage({ type: 'other', height: 999 }, '*')
    })
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)))
  expect(await height(page, 'stranger')).toBe(154)
  expect(await height(page)).toBe(small)
  expect(complaints).toEqual([])
  await close()
})

describe('in a frame as WordPress makes it', () => {
  /** Shut in, and hidden until it says how high it is. */
  const openShutIn = async (hash: string) => {
    const opened = await open(site, {
      head: '',
      policy: `${FRAME}; style-src 'unsafe-inline'`,
      body: `<iframe sandbox="allow-scripts" style="position: absolute; clip: rect(1px, 1px, 1px, 1px)" src="HOST/embed/haley-2018${hash}"></iframe>`,
      before: (page) =>
        page.addInitScript(() => {
          const heard: unknown[] = []
          Object.assign(window, { heard })
          addEventListener('message', ({ data }) => heard.push(data))
        }),
    })
    const { page } = opened
    const inside = page.frameLocator('iframe')
    await inside.locator('[part=footer]').waitFor({ state: 'attached' })
    const heard = () =>
      page.evaluate(() =>
        (window as unknown as { heard: { message?: string }[] }).heard.filter((each) => each.message),
      )
    const show = () => page.locator('iframe').evaluate((frame) => frame.removeAttribute('style'))
    return { ...opened, inside, heard, show }
  }

  test('it tells its height at once, with the secret, though it is hidden', async () => {
    const { heard, complaints, close } = await openShutIn('#?secret=aB3')
    await expect.poll(heard).toContainEqual({ message: 'height', value: expect.any(Number), secret: 'aB3' })
    expect(complaints).toEqual([])
    await close()
  })

  test('it tells it with a secret that comes later, and nothing before', async () => {
    const { page, heard, close } = await openShutIn('')
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)))
    expect(await heard()).toEqual([])
    await page
      .locator('iframe')
      .evaluate((frame) =>
        (frame as HTMLIFrameElement).contentWindow?.postMessage({ message: 'ready', secret: 'xYz' }, '*'),
      )
    await expect.poll(heard).toContainEqual({ message: 'height', value: expect.any(Number), secret: 'xYz' })
    await close()
  })

  test('a link asks the page to lead there: to the letter, or to the name on its page', async () => {
    const { inside, heard, show, complaints, close } = await openShutIn('#?secret=aB3')
    await show()
    const letter = `${site.worker.origin}/letters/haley-2018`
    await inside.getByRole('link', { name: 'Read the letter' }).click()
    await expect.poll(heard).toContainEqual({ message: 'link', value: letter, secret: 'aB3' })
    const [first] = haley.signatories
    await inside.locator('a[part=link]').first().click()
    await expect
      .poll(heard)
      .toContainEqual({ message: 'link', value: `${letter}#signatory-${first?.id}`, secret: 'aB3' })
    expect(complaints).toEqual([])
    await close()
  })
})

test('an iframe works without widget.js, with script forbidden to it', async () => {
  const { page, close } = await open(site, {
    head: '',
    policy: FRAME,
    body: frame().replace('<iframe', '<iframe sandbox'),
  })
  await page.frameLocator('#frame').getByText('Read the letter').waitFor()
  await close()
})

test('the element and the frame stand on one page', async () => {
  const { page, close } = await open(site, {
    head: SCRIPT,
    policy: FRAME,
    body: `${frame()}<signatory-list letter="haley-2018" view="count"></signatory-list>`,
  })
  await page.locator('signatory-list').locator('.box').waitFor()
  await expect.poll(() => height(page), LATER).toBeGreaterThan(400)
  await close()
})
