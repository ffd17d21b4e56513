/** `undersigned retire` and `rename-letter`, the real commands on real local KV. */
import { access, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { headKey } from '../../src/revision/keys.ts'
import { createLiveProject, SLUG } from './live-project.ts'

let live: Awaited<ReturnType<typeof createLiveProject>>
const NEW = 'new-letter'
const run = (...args: string[]) => live.project.run(args)
const stored = async (slug: string) => JSON.parse((await live.kv.get(headKey(slug))) ?? 'null')
const isThere = (path: string) =>
  access(join(live.project.root, path)).then(
    () => true,
    () => false,
  )

beforeEach(async () => {
  live = await createLiveProject()
  expect(await live.publish()).toMatchObject({ code: 0 })
}, 60_000)
afterEach(() => live.stop(), 60_000)

const options = { timeout: 240_000 }

it('takes a letter down, does not publish it meanwhile, and brings it back', options, async () => {
  const before = await live.head()
  expect(await run('retire', SLUG, '--dry-run')).toMatchObject({ code: 0 })
  expect(await live.head()).toEqual(before)

  const ran = await run('retire', SLUG, '--yes', '--note', 'It is over')
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  expect(ran.stdout).toContain(`data/${SLUG} is still there.`)
  expect((await live.head()).retired).toMatchObject({ note: 'It is over', revisions: true })
  expect(await run('verify')).toMatchObject({ code: 0 })
  const again = await run('retire', SLUG, '--yes', '--note', 'It is over', '--json')
  expect(JSON.parse(again.stdout)).toMatchObject({ state: 'unchanged', slug: SLUG })

  await live.edit('Another title', '')
  expect(await live.publish()).toMatchObject({
    code: 0,
    stderr: expect.stringContaining(`warning: ${SLUG} was retired on `),
  })
  expect(await live.publish(SLUG)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`undersigned retire ${SLUG} --undo brings it back`),
  })
  expect((await live.head()).history).toHaveLength(1)
  // Gone from data/, it is not missed any more.
  await rm(join(live.project.root, 'data', SLUG), { recursive: true })
  await run('new', 'b-letter')
  expect((await run('diff')).stderr).not.toContain('is live, and there is no')

  expect(await run('retire', SLUG, '--undo', '--yes')).toMatchObject({ code: 0 })
  expect(await live.head()).toEqual(before)
  expect((await run('diff')).stderr).toContain(`take it down with undersigned retire ${SLUG}`)
})

it('renames a letter in data/ and live, and back; the old slug is not published again', options, async () => {
  expect(await run('rename-letter', SLUG, 'No slug', '--yes')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("“No slug” cannot be a letter's address; write for example no-slug"),
  })
  expect(await run('rename-letter', SLUG, NEW, '--yes', '--by', 'Grace')).toMatchObject({
    code: 0,
    stderr: '',
  })
  expect([await isThere(`data/${SLUG}`), await isThere(`data/${NEW}`)]).toEqual([false, true])
  expect(await stored(SLUG)).toMatchObject({ moved_to: NEW })
  expect(await stored(NEW)).toMatchObject({
    formerly: [SLUG],
    history: [{ note: `Renamed from ${SLUG}`, by: 'Grace' }, {}],
  })
  expect(await run('verify')).toMatchObject({ code: 0 })
  // What is in data/ is what is live, so there is nothing to publish.
  expect(await live.publish('--json')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('"unchanged"'),
  })
  expect(await run('rename-letter', SLUG, NEW, '--yes')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('was renamed to'),
  })
  expect(await run('history', SLUG)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`${SLUG} was renamed to ${NEW}`),
  })

  expect(await run('rename-letter', NEW, SLUG, '--yes')).toMatchObject({ code: 0, stderr: '' })
  expect(await isThere(`data/${SLUG}`)).toBe(true)
  expect(await live.read()).toMatchObject({ title: 'A letter' })
})

it('killed leaves readers one whole state, and run again completes', options, async () => {
  const kill = async (after: number, ...args: string[]) =>
    expect(await live.project.spawn(args, { KILL_AFTER: String(after) })).toMatchObject({ code: 'SIGKILL' })
  const before = await live.head()
  const retire = ['retire', SLUG, '--yes']
  await kill(1, ...retire)
  expect(await live.head()).toEqual(before)
  // Between the head and the list of letters.
  await kill(2, ...retire)
  expect((await live.head()).retired).toBeDefined()
  expect(await run(...retire)).toMatchObject({ code: 0 })
  expect(await live.listed()).toMatchObject({ unlisted: 'retired' })
  expect(await run('verify')).toMatchObject({ code: 0 })

  expect(await run('retire', SLUG, '--undo', '--yes')).toMatchObject({ code: 0 })
  const rename = ['rename-letter', SLUG, NEW, '--yes']
  for (const writes of [1, 4, 7]) {
    await kill(writes, ...rename)
    const [old, now] = [await stored(SLUG), await stored(NEW)]
    expect('moved_to' in old ? now : old).toMatchObject({ revision: { count: 3 } })
  }
  expect(await run(...rename)).toMatchObject({ code: 0 })
  expect(await stored(SLUG)).toMatchObject({ moved_to: NEW })
  expect(await run('verify')).toMatchObject({ code: 0 })
})
