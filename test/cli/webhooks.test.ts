/** What receivers are told when the real command changes what is live; those that docs/webhooks.md shows are among them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openAnnouncer, tell, tellHub } from '../../src/cli/announcer.ts'
import type { Compiled } from '../../src/publishing/compile.ts'
import { nextHead } from '../../src/publishing/head.ts'
import { secretProblem } from '../../src/webhooks/deliver.ts'
import { createEvent } from '../../src/webhooks/event.ts'
import { listen } from '../listen.ts'
import { CSV, createProject, GIT_CONFIG, LETTER, type Project } from './project.ts'

const WEBHOOK_SECRET = `whsec_${btoa('a secret of the tests, of 32 chars')}`
const SLUG = 'a-letter'

type Told = { id: string; type: string; data: Record<string, unknown>; body: string }

const told: Told[] = []
/** Of which feeds the hub was told: `hub.url` of each. */
const pinged: string[] = []
/** What the hub answers next of a feed, in place of 202. */
const refusals = new Map<string, number[]>()
/** Where the hub is to wait with its answers, what has it go on with each. */
let held: (() => void)[] | undefined
/** What the receiver in this process answers next, in place of 204. */
const answers: number[] = []
const children: ChildProcess[] = []
const printed: Record<'js' | 'python', string> = { js: '', python: '' }
let receiver: Awaited<ReturnType<typeof listen>>
let project: Project

const freePort = async (): Promise<number> => {
  const { port, close } = await listen(() => {})
  close()
  return port
}

/** Starts a receiver as the page has it. @returns its address */
const startShown = async (language: 'js' | 'python', command: string, args: string[]): Promise<string> => {
  const page = await readFile('docs/webhooks.md', 'utf8')
  const [, code = ''] = new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(page) ?? []
  expect(code).toContain('8000')
  const port = await freePort()
  const child = spawn(command, [...args, code.replace('8000', String(port))], {
    env: { PATH: process.env.PATH, WEBHOOK_SECRET },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  child.stdout?.on('data', (chunk) => {
    printed[language] += chunk
  })
  const address = `http://127.0.0.1:${port}/`
  // Nothing that is not signed is taken.
  await vi.waitFor(async () => expect(await refusal(address)).toBe(400), { timeout: 30_000 })
  return address
}
const refusal = (address: string) =>
  fetch(address, { method: 'POST', body: '{}' }).then(
    ({ status }) => status,
    () => 0,
  )

beforeAll(async () => {
  const webhook = new Webhook(WEBHOOK_SECRET)
  receiver = await listen(async (request, response) => {
    const body = await text(request)
    if (request.url === '/hub') {
      expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded')
      const { 'hub.mode': mode, 'hub.url': feed = '' } = Object.fromEntries(new URLSearchParams(body))
      if (mode === 'publish') pinged.push(feed)
      if (held) await new Promise<void>((resolve) => held?.push(resolve))
      return void response.writeHead(refusals.get(feed)?.shift() ?? 202).end()
    }
    const { type, data } = webhook.verify(body, request.headers as Record<string, string>) as Told
    const status = answers.shift() ?? 204
    told.push({ id: String(request.headers['webhook-id']), type, data, body })
    response.writeHead(status, { Location: 'http://127.0.0.1/elsewhere' }).end('what it says is not read')
  })
  const addresses = [
    `${receiver.base}/hook`,
    await startShown('js', resolve('node_modules/.bin/node'), ['--input-type=module', '--eval']),
    await startShown('python', 'python3', ['-c']),
  ]
  project = await createProject({
    '.gitconfig': GIT_CONFIG,
    'site.yaml': `origin: https://letters.example\nhub: ${receiver.base}/hub\nwebhooks:\n${addresses.map((address) => `  - ${address}\n`).join('')}  - https://nobody.invalid/\n`,
  })
}, 60_000)
afterAll(async () => {
  receiver?.close()
  for (const child of children) {
    child.kill()
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  await project?.remove()
})

/** Runs a command that must do what it does whatever receivers say. @returns what was told, and what was said of it */
const run = async (...args: string[]) => {
  told.length = 0
  pinged.length = 0
  const { code, stderr } = await project.run([...args, '--yes'], { WEBHOOK_SECRET })
  expect(code, stderr).toBe(0)
  return {
    events: [...told],
    hub: stderr.split('\n').filter((line) => line.startsWith('websub:')),
    said: stderr.split('\n').filter((line) => line.startsWith('webhook:')),
  }
}
/** The addresses of both feeds of a letter, or of the site. */
const feeds = (at = '') => ['atom', 'json'].map((form) => `http://localhost:8787${at}/feed.${form}`)
const writeTitle = (title: string, slug = SLUG) =>
  project.write(`data/${slug}/letter.en.md`, LETTER.replace('A letter', title))

test('each change is told once, signed, without a name, and by an id of its own', {
  timeout: 240_000,
}, async () => {
  const all: Told[] = []
  const tellsOne = async (type: string, ...args: string[]) => {
    const { events, said, hub } = await run(...args)
    expect(hub).toEqual([`websub: ${receiver.base}/hub was told of ${pinged.length} feeds`])
    expect(events.map((event) => event.type)).toEqual([type])
    all.push(...events)
    return { event: events[0] as Told, said }
  }
  const first = await tellsOne('letter.published', 'publish')
  expect(first.event.data).toEqual({
    slug: SLUG,
    revision: expect.stringMatching(/^[0-9a-f]{64}$/),
    count: 3,
    addresses: {
      page: `http://localhost:8787/letters/${SLUG}`,
      json: `http://localhost:8787/v1/letters/${SLUG}`,
      signatories: `http://localhost:8787/v1/letters/${SLUG}/signatories`,
    },
  })
  // The one that is elsewhere is told nothing of what lies on this machine.
  expect(first.said).toHaveLength(3)
  expect(first.said[0]).toBe(`webhook: ${receiver.base}/hook took letter.published of ${SLUG}`)
  expect(pinged.toSorted()).toEqual([...feeds(), ...feeds(`/letters/${SLUG}`)])
  expect(await run('publish')).toEqual({ events: [], said: [], hub: [] })

  await writeTitle('Another title')
  await tellsOne('letter.updated', 'publish')
  const back = await tellsOne('letter.updated', 'rollback', SLUG)
  expect(back.event.data.revision).toBe(first.event.data.revision)
  await run('publish')
  const erased = await tellsOne('letter.updated', 'erase', SLUG, 'human-rights-watch')
  expect(erased.event.data.count).toBe(2)
  await tellsOne('letter.retired', 'retire', SLUG, '--note', 'It is over')
  expect(pinged.toSorted()).toEqual(feeds())
  await tellsOne('letter.published', 'retire', SLUG, '--undo')
  const renamed = await tellsOne('letter.updated', 'rename-letter', SLUG, 'b-letter')
  expect(renamed.event.data).toMatchObject({ slug: 'b-letter', formerly: [SLUG] })
  // The old addresses lead to the new.
  expect(pinged.toSorted()).toEqual([...feeds(), ...feeds(`/letters/${SLUG}`), ...feeds('/letters/b-letter')])

  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  const names = CSV.split('\n')
    .slice(1, -1)
    .flatMap((row) => row.split(',').slice(1, 2))
  expect(names).toHaveLength(3)
  for (const { body } of all) for (const name of names) expect(body).not.toContain(name)
  // As the page says, and so do those in other languages.
  const lines = printed.js.trim().split('\n')
  expect(lines).toHaveLength(all.length + 1)
  expect(lines[0]).toBe(`letter.published ${SLUG} 3`)
  expect(printed.python).toBe(printed.js)
})

const EVENT = createEvent('https://letters.example', {
  type: 'letter.updated',
  slug: SLUG,
  revision: { id: '0'.repeat(64), count: 3 },
  at: '2026-11-30T08:00:00.000Z',
})

test('who does not answer is asked again with the same id; who wants none is named, and told nothing after it', {
  timeout: 60_000,
}, async () => {
  told.length = 0
  answers.push(503, 307)
  expect(await tell(receiver.base, [EVENT], WEBHOOK_SECRET)).toBe(
    `webhook: ${receiver.base} took letter.updated of ${SLUG}`,
  )
  expect(told.map(({ id }) => id)).toEqual([EVENT.id, EVENT.id, EVENT.id])
  answers.push(410)
  expect(await tell(receiver.base, [EVENT, EVENT], WEBHOOK_SECRET)).toBe(
    `webhook: warning: ${receiver.base} answers 410, asked once, and was not told letter.updated of ${SLUG}, letter.updated of ${SLUG}; what is live stays live (docs/webhooks.md)`,
  )
  expect(told).toHaveLength(4)
})

test('a hub that fails is asked again, and then named with what it does not know', {
  timeout: 60_000,
}, async () => {
  pinged.length = 0
  const hub = `${receiver.base}/hub`
  const [atom = '', json = ''] = feeds()
  refusals.set(atom, [503])
  expect(await tellHub(hub, feeds())).toBe(`websub: ${hub} was told of 2 feeds`)
  expect(pinged.toSorted()).toEqual([atom, atom, json])
  refusals.set(json, [410])
  expect(await tellHub(hub, feeds())).toBe(
    `websub: warning: ${hub} answers 410, asked once, and was not told of 1 feed: ${json}; what is live stays live (docs/webhooks.md)`,
  )
})

/** Ends at once the pauses between attempts at the hub, and no other timer. @returns those that there were */
const skipPauses = (): number[] => {
  const pauses: number[] = []
  const wait = globalThis.setTimeout
  const skip = (act: () => void, milliseconds?: number, ...rest: []) => {
    const isPause = [1_000, 5_000, 20_000].includes(milliseconds ?? 0)
    if (isPause) pauses.push(milliseconds ?? 0)
    return wait(act, isPause ? 0 : milliseconds, ...rest)
  }
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(skip as typeof setTimeout)
  return pauses
}
const LETTERS_FEEDS = Array.from({ length: 8 }, (_, letter) => feeds(`/letters/letter-${letter}`)).flat()

test('a hub that is down is asked for one feed alone, four times in all, and is said once not to know of any', {
  timeout: 60_000,
}, async () => {
  const hub = `${receiver.base}/hub`
  const pauses = skipPauses()
  try {
    for (const feed of LETTERS_FEEDS) refusals.set(feed, Array(9).fill(503))
    pinged.length = 0
    const [first = ''] = LETTERS_FEEDS
    expect(await tellHub(hub, LETTERS_FEEDS)).toBe(
      `websub: warning: ${hub} answers 503, asked 4 times, and was not told of 16 feeds, the first of them ${first}; what is live stays live (docs/webhooks.md)`,
    )
    expect(pinged).toEqual([first, first, first, first])
    expect(pauses).toEqual([1_000, 5_000, 20_000])
    const few = LETTERS_FEEDS.slice(0, 4)
    expect(await tellHub(hub, few)).toContain(`and was not told of 4 feeds: ${few.join(', ')};`)
  } finally {
    refusals.clear()
    vi.restoreAllMocks()
  }
})

test('a hub that fails midway is asked for one feed alone then, and for the rest when it takes that', {
  timeout: 60_000,
}, async () => {
  const hub = `${receiver.base}/hub`
  const pauses = skipPauses()
  try {
    // The six that are under way at once, of which one fails again and again.
    for (const feed of LETTERS_FEEDS.slice(1, 7)) refusals.set(feed, [503])
    const late = LETTERS_FEEDS[9] ?? ''
    refusals.set(late, [503, 503, 503])
    pinged.length = 0
    expect(await tellHub(hub, LETTERS_FEEDS)).toBe(`websub: ${hub} was told of 16 feeds`)
    const refused = [...LETTERS_FEEDS.slice(1, 7), late, late, late]
    expect(pinged.toSorted()).toEqual([...LETTERS_FEEDS, ...refused].toSorted())
    // From the start again where it took one meanwhile.
    expect(pauses).toEqual([1_000, 1_000, 5_000, 20_000])

    for (const feed of LETTERS_FEEDS.slice(1)) refusals.set(feed, Array(9).fill(503))
    pinged.length = 0
    expect(await tellHub(hub, LETTERS_FEEDS)).toContain(
      'asked 4 times, and was not told of 15 feeds, the first',
    )
    expect(pinged).toHaveLength(1 + 6 + 3)
  } finally {
    refusals.clear()
    vi.restoreAllMocks()
  }
})

test('a hub is told of one feed and then of six at once, each in a request of its own, and of none after one that it wants no more', {
  timeout: 60_000,
}, async () => {
  pinged.length = 0
  held = []
  const hub = `${receiver.base}/hub`
  const doing: string[] = []
  const telling = tellHub(hub, LETTERS_FEEDS, (what) => doing.push(what))
  while (pinged.length < LETTERS_FEEDS.length) {
    const most = Math.min(pinged.length === 0 ? 1 : pinged.length + 6, LETTERS_FEEDS.length)
    await vi.waitFor(() => expect(pinged.length).toBeGreaterThanOrEqual(most), { timeout: 30_000 })
    expect(pinged.toSorted()).toEqual(LETTERS_FEEDS.slice(0, most))
    for (const goOn of held.splice(0)) goOn()
  }
  expect(await telling).toBe(`websub: ${hub} was told of 16 feeds`)
  expect([doing.length, doing[0], doing.at(-1)]).toEqual([
    16,
    'Telling the hub, 15 feeds to go',
    'Telling the hub, 0 feeds to go',
  ])

  held = undefined
  pinged.length = 0
  for (const feed of LETTERS_FEEDS) refusals.set(feed, [410])
  expect(await tellHub(hub, LETTERS_FEEDS)).toContain(
    `and was not told of 16 feeds, the first of them ${LETTERS_FEEDS[0]};`,
  )
  expect(pinged.toSorted()).toEqual(LETTERS_FEEDS.slice(0, 1))
  refusals.clear()
})

test('what is deployed the hub is told of two minutes later, when the command has done all else', async () => {
  const before = process.cwd()
  const site = await createProject({
    'site.yaml': 'origin: https://letters.example\nhub: https://hub.example/\n',
  })
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  // No hub of a test's is elsewhere, and this machine's are told nothing of what is deployed.
  const post = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response())
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  try {
    process.chdir(site.root)
    const announcer = openAnnouncer({ remote: true })
    const live = { letter: () => ({ history: [] }) }
    const revision = { id: '0'.repeat(64), count: 3 }
    const compiled = { letter: { slug: SLUG }, revision } as unknown as Compiled
    await announcer.announce(live, [nextHead(compiled, '2026-11-30T08:00:00.000Z')])
    await vi.advanceTimersByTimeAsync(120_000)
    const done = announcer[Symbol.asyncDispose]()
    await vi.advanceTimersByTimeAsync(119_999)
    expect(post).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    await done
    const sent = post.mock.calls.map(([to, init]) => [
      to,
      new URLSearchParams(String(init?.body)).get('hub.url'),
    ])
    const told = ['', `/letters/${SLUG}`].flatMap((at) =>
      ['atom', 'json'].map((form) => `https://letters.example${at}/feed.${form}`),
    )
    expect(sent).toEqual(told.map((feed) => ['https://hub.example/', feed]))
    expect(said.mock.calls.flat()).toEqual([
      'websub: https://hub.example/ is told in two minutes, when all readers get what is live now',
      'websub: https://hub.example/ was told of 4 feeds',
    ])
  } finally {
    process.chdir(before)
    vi.restoreAllMocks()
    vi.useRealTimers()
    await site.remove()
  }
})

test('without a secret that can be one nobody is told, and it says so', { timeout: 60_000 }, async () => {
  await writeTitle('Untold', 'b-letter')
  told.length = 0
  const { code, stderr } = await project.run(['publish', '--yes'], { WEBHOOK_SECRET: 'whsec_short' })
  expect(code).toBe(0)
  expect(stderr).toContain(
    'webhook: warning: WEBHOOK_SECRET is not whsec_ and, in base64, 24 to 64 bytes, so nobody was told; put',
  )
  expect(told).toEqual([])
  expect(secretProblem('')).toBe('WEBHOOK_SECRET is not set')
})

test('the event that docs/webhooks.md shows is as one is', async () => {
  const page = await readFile('docs/webhooks.md', 'utf8')
  const [, shown = ''] = /^```json\n([\s\S]*?)^```$/m.exec(page) ?? []
  const { type, timestamp, data } = JSON.parse(shown)
  const { slug, revision: id, count } = data
  const { body } = createEvent('https://letters.example.org', {
    type,
    slug,
    revision: { id, count },
    at: timestamp,
  })
  expect(JSON.parse(body)).toEqual(JSON.parse(shown))
})
