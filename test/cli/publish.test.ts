/** The real command on real local KV; the reader is the Worker's own store. */
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { catalogueKey, claimKey, headKey } from '../../src/revision/keys.ts'
import { createLiveProject, SLUG } from './live-project.ts'
import { createProject, LETTER } from './project.ts'

const { project, kv, read, head, listed, edit, publish, stop } = await createLiveProject()

afterAll(stop)

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
    expect(ran.stdout).toMatch(
      /title: A letter\n {2}date: 2020-02-29\n {2}to: Somebody\n {2}languages: en\n {2}signed by: 3 organisations, 0 persons\n/,
    )
    expect(ran.stdout).toMatch(/Would write [2-9] parts\. Nothing was written\./)
    const json = await project.run(['publish', '--dry-run', '--json'])
    expect(JSON.parse(json.stdout).letters[0].facts).toEqual({
      title: 'A letter',
      date: '2020-02-29',
      addressee: 'Somebody',
      languages: ['en'],
      organisations: 3,
      persons: 0,
    })
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

  it('draws the pictures of a letter anew where the site has another name', async () => {
    await project.write('site.yaml', 'name: Another\n')
    const ran = await project.run(['publish', '--dry-run', '--json'])
    await rm(join(project.root, 'site.yaml'))
    expect(JSON.parse(ran.stdout).letters).toMatchObject([{ slug: SLUG, change: 'pictures' }])
  })

  // Between any two writes: publish.test.ts. Here at the beginning, before the head, and after it.
  it('killed leaves readers one whole revision, and run again completes', async () => {
    const before = await read()
    await edit('The second', 'one-more,One More,\n')
    const plan = JSON.parse((await project.run(['publish', '--dry-run', '--json'])).stdout)
    // The claim, the parts, the revision, the pictures, a part of each index; then the head and the catalogue.
    const untilHead = 1 + plan.letters[0].parts.write + 1 + plan.letters[0].pictures + 2
    for (const writes of [0, untilHead]) {
      expect(await project.spawn(['publish', '--yes'], { KILL_AFTER: String(writes) })).toMatchObject({
        code: 'SIGKILL',
      })
      expect(await read()).toEqual(before)
      expect(await listed()).toMatchObject({ title: 'A letter' })
    }
    expect(await project.spawn(['publish', '--yes'], { KILL_AFTER: String(untilHead + 1) })).toMatchObject({
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
  })

  it('tells the one who would overwrite what somebody else published meanwhile', async () => {
    const other = await createProject({ [`data/${SLUG}/letter.en.md`]: LETTER.replace('A letter', 'Theirs') })
    const persist = ['--persist-to', join(project.root, '.wrangler/state')]
    await edit('Ours', '')
    const gate = join(project.root, 'gate')
    // The look at the claim is right before the heads are written.
    const ours = project.spawn(['publish', '--yes'], {
      PAUSE_AT: `${claimKey} ${headKey(SLUG)}`,
      PAUSE_UNTIL: gate,
    })
    await vi.waitFor(() => expect(existsSync(`${gate}.paused`)).toBe(true), 30_000)
    const locked = await other.run(['publish', '--yes', ...persist])
    const theirs = await other.run(['publish', '--yes', '--take-over', ...persist])
    await writeFile(gate, '')
    expect(locked).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^An editor has been writing here since .* --take-over goes on at once\.\n$/,
      ),
    })
    expect(theirs).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('Takes over from what An editor'),
    })
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
      if (code !== 0) expect(stderr).toMatch(/Somebody else published|has been writing here/)
    }
    await other.remove()
  })

  it('warns of a letter that is live and whose folder is gone', async () => {
    const entries = JSON.parse((await kv.get(catalogueKey)) ?? '')
    await kv.put(catalogueKey, JSON.stringify([...entries, { ...entries[0], slug: 'gone' }]))
    for (const args of [['publish', '--dry-run'], ['diff']]) {
      const { code, stderr } = await project.run(args)
      expect(code, stderr).toBe(0)
      expect(stderr).toContain('warning: gone is live, and there is no data/gone: readers still get it')
      expect(stderr).not.toContain(SLUG)
    }
    await kv.put(catalogueKey, JSON.stringify(entries))
  })

  it('tries again when KV is busy', async () => {
    await edit('Busy', '')
    expect(await project.spawn(['publish', '--yes'], { FAIL_FIRST: '1' })).toMatchObject({ code: 0 })
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
