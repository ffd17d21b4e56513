/** The ways of those who sign and of those who let them through, over HTTP, with real Durable Objects. */
import { reset } from 'cloudflare:test'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { translated } from '../translated.ts'
import { createWorld, env, later, OPEN, openForSigning, type World } from './world.ts'

let world: World
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  await openForSigning()
  world = createWorld()
})
afterEach(async () => {
  vi.useRealTimers()
  await reset()
})

const numbers = () => world.register.numbers()

/** As an editor does who has the letter to themselves again. */
const takeSigningAway = async () => {
  const head = JSON.parse((await env.LETTERS.get('letter/a-letter')) ?? '{}')
  delete head.signing
  await env.LETTERS.put('letter/a-letter', JSON.stringify(head))
  later(60_000)
}

test('the form shows what it would make public, and sends nothing before that was agreed to', async () => {
  const form = await (await world.fetch('/sign/a-letter')).text()
  expect(form).toContain('A letter &amp; a half')
  const stamp = /name="stamp" value="([^"]+)"/.exec(form)?.[1] ?? ''
  const fields = {
    type: 'person',
    name: '  Ada  Example\u200b ',
    role: 'Engineer',
    email: 'Ada@Example.org',
    stamp,
  }
  const check = await world.post('/sign/a-letter', { ...fields, step: 'check' })
  const html = await check.text()
  expect(check.status).toBe(200)
  expect(html).toMatch(/<p class="name">\s*<bdi>Ada Example/)
  expect(html).toContain('ada@example.org')
  expect(await numbers()).toMatchObject({ unconfirmed: 0, mails: 0 })
})

test('the form says until when in the words of the letter’s page, and nothing where there is no last day', async () => {
  await openForSigning({ ...OPEN, closes: '2099-06-01' })
  const form = async (language: string) => (await world.fetch(`/sign/a-letter?lang=${language}`)).text()
  expect(await form('en')).toContain('Open for signing until <time datetime="2099-06-01">1 June 2099</time>')
  expect(await form('ar')).toContain('التوقيع متاح حتى <time datetime="2099-06-01">1 يونيو 2099</time>')
  await openForSigning()
  expect(await form('en')).not.toContain('<time')
})

test('a person signs, confirms, is approved, and sees it by the link', async () => {
  const sent = await world.sign('ada@example.org', { role: 'Engineer', affiliation: 'Works', country: 'KE' })
  expect(sent.status).toBe(303)
  expect(sent.headers.get('Location')).toBe('/sign/a-letter/sent?lang=en')
  await world.alarm()
  expect(world.mails).toMatchObject([{ to: 'ada@example.org' }])
  expect(world.mails[0]?.text).not.toContain('Ada Example')
  expect(world.mails[0]?.from).toEqual({ email: 'letters@example.org', name: 'Undersigned' })
  const key = world.keyOf(world.mails[0])
  const shown = await world.shown(key)
  const confirmed = await world.post('/sign/a-letter/mine', { key, act: 'confirm', ...shown })
  expect(await confirmed.text()).toMatch(
    /Until it is accepted, your name is not on the letter\..* passing it on: <a href="https:\/\/letters\.example\/letters\/a-letter"/s,
  )
  expect(await numbers()).toMatchObject({ unconfirmed: 0, waiting: 1 })
  const cookie = await world.enterDesk()
  const desk = await (await world.fetch('/sign/desk/a-letter', { headers: { Cookie: cookie } })).text()
  expect(desk).toContain('Ada Example')
  expect(desk).not.toContain('ada@example.org')
  const [{ number } = { number: 0 }] = await world.register.list({ filter: 'waiting', limit: 10 })
  const approved = await world.post(
    '/sign/desk/a-letter',
    { number: `${number}`, act: 'approve' },
    { Cookie: cookie },
  )
  expect(await approved.text()).toContain('1 signature approved.')
  expect(await (await world.fetch(`/sign/a-letter/mine?key=${key}`)).text()).toContain('Accepted.')
  expect(await (await world.fetch('/sign/a-letter/count.json')).json()).toEqual({
    confirmed: 1,
    published: 0,
  })
})

test('an organisation’s contact is shown to moderators until they decide, and then gone with its address', async () => {
  const fields = {
    type: 'organisation',
    name: 'A Society',
    url: 'society.example.org',
    contact_name: 'Grace Contact',
    contact_role: 'Chair',
  }
  await world.confirmed('grace@society.example.org', fields)
  const [signon] = await world.register.list({ filter: 'waiting', limit: 10 })
  expect(signon).toMatchObject({
    entry: { type: 'organisation', name: 'A Society', url: 'https://society.example.org' },
    contact: { name: 'Grace Contact', role: 'Chair' },
    canMail: true,
    hints: [],
  })
  await world.register.approve([signon?.number ?? 0], 'moderator@example.org')
  const everything = await world.inside((sql) =>
    ['signons', 'trace', 'outbox', 'sends', 'limits', 'meta']
      .map((table) => JSON.stringify(sql.exec(`SELECT * FROM ${table}`).toArray()))
      .join(),
  )
  expect(everything).toContain('A Society')
  expect(everything).not.toMatch(/grace/i)
})

test('nothing a scanner does with a link confirms, changes or removes anything', async () => {
  await world.sign('ada@example.org')
  await world.alarm()
  const link = world.linkOf(world.mails[0])
  for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'])
    for (const suffix of ['', '&act=confirm', '&act=erase'])
      await world.fetch(link + suffix, {
        method,
        headers: { Purpose: 'prefetch', 'Sec-Purpose': 'prefetch' },
      })
  const html = await (await world.fetch(link)).text()
  for (const [, href = ''] of html.matchAll(/href="(\/[^"]+)"/g))
    await world.fetch(href.replaceAll('&amp;', '&'))
  expect(await numbers()).toMatchObject({ unconfirmed: 1, waiting: 0 })
})

test('fifty submissions at once are one signature, one mail and the answer that one gets', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => world.sign('ada@example.org')))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
  await world.alarm()
  expect(await numbers()).toMatchObject({ unconfirmed: 1 })
  expect(world.mails).toHaveLength(1)
  const key = world.keyOf(world.mails[0])
  const shown = await world.shown(key)
  await Promise.all(
    Array.from({ length: 50 }, () => world.post('/sign/a-letter/mine', { key, act: 'confirm', ...shown })),
  )
  expect(await numbers()).toMatchObject({ unconfirmed: 0, waiting: 1 })
})

test('whether an address is known is told to nobody but itself', async () => {
  await world.confirmed('ada@example.org')
  const normal = async (response: Response) => ({
    status: response.status,
    headers: [...response.headers],
    body: await response.text(),
  })
  later(3_600_000)
  expect(await normal(await world.sign('ada@example.org', { name: 'Somebody Else' }))).toEqual(
    await normal(await world.sign('unknown@example.org', { name: 'Somebody Else' })),
  )
  later(3_600_000)
  const known = await normal(await world.post('/sign/a-letter/link', { email: 'ada@example.org' }))
  expect(known).toEqual(
    await normal(await world.post('/sign/a-letter/link', { email: 'nobody@example.org' })),
  )
  await world.alarm()
  const [signon] = await world.register.list({ filter: 'waiting', limit: 10 })
  expect(signon?.entry.name).toBe('Ada Example')
  expect(world.mails.filter(({ to }) => to === 'nobody@example.org')).toEqual([])
  expect(world.mails.at(-1)?.subject).toBe('Your signature: A letter & a half')
})

test('a link is sent again at most once in fifteen minutes and three times a day', async () => {
  await world.sign('ada@example.org')
  // Asked every five minutes, and after an hour every two hours.
  for (let minute = 0; minute < 24 * 60; ) {
    await world.post('/sign/a-letter/link', { email: 'ada@example.org' })
    await world.alarm()
    if (minute === 10) expect(world.mails).toHaveLength(1)
    if (minute === 15) expect(world.mails).toHaveLength(2)
    const pause = minute < 60 ? 5 : 120
    later(pause * 60_000)
    minute += pause
  }
  expect(world.mails).toHaveLength(3)
})

test('what was shown is what is signed: a form that came between is shown first', async () => {
  await world.sign('ada@example.org')
  await world.alarm()
  const key = world.keyOf(world.mails[0])
  const shown = await world.shown(key)
  await world.sign('ada@example.org', { name: 'Mallory' })
  const answer = await (await world.post('/sign/a-letter/mine', { key, act: 'confirm', ...shown })).text()
  expect(answer).toContain('it was changed meanwhile')
  expect(await numbers()).toMatchObject({ unconfirmed: 1, waiting: 0 })
})

test('a text that came between the form and the button is said, and is confirmed only once it was shown', async () => {
  await world.sign('ada@example.org')
  await world.alarm()
  const key = world.keyOf(world.mails[0])
  const shown = await world.shown(key)
  const letter = translated()
  const [original, ...others] = letter.translations
  await openForSigning(OPEN, { ...letter, translations: [{ ...original, title: 'Another' }, ...others] })
  const said = 'The text was changed since you signed it'
  expect(await (await world.fetch(`/sign/a-letter/mine?key=${key}`)).text()).toContain(said)
  const answer = await (await world.post('/sign/a-letter/mine', { key, act: 'confirm', ...shown })).text()
  expect(answer).toContain('it was changed meanwhile')
  expect(await numbers()).toMatchObject({ unconfirmed: 1, waiting: 0 })
  await world.post('/sign/a-letter/mine', { key, act: 'confirm', ...(await world.shown(key)) })
  expect(await numbers()).toMatchObject({ unconfirmed: 0, waiting: 1 })
})

test('whoever withdraws leaves the list, and may sign again by the form', async () => {
  const key = await world.confirmed('ada@example.org')
  const [{ number } = { number: 0 }] = await world.register.list({ filter: 'waiting', limit: 10 })
  await world.register.approve([number], 'moderator@example.org')
  const page = await world.post('/sign/a-letter/mine', { key, act: 'withdraw' })
  expect(await page.text()).toContain('You have taken your name off this letter.')
  expect(await numbers()).toMatchObject({ approved: 0, withdrawn: 1 })
  later(3_600_000)
  await world.confirmed('ada@example.org', { name: 'Ada Example II' })
  // Moderators are hinted at what is odd about the mail's domain this time, too.
  expect(await world.register.list({ filter: 'waiting', limit: 10 })).toMatchObject([
    { entry: { name: 'Ada Example II' }, domain: 'example.org' },
  ])
})

test('whoever erases is nowhere, and the link leads nowhere', async () => {
  const key = await world.confirmed('ada@example.org')
  const [{ number } = { number: 0 }] = await world.register.list({ filter: 'waiting', limit: 10 })
  await world.register.edit(number, { type: 'person', name: 'Ada Exemplar' }, 'moderator@example.org')
  await world.register.approve([number], 'moderator@example.org')
  const page = await world.post('/sign/a-letter/mine', { key, act: 'erase' })
  const html = await page.text()
  expect(html).toContain('All that we held about your signature is deleted.')
  // Whom to write to is said there.
  expect(html).toContain('href="/sign/a-letter/privacy?lang=en"')
  expect((await world.fetch(`/sign/a-letter/mine?key=${key}`)).status).toBe(410)
  const rows = await world.inside((sql) =>
    ['signons', 'trace', 'outbox'].map((table) =>
      JSON.stringify(sql.exec(`SELECT * FROM ${table}`).toArray()),
    ),
  )
  expect(rows).toEqual(['[]', '[]', '[]'])
})

test('a change of what is approved waits for a moderator, while what was approved stands', async () => {
  const key = await world.confirmed('ada@example.org')
  const [{ number } = { number: 0 }] = await world.register.list({ filter: 'waiting', limit: 10 })
  await world.register.approve([number], 'moderator@example.org')
  await world.post('/sign/a-letter/mine', {
    key,
    act: 'change',
    name: 'Ada Lovelace',
    role: '',
    affiliation: '',
    country: '',
  })
  expect(await world.register.show(number)).toMatchObject({
    state: 'approved',
    entry: { name: 'Ada Example' },
    proposed: { name: 'Ada Lovelace' },
  })
  expect(await numbers()).toMatchObject({ waiting: 1 })
  await world.register.approve([number], 'moderator@example.org')
  expect(await world.register.show(number)).toMatchObject({
    entry: { name: 'Ada Lovelace' },
    proposed: undefined,
  })
})

test('a rejection says why, by the link and by mail where there is an address', async () => {
  const fields = {
    type: 'organisation',
    name: 'A Society',
    url: 'https://society.example',
    contact_name: 'Grace',
    contact_role: 'Chair',
  }
  const key = await world.confirmed('grace@society.example', fields)
  const [{ number } = { number: 0 }] = await world.register.list({ filter: 'waiting', limit: 10 })
  const cookie = await world.enterDesk()
  await world.post(
    '/sign/desk/a-letter',
    { number: `${number}`, act: 'reject', reason: 'Not yours', mail: 'on' },
    { Cookie: cookie },
  )
  await world.alarm()
  expect(world.mails.at(-1)).toMatchObject({
    to: 'grace@society.example',
    text: expect.stringContaining('Reason: Not yours'),
  })
  expect(await (await world.fetch(`/sign/a-letter/mine?key=${key}`)).text()).toContain('Not yours')
  later(31 * 24 * 3_600_000)
  await world.alarm()
  expect(await numbers()).toMatchObject({ rejected: 0 })
})

test('paused and ended signing is said, and takes no form', async () => {
  await world.register.setStanding({ paused: true }, 'moderator@example.org')
  expect(await (await world.fetch('/sign/a-letter')).text()).toContain('Signing is paused')
  await world.register.setStanding({ paused: false, closed: true }, 'moderator@example.org')
  const desk = await world.fetch('/sign/desk/a-letter', { headers: { Cookie: await world.enterDesk() } })
  expect(await desk.text()).toContain('as the letter’s front matter has it')
  const closed = await world.fetch('/sign/a-letter')
  expect(closed.status).toBe(403)
  const html = await closed.text()
  expect(html).toContain('You can still read it')
  expect(html).toContain('href="https://letters.example/letters/a-letter"')
  expect(html).toContain('href="/sign/a-letter/link?lang=en"')
  await openForSigning(undefined)
})

test('a link that is old, cut short or of somebody who erased leads on: to the letter, the form, and the link sent again', async () => {
  await world.sign('ada@example.org')
  await world.alarm()
  const link = world.linkOf(world.mails[0])
  const key = world.keyOf(world.mails[0])
  later(8 * 24 * 3_600_000)
  for (const path of [link, link.slice(0, -3), '/sign/a-letter/mine']) {
    const answer = await world.fetch(path)
    expect(answer.status).toBe(410)
    const html = await answer.text()
    expect(html).toContain('<a href="https://letters.example/letters/a-letter">Read the whole letter</a>')
    expect(html).toContain('<a href="/sign/a-letter?lang=en">Sign this letter</a>')
    expect(html).toContain('<a href="/sign/a-letter/link?lang=en">Signed already? Get your link again</a>')
  }
  const posted = await world.post('/sign/a-letter/mine', { key, act: 'change', name: 'Ada' })
  expect(posted.status).toBe(410)
  await takeSigningAway()
  const html = await (await world.fetch(link)).text()
  expect(html).toContain('Nothing at this link')
  expect(html).not.toContain('href="/sign/a-letter?lang=en"')
})

test('whoever asks for the link again is told of that, and not to confirm what they may have confirmed', async () => {
  await world.confirmed('ada@example.org')
  later(3_600_000)
  const sent = await world.post('/sign/a-letter/link', { email: 'ada@example.org' })
  const html = await (await world.fetch(sent.headers.get('Location') ?? '')).text()
  expect(html).toContain('If somebody signed with that address, a message with the link is on its way there.')
  expect(html).not.toContain('Your signature counts once')
  const form = await world.sign('bob@example.org')
  expect(await (await world.fetch(form.headers.get('Location') ?? '')).text()).toContain(
    'Your signature counts once',
  )
})

test('what is wrong in a form is said in the title, which is heard first', async () => {
  const titleOf = async (response: Response) => /<title>(.*?)<\/title>/.exec(await response.text())?.[1]
  expect(await titleOf(await world.fetch('/sign/a-letter'))).toBe('Sign this letter · Undersigned')
  const wrong = { type: 'person', name: '', email: 'ada' }
  expect(await titleOf(await world.post('/sign/a-letter', wrong))).toBe(
    'Please look at this once more · Sign this letter · Undersigned',
  )
  expect(await titleOf(await world.post('/sign/a-letter/link', { email: 'ada' }))).toBe(
    'Please look at this once more · Get your link again · Undersigned',
  )
  const key = await world.confirmed('ada@example.org')
  const change = await world.post('/sign/a-letter/mine', { key, act: 'change', name: '' })
  expect(change.status).toBe(422)
  expect(await titleOf(change)).toBe('Please look at this once more · Your signature · Undersigned')
})

test('a letter that is not open has no form, and those who signed it can still leave', async () => {
  const key = await world.confirmed('ada@example.org')
  await takeSigningAway()
  expect((await world.fetch('/sign/a-letter')).status).toBe(404)
  expect((await world.fetch('/sign/no-letter')).status).toBe(404)
  await world.post('/sign/a-letter/mine', { key, act: 'erase' })
  expect(await numbers()).toMatchObject({ waiting: 0 })
})
