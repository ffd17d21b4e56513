/** `undersigned erase`, the real command on real local KV. Exit codes: 0 done, 1 what was found is wrong, 2 wrong usage. */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { revisionKey } from '../../src/revision/keys.ts'
import { createLiveProject, SLUG } from './live-project.ts'

type LiveProject = Awaited<ReturnType<typeof createLiveProject>>

let live: LiveProject
const ADA = 'ada-example,"Ada Example",\n'
const run = (...args: string[]) => live.project.run(args)
const erase = (...args: string[]) => run('erase', SLUG, 'ada-example', ...args)
const file = (path: string) => readFile(join(live.project.root, path), 'utf8')
const publish = async (title: string, more: string, ...args: string[]) => {
  await live.edit(title, more)
  expect(await live.publish(...args)).toMatchObject({ code: 0 })
}
const everything = async (): Promise<string> => {
  const keys = await live.keys()
  return JSON.stringify([keys, await Promise.all(keys.map((key) => live.kv.get(key)))])
}

beforeEach(async () => {
  live = await createLiveProject()
}, 60_000)
afterEach(() => live.stop(), 60_000)

const options = { timeout: 240_000 }

it(
  'takes a person out of data/ and of every revision, says what it cannot reach, and has nothing to do then',
  options,
  async () => {
    await publish('The first', '', '--note', 'Begun')
    await publish('The second', ADA, '--note', 'Ada Example has signed')
    await publish('The third', ADA)
    const before = await live.head()
    const refused = await erase()
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('add --yes') })
    expect(refused.stdout).toContain(`${SLUG}: erases Ada Example [ada-example]`)
    const dry = await erase('--dry-run')
    expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing was written.') })
    expect(await live.head()).toEqual(before)
    expect(await file(`data/${SLUG}/signatories.csv`)).toContain('Ada')

    const ran = await erase('--yes')
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain('  removes 1 note of the history, for naming them\n')
    for (const beyond of [
      'erase a-letter ada-example --remote',
      'npm run deploy',
      'git filter-repo',
      'import',
    ])
      expect(ran.stdout.slice(ran.stdout.indexOf('This cannot reach'))).toContain(beyond)
    expect(await everything()).not.toMatch(/ada.example/i)
    expect(await file(`data/${SLUG}/signatories.csv`)).not.toMatch(/ada.example/i)
    expect(await file(`data/${SLUG}/.ids`)).not.toMatch(/ada-example/)
    const { history, revision } = await live.head()
    expect(history).toHaveLength(4)
    expect(await live.read()).toMatchObject({ title: 'The third', signatories: 3 })

    expect(await run('verify')).toMatchObject({ code: 0 })
    expect(await live.publish()).toMatchObject({ code: 0, stderr: '' })
    expect((await live.head()).history).toHaveLength(4)
    const again = await erase('--yes')
    expect(again).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('ada-example is erased already.'),
    })
    await run('add', SLUG, 'Ada Example', '--yes')
    expect(await file(`data/${SLUG}/signatories.csv`)).toContain('ada-example-2,')

    const old = before.revision.id
    expect(JSON.parse((await live.kv.get(revisionKey(SLUG, old))) ?? '')).toEqual({ successor: revision.id })
    expect(await run('rollback', SLUG, '--to', old.slice(0, 12), '--yes')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`without who was erased it is ${revision.id.slice(0, 12)}`),
    })
    expect(await run('prune', '--keep', '1', '--days', '0', '--yes')).toMatchObject({ code: 0 })
    expect(await live.kv.get(revisionKey(SLUG, old))).toContain(revision.id)
  },
)

it('killed anywhere and run again, it completes', options, async () => {
  const calls = join(live.project.root, 'calls')
  // Of some twenty writes and removals, one in twelve; all of them are tried in memory.
  for (let writes = 2, killed = true; killed; writes += 12) {
    await publish(`Before ${writes}`, ADA)
    const ran = await live.project.spawn(['erase', SLUG, 'ada-example', '--yes'], {
      KILL_AFTER: String(writes),
      CALLS: calls,
    })
    killed = ran.code === 'SIGKILL'
    expect(await live.read()).toMatchObject({ title: `Before ${writes}` })
    expect(await file(`data/${SLUG}/signatories.csv`)).not.toMatch(/ada.example/i)
    expect(await erase('--yes')).toMatchObject({ code: 0 })
    expect(await everything()).not.toMatch(/ada.example/i)
    expect(await live.read()).toMatchObject({ title: `Before ${writes}`, signatories: 3 })
  }
  expect(await readFile(calls, 'utf8')).toContain('delete letter/')
})

describe('whoever is looked for', options, () => {
  it('is shown by name over all letters, with where they stand, and as JSON', async () => {
    await publish('The first', ADA)
    await live.edit('The first', 'adam-example,Adam Éxample,\n')
    expect(await live.publish()).toMatchObject({ code: 0 })
    const ran = await run('erase', '--match', 'ada')
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toBe(
      'a-letter ada-example  Ada Example: in 1 revision, none of them live\n' +
        'a-letter adam-example  Adam Éxample: in data/, in 1 revision, live\n' +
        'To erase one: undersigned erase <letter> <id>\n',
    )
    const { matches } = JSON.parse((await run('erase', '--match', 'ÁDA example', '--json')).stdout)
    expect(matches).toEqual([
      { slug: SLUG, id: 'ada-example', name: 'Ada Example', data: false, current: false, revisions: 1 },
    ])
    // Only in a revision of before: erased from that.
    expect(await erase('--yes')).toMatchObject({ code: 0 })
    expect(await everything()).not.toMatch(/ada.example/i)
    expect(await run('erase', '--match', 'Ada Example')).toMatchObject({
      code: 0,
      stdout: 'Nobody of that name is there.\n',
    })
  })

  it('and is nowhere, is told with what would be right', async () => {
    await publish('The first', '')
    for (const [args, said] of [
      [[SLUG, 'human-rights-wach'], 'did you mean human-rights-watch?'],
      [['b-letter', 'ada'], 'There is no data/b-letter, and no live letter b-letter; did you mean a-letter?'],
      [[SLUG], 'Say who and where'],
      [['--match', '!!'], 'no letter or digit'],
    ] as const)
      expect(await run('erase', ...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) })
  })

  it('is erased from data/ alone where nothing is published, and from KV alone where the folder is gone', async () => {
    await live.edit('The first', ADA)
    const ran = await erase('--yes', '--json')
    expect(ran.code).toBe(0)
    expect(JSON.parse(ran.stdout)).toMatchObject({
      state: 'erased',
      rows: 1,
      rewrites: [],
      written: 0,
      removed: 0,
    })
    await publish('The first', ADA)
    await rm(join(live.project.root, 'data', SLUG), { recursive: true })
    expect(await erase('--yes')).toMatchObject({ code: 0 })
    expect(await everything()).not.toMatch(/ada.example/i)
  })
})

it('says that signatures go, and makes them anew with the key', options, async () => {
  const key = join(live.project.root, '..', `${Date.now()}-key.pem`)
  expect(await run('keygen', '--out', key)).toMatchObject({ code: 0 })
  await publish('The first', ADA, '--sign', key)
  expect((await erase('--dry-run')).stdout).toContain(
    'drops 1 signature; --sign <keyfile> would make new ones',
  )
  expect(await erase('--yes', '--sign', key)).toMatchObject({ code: 0 })
  const ran = await run('verify', '--json')
  expect(ran.code).toBe(0)
  expect(JSON.parse(ran.stdout).letters[0]).toMatchObject({ signed: true })
  await rm(key)
})

it(
  'writes nothing where a revision that stays in the history is not whole, and says what helps',
  options,
  async () => {
    await publish('The first', `${ADA}b,B,\n`)
    await publish('The second', ADA)
    const { history } = await live.head()
    const record = JSON.parse((await live.kv.get(revisionKey(SLUG, history[1]?.revision ?? ''))) ?? '')
    await live.kv.delete(`letter/${SLUG}/part/${record.signatories.names}`)
    const ran = await erase('--yes')
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('undersigned prune --keep') })
    expect(await file(`data/${SLUG}/signatories.csv`)).toContain('Ada')
    expect(await run('prune', '--keep', '1', '--yes')).toMatchObject({ code: 0 })
    expect(await erase('--yes')).toMatchObject({ code: 0 })
    expect(await everything()).not.toMatch(/ada.example/i)
  },
)
