/** Filters of the desk's list, and what is done to all that one shows. */
import { reset } from 'cloudflare:test'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { choose, count, list, MAX_AT_ONCE, type Selection } from '../../src/signing/register/list.ts'
import { actOnAll, approve, reject } from '../../src/signing/register/moderate.ts'
import { createWorld, later, openForSigning, type World } from './world.ts'

let world: World
let cookie: string
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime('2026-11-30T10:20:00Z')
  await openForSigning()
  world = createWorld()
  cookie = await world.enterDesk()
})
afterEach(async () => {
  vi.useRealTimers()
  await reset()
})

const HOUR = 3_600_000
const BEGIN = Date.UTC(2026, 10, 30)
const STATES = ['unconfirmed', 'waiting', 'approved', 'rejected', 'withdrawn'] as const

type Row = { state: (typeof STATES)[number]; name: string; domain: string; hour: number; change: boolean }

/** Puts sign-ons into the register as they are after a while. */
const fill = (sql: SqlStorage, rows: readonly Row[]): void => {
  sql.exec('DELETE FROM signons')
  for (const [index, { state, name, domain, hour, change }] of rows.entries()) {
    const entry = (said: string) => JSON.stringify({ type: 'person', name: said })
    sql.exec(
      `INSERT INTO signons (number, address_hash, state, entry, name_key, folded, domain, language, revision, text, submitted, confirmed, place, proposed)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'en', 'r', 't', ?, ?, ?, ?)`,
      index + 1,
      `hash-${index}`,
      state,
      entry(name),
      name,
      name,
      state === 'waiting' || state === 'unconfirmed' ? domain : null,
      BEGIN + hour * HOUR,
      state === 'unconfirmed' ? null : BEGIN + hour * HOUR + 60_000,
      state === 'approved' ? 1_000_000 + index : null,
      state === 'approved' && change ? entry(`${name} ii`) : null,
    )
  }
}

const row: fc.Arbitrary<Row> = fc.record({
  state: fc.constantFrom(...STATES),
  name: fc.constantFrom('ada', 'bob', 'cy'),
  domain: fc.constantFrom('one.example', 'two.example'),
  hour: fc.integer({ min: 0, max: 5 }),
  change: fc.boolean(),
})
const time = fc.option(
  fc.integer({ min: 0, max: 6 }).map((hour) => BEGIN + hour * HOUR),
  { nil: undefined },
)
const selection: fc.Arbitrary<Selection> = fc.record({
  filter: fc.constantFrom('waiting', 'approved', 'rejected'),
  search: fc.constantFrom(undefined, 'ada'),
  domain: fc.constantFrom(undefined, 'one.example'),
  since: time,
  until: time,
})

test('what is done to all is done to exactly those that the list shows on all its pages', async () => {
  await world.inside((sql) => {
    const all = () => sql.exec('SELECT * FROM signons ORDER BY number').toArray()
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), selection, (rows, selected) => {
        fill(sql, rows)
        const shown: number[] = []
        for (let after = 0, page = [0]; page.length > 0; after = page.at(-1) ?? 0) {
          page = list(sql, { ...selected, after, limit: 5 }).map(({ number }) => number)
          shown.push(...page)
        }
        const { numbers, digest } = choose(sql, selected)
        expect(numbers).toEqual(shown)
        expect(count(sql, selected)).toBe(shown.length)
        const before = all()
        const act = (chosen: readonly number[]) =>
          selected.filter === 'approved'
            ? reject(sql, chosen, { reason: 'no' }, 'm', BEGIN)
            : approve(sql, chosen, 'm', BEGIN)
        expect(actOnAll(sql, selected, digest, act)).toBe(shown.length)
        const changed = all().filter((each, index) => JSON.stringify(each) !== JSON.stringify(before[index]))
        expect(changed.map(({ number }) => number)).toEqual(shown)
        // By now it is another selection, unless it was empty.
        if (shown.length > 0) expect(actOnAll(sql, selected, digest, act)).toBeUndefined()
      }),
    )
  })
})

test('what was changed by anybody since it was shown is not approved unseen', async () => {
  const waiting = { state: 'waiting', name: 'ada', domain: 'one.example', hour: 1, change: false } as const
  await world.inside((sql) => {
    fill(sql, [waiting, waiting])
    const { digest } = choose(sql, { filter: 'waiting' })
    sql.exec("UPDATE signons SET entry = replace(entry, 'ada', 'mallory') WHERE number = 2")
    expect(actOnAll(sql, { filter: 'waiting' }, digest, () => 2)).toBeUndefined()
  })
})

test(`at most ${MAX_AT_ONCE} are taken at once, in seconds`, async () => {
  const rows = Array.from({ length: MAX_AT_ONCE + 10 }, (_, index) => {
    return { state: 'waiting', name: `n${index}`, domain: 'one.example', hour: 1, change: false } as const
  })
  await world.inside((sql) => fill(sql, rows))
  const began = performance.now()
  const { digest } = await world.register.choose({ filter: 'waiting' })
  expect(await world.register.approveAll({ filter: 'waiting' }, digest, 'm')).toBe(MAX_AT_ONCE)
  // A run of a Worker may take thirty.
  expect(performance.now() - began).toBeLessThan(20_000)
  expect(await world.register.count({ filter: 'waiting' })).toBe(10)
})

const post = async (query: string, fields: [string, string][]) => {
  const response = await world.post(`/sign/desk/a-letter?${query}`, fields, { Cookie: cookie })
  return (await response.text()).replace(/<!--.*?-->/g, '')
}
const hidden = (html: string): [string, string][] =>
  Array.from(
    html.matchAll(/<input type="hidden" name="(digest|asOf|reason|mail)" value="([^"]*)"/g),
    (found) => [found[1] ?? '', found[2] ?? ''],
  )

test('all from a domain are approved after a question that says how many; who comes meanwhile waits', async () => {
  for (const name of ['ada', 'bob']) await world.confirmed(`${name}@one.example`, { name })
  await world.confirmed('cy@two.example', { name: 'cy' })
  const question = await post('state=waiting&domain=one.example', [['act', 'approve-all']])
  expect(question).toContain('Approve 2 signatures?')
  expect(question).toContain('with an address at one.example')
  expect(await world.register.numbers()).toMatchObject({ waiting: 3, approved: 0 })
  later(1_000)
  await world.confirmed('late@one.example', { name: 'late' })
  const fields: [string, string][] = [['act', 'approve-all'], ...hidden(question)]
  expect(await post('state=waiting&domain=one.example', fields)).toContain('2 signatures approved.')
  expect(await world.register.numbers()).toMatchObject({ waiting: 2, approved: 2 })
  later(1_000)
  const again = await post('state=waiting&domain=one.example', fields)
  expect(again).toContain('Something has changed meanwhile, so nothing was done yet.')
  expect(again).toContain('Approve 1 signature?')
})

test('those of an hour are listed by its bar and its fields, and rejected with a reason and a mail', async () => {
  await world.confirmed('ada@one.example', { name: 'ada', news: 'on' })
  later(HOUR)
  await world.confirmed('bob@one.example', { name: 'bob' })
  const desk = async (query: string) =>
    (await world.fetch(`/sign/desk/a-letter?${query}`, { headers: { Cookie: cookie } })).text()
  const [bar = ''] = /[^"]*since=2026-11-30T10%3A00&amp;until=2026-11-30T11%3A00/.exec(await desk('')) ?? []
  const query = bar.split('?')[1]?.replaceAll('&amp;', '&').replace('state=all', 'state=waiting') ?? ''
  const html = await desk(query)
  expect(html).toMatch(/name="since" value="2026-11-30T10:00"[\s\S]*>ada</)
  expect(html).not.toContain('>bob<')
  const question = await post(query, [
    ['act', 'reject-all'],
    ['reason', 'A flood'],
    ['mail', 'on'],
  ])
  expect(question).toContain('The reason, for them to read: A flood')
  expect(await post(query, [['act', 'reject-all'], ...hidden(question)])).toContain('1 signature rejected.')
  expect(await world.register.numbers()).toMatchObject({ waiting: 1, rejected: 1, mails: 1 })
  expect(await desk('state=waiting&since=yesterday'), 'what is no time shows nothing').toContain(
    'Nothing here.',
  )
})
