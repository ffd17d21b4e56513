/** The real command on real local KV; the reader is the Worker's own store. */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getPlatformProxy } from 'wrangler'
import { catalogueKey, headKey, partKey, revisionKey } from '../../src/store/keys.ts'
import { Catalogue, Head, nameAt, partNames, Revision } from '../../src/store/layout.ts'
import { createStore } from '../../src/store/store.ts'
import { CSV, createProject, LETTER, type Project } from './project.ts'

const SLUG = 'a-letter'
const CSV_PATH = `data/${SLUG}/signatories.csv`

let project: Project
let kv: KVNamespace
let stop: () => Promise<void>

beforeAll(async () => {
  project = await createProject()
  const proxy = await getPlatformProxy<{ LETTERS: KVNamespace }>({
    configPath: join(project.root, 'wrangler.toml'),
    persist: { path: join(project.root, '.wrangler/state/v3') },
  })
  kv = proxy.env.LETTERS
  stop = proxy.dispose
}, 60_000)

afterAll(async () => {
  await stop()
  await project.remove()
})

/** What a reader who comes now is given: always from one revision, or the reading fails. */
const read = () => {
  const io = { kv, waitUntil: () => {}, waited: 0 }
  return createStore({}).current(io, SLUG, async ({ head, letter, signatories, revision }) => ({
    revision: revision.id,
    count: revision.count,
    history: head.history,
    title: (await letter()).letter.translations[0]?.title,
    signatories: (await signatories(0, revision.count)).length,
  }))
}
const head = async () => Head.parse(JSON.parse((await kv.get(headKey(SLUG))) ?? ''))
const listed = async () =>
  Catalogue.parse(JSON.parse((await kv.get(catalogueKey)) ?? '')).find(({ slug }) => slug === SLUG)
const keys = async () => (await kv.list({ prefix: `letter/${SLUG}/` })).keys.map(({ name }) => name)

/** Changes both the words and the list, so that everything about the revision is new. */
const edit = async (title: string, more: string) => {
  await project.write(`data/${SLUG}/letter.en.md`, LETTER.replace('A letter', title))
  await project.write(CSV_PATH, CSV + more)
}
const publish = (...args: string[]) => project.run(['publish', '--yes', ...args])

describe('publish', { timeout: 240_000 }, () => {
  it('asks before it writes: without a terminal and --yes it is used wrongly, and nothing is written', async () => {
    const ran = await project.run(['publish'])
    expect(ran).toMatchObject({ code: 2 })
    expect(ran.stderr).toContain('add --yes')
    expect(await kv.get(headKey(SLUG))).toBeNull()
  })

  it('with --dry-run says what it would write, and writes nothing', async () => {
    const ran = await project.run(['publish', '--dry-run'])
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.stdout).toMatch(/Would write [2-9] parts\. Nothing was written\./)
    expect((await kv.list()).keys).toEqual([])
  })

  it('makes the letter live, and keeps in the history why', async () => {
    const ran = await publish('--note', 'The first')
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(await read()).toMatchObject({
      title: 'A letter',
      signatories: 3,
      history: [{ note: 'The first' }],
    })
    expect(await listed()).toMatchObject({
      title: 'A letter',
      count: 3,
      revision: (await head()).revision.id,
    })
  })

  it('needs neither a terminal nor --yes where nothing changes, and writes nothing', async () => {
    const before = await head()
    const ran = await project.run(['publish', '--json'])
    expect(ran.code).toBe(0)
    expect(JSON.parse(ran.stdout)).toMatchObject({
      state: 'unchanged',
      letters: [{ slug: SLUG, change: 'none' }],
    })
    expect(await head()).toEqual(before)
  })

  it('killed between any two writes leaves readers one whole revision, and run again completes', async () => {
    const before = await read()
    await edit('The second', 'one-more,One More,\n')
    const plan = JSON.parse((await project.run(['publish', '--dry-run', '--json'])).stdout)
    // The claim, the parts, the revision; then the head and the catalogue.
    const untilHead = 1 + plan.letters[0].parts.write + 1
    for (let writes = 0; writes <= untilHead; writes++) {
      expect(await project.run(['publish', '--yes'], { KILL_AFTER: String(writes) })).toMatchObject({
        code: 'SIGKILL',
      })
      expect(await read()).toEqual(before)
      expect(await listed()).toMatchObject({ title: 'A letter' })
    }
    expect(await project.run(['publish', '--yes'], { KILL_AFTER: String(untilHead + 1) })).toMatchObject({
      code: 'SIGKILL',
    })
    expect(await read()).toMatchObject({ title: 'The second', signatories: 4 })
    expect(await listed()).toMatchObject({ title: 'A letter', count: 3 })

    const after = await head()
    const ran = await publish()
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.stdout).toContain('only its line in the list of letters is put right')
    expect(await head()).toEqual(after)
    expect(await listed()).toMatchObject({ title: 'The second', count: 4, published: after.published })

    await edit('The third', '')
    const third = JSON.parse((await project.run(['publish', '--dry-run', '--json'])).stdout)
    const all = 1 + third.letters[0].parts.write + 1 + 2
    expect(await project.run(['publish', '--yes'], { KILL_AFTER: String(all) })).toMatchObject({
      code: 'SIGKILL',
    })
    expect(await read()).toMatchObject({ title: 'The third', signatories: 3 })
    expect((await project.run(['publish'])).stdout).toContain('nothing changes')
  })

  it('writes only the parts that are not live already', async () => {
    await edit('The fourth', '')
    const ran = await publish('--json')
    expect(JSON.parse(ran.stdout).letters[0]).toMatchObject({
      change: 'revision',
      parts: { write: 1, live: expect.any(Number) },
    })
    expect(await read()).toMatchObject({ title: 'The fourth', signatories: 3 })
  })

  it('tells the one who would overwrite what somebody else published meanwhile', async () => {
    const other = await createProject({ [`data/${SLUG}/letter.en.md`]: LETTER.replace('A letter', 'Theirs') })
    const persist = ['--persist-to', join(project.root, '.wrangler/state')]
    await edit('Ours', '')
    const gate = join(project.root, 'gate')
    // Heads, the live words, the write; the fourth call is the look right before the flip.
    const ours = project.run(['publish', '--yes'], { PAUSE_BEFORE: '4', PAUSE_UNTIL: gate })
    while (!existsSync(`${gate}.paused`)) await setTimeout(50)
    const theirs = await other.run(['publish', '--yes', ...persist])
    await writeFile(gate, '')
    expect(theirs).toMatchObject({ code: 0 })
    expect(await ours).toMatchObject({ code: 1, stderr: expect.stringContaining('Somebody else published') })
    expect(await read()).toMatchObject({ title: 'Theirs' })

    // Both at once, as it comes: whoever is told that it is live is the one that is live last.
    await other.write(`data/${SLUG}/letter.en.md`, LETTER.replace('A letter', 'Theirs again'))
    const both = await Promise.all([publish('--json'), other.run(['publish', '--yes', '--json', ...persist])])
    const winners = both
      .filter(({ code }) => code === 0)
      .map(({ stdout }) => JSON.parse(stdout).letters[0].revision)
    expect(winners).toContain((await read())?.revision)
    for (const { code, stderr } of both) {
      if (code !== 0) expect(stderr).toContain('Somebody else published')
    }
    await other.remove()
  })

  it('tries again when KV is busy', async () => {
    await edit('Busy', '')
    expect(await project.run(['publish', '--yes'], { FAIL_FIRST: '1' })).toMatchObject({ code: 0 })
    expect(await read()).toMatchObject({ title: 'Busy' })
  })

  it('is not stopped by a head or a catalogue that cannot be read: it says so, and repairs them', async () => {
    const { history, ...rest } = await head()
    await kv.put(headKey(SLUG), JSON.stringify({ ...rest, revision: 'an older layout', history }))
    await kv.put(catalogueKey, '[{"slug":"other"}, 1')
    const ran = await publish()
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.stdout).toContain('the live head cannot be read')
    expect(ran.stdout).toContain('the live list of letters cannot be read')
    expect((await head()).history.slice(1)).toEqual(history)
    expect(await listed()).toMatchObject({ title: 'Busy' })
  })
})

describe('verify', { timeout: 120_000 }, () => {
  it('finds what is live right, and the same as data/', async () => {
    const ran = await project.run(['verify', '--json'])
    expect(ran.code).toBe(0)
    expect(JSON.parse(ran.stdout)).toMatchObject({
      ok: true,
      letters: [
        {
          slug: SLUG,
          signed: false,
          checks: [{ check: 'parts' }, { check: 'content' }, { check: 'list' }, { check: 'data' }],
        },
      ],
    })
  })

  it('finds a part that was tampered with, and publish --rewrite repairs it', async () => {
    const { revision } = await head()
    const key = partKey(SLUG, nameAt(revision.signatories.names, 0))
    const part = (await kv.get(key)) ?? ''
    await kv.put(key, part.replace('Human Rights Watch', 'Human Rights Match'))
    const ran = await project.run(['verify'])
    expect(ran).toMatchObject({ code: 1 })
    expect(ran.stdout).toContain(`${key}: content does not match its name`)
    expect(await publish('--rewrite')).toMatchObject({ code: 0 })
    expect(await kv.get(key)).toBe(part)
    expect(await project.run(['verify'])).toMatchObject({ code: 0 })
  })

  it('finds that data/ has gone on', async () => {
    await edit('Not yet published', '')
    const ran = await project.run(['verify'])
    expect(ran).toMatchObject({ code: 1 })
    expect(ran.stdout).toContain('whole, but not what data/ holds')
  })
})

describe('signatures', { timeout: 120_000 }, () => {
  it('are made with a key of one’s own, checked by verify, and stop a publish that nobody could check', async () => {
    expect(await project.run(['keygen', '--out', 'data/key.pem'])).toMatchObject({ code: 2 })
    const file = join(project.root, '..', `${Date.now()}-key.pem`)
    expect(await project.run(['keygen', '--out', file])).toMatchObject({ code: 0 })
    expect(await project.run(['keygen', '--out', file])).toMatchObject({ code: 2 })
    const { mode } = await import('node:fs/promises').then(({ stat }) => stat(file))
    expect(mode & 0o777).toBe(0o600)

    expect(await publish('--sign', file)).toMatchObject({ code: 0 })
    expect((await head()).history[0]?.signature?.key).toHaveLength(43)
    const ran = await project.run(['verify', '--json'])
    expect(ran.code).toBe(0)
    expect(JSON.parse(ran.stdout).letters[0]).toMatchObject({ signed: true })

    const good = await head()
    const [latest] = good.history
    const forged = { ...latest, signature: { ...latest?.signature, value: 'A'.repeat(86) } }
    await kv.put(headKey(SLUG), JSON.stringify({ ...good, history: [forged] }))
    const found = await project.run(['verify'])
    expect(found).toMatchObject({ code: 1 })
    expect(found.stdout).toContain('WRONG')
    expect(found.stdout).toContain('✗ signature: does not match')
    await kv.put(headKey(SLUG), JSON.stringify(good))

    const keysFile = join(project.root, 'data/public-keys.json')
    const published = await readFile(keysFile, 'utf8')
    await writeFile(keysFile, '{"keys":[]}')
    await edit('Signed in vain', '')
    const refused = await publish('--sign', file)
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Nobody could check the signature'),
    })
    expect(await head()).toEqual(good)
    await writeFile(keysFile, published)
  })
})

describe('rollback and prune', { timeout: 240_000 }, () => {
  it('go back to the revision before, by one flip, with its signature and a line in the history', async () => {
    const signed = await head()
    await edit('A mistake', '')
    expect(await publish()).toMatchObject({ code: 0 })
    const calls = join(project.root, 'calls')
    expect(await project.run(['rollback', SLUG, '--yes'], { CALLS: calls })).toMatchObject({ code: 0 })
    expect((await readFile(calls, 'utf8')).split('\n').filter((call) => call === 'bulk put')).toHaveLength(2)
    const now = await head()
    expect(now.revision).toEqual(signed.revision)
    expect(now.history[0]).toMatchObject({
      signature: signed.history[0]?.signature,
      note: expect.stringContaining('Back to'),
    })
    expect(await read()).toMatchObject({ title: 'Not yet published' })
    expect(await listed()).toMatchObject({ title: 'Not yet published', published: now.published })
  })

  it('refuses a revision that is not clear, or not whole any more', async () => {
    expect(await project.run(['rollback', SLUG, '--to', 'zzz', '--yes'])).toMatchObject({ code: 2 })
    const { revision, history } = await head()
    const ambiguous = await project.run(['rollback', SLUG, '--to', '', '--yes'])
    expect(ambiguous).toMatchObject({ code: 2, stderr: expect.stringContaining('could be') })
    const other = history.find((each) => each.revision !== revision.id)?.revision ?? ''
    const stored = await kv.get(revisionKey(SLUG, other))
    await kv.put(
      revisionKey(SLUG, other),
      JSON.stringify({ ...JSON.parse(stored ?? ''), letter: 'a'.repeat(22) }),
    )
    const ran = await project.run(['rollback', SLUG, '--to', other.slice(0, 10), '--yes'])
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('is not whole in KV') })
    await kv.put(revisionKey(SLUG, other), stored ?? '')
    expect((await head()).revision).toEqual(revision)
  })

  it('remove only what no kept revision needs, and nothing young', async () => {
    const before = await keys()
    expect(await project.run(['prune'])).toMatchObject({ code: 0 })
    expect(await project.run(['prune', '--keep', '2', '--yes'])).toMatchObject({ code: 0 })
    expect(await keys()).toEqual(before)
    expect(await project.run(['prune', '--days', '0'])).toMatchObject({ code: 2 })

    expect(await project.run(['prune', '--keep', '2', '--days', '0', '--yes'])).toMatchObject({ code: 0 })
    const { history, revision } = await head()
    const left = await keys()
    expect(history).toHaveLength(2)
    expect(left.filter((key) => key.startsWith(revisionKey(SLUG, ''))).sort()).toEqual(
      [...new Set(history.map((each) => revisionKey(SLUG, each.revision)))].sort(),
    )
    // The two revisions have their lists in common: those are parts of both, and there once.
    const needed = await Promise.all(
      history.map(async (each) =>
        partNames(Revision.parse(JSON.parse((await kv.get(revisionKey(SLUG, each.revision))) ?? ''))),
      ),
    )
    expect(left.filter((key) => key.startsWith(partKey(SLUG, ''))).sort()).toEqual(
      [...new Set(needed.flat().map((name) => partKey(SLUG, name)))].sort(),
    )
    expect(left).toContain(partKey(SLUG, nameAt(revision.signatories.names, 0)))
    expect(left.length).toBeLessThan(before.length)

    expect(await project.run(['rollback', SLUG, '--to', history[1]?.revision ?? '', '--yes'])).toMatchObject({
      code: 0,
    })
    expect(await read()).toMatchObject({ title: 'A mistake', signatories: 3 })
    const ran = await project.run(['history', '--json'])
    expect(JSON.parse(ran.stdout).letters[0].history).toHaveLength(3)
  })
})
