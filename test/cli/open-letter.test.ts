/** A letter that the public signs, from its editor's side: the real command on real local KV, beside the sign-on Worker's object. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createBindingKv } from '../../src/publishing/kv-binding.ts'
import { readLive } from '../../src/publishing/live.ts'
import { withPatience } from '../../src/publishing/retry.ts'
import { publishSignons, type SignonState } from '../../src/publishing/signons.ts'
import { signonList, signonsOf } from '../publishing/signons-double.ts'
import { createLiveProject, SLUG } from './live-project.ts'
import { LETTER, type Ran } from './project.ts'

const { project, kv, read, head, listed, keys, publish, stop } = await createLiveProject()
afterAll(stop)

const OPEN = LETTER.replace('---\n\n', 'signing:\n  who: both\n  closes: 2999-06-01\n---\n\n')
const write = (letter: string) => project.write(`data/${SLUG}/letter.en.md`, letter)
const csv = () => readFile(join(project.root, `data/${SLUG}/signatories.csv`), 'utf8')

let state: SignonState = {}
/** The object's alarm, with so many who signed on. */
const alarm = async (count: number) => {
  for (let isDone = false; !isDone; ) {
    // The command has the local KV locked now and then.
    const step = await withPatience(() =>
      publishSignons({
        kv: createBindingKv(kv),
        slug: SLUG,
        state,
        signons: signonsOf(signonList(count)),
      }),
    )
    ;({ state, done: isDone } = step)
  }
}
/** Whether the editor has asked for the head. */
const isAsked = async () =>
  (await withPatience(() => readLive(createBindingKv(kv), [SLUG]))).letter(SLUG).base?.writer === 'editor'

/** The same, over and over while the command waits; where there is no count, not yet. */
const meanwhile = async (
  count: () => number | Promise<number | undefined>,
  running: Promise<Ran>,
): Promise<Ran> => {
  let isOver = false
  running.finally(() => {
    isOver = true
  })
  while (!isOver) {
    const signed = await count()
    if (signed !== undefined) await alarm(signed)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
  return running
}

describe('an open letter', { timeout: 300_000 }, () => {
  it('is opened by a publish, and listed as open', async () => {
    await publish()
    await write(OPEN)
    const ran = await publish()
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toContain('a-letter: opens for signing until 2999-06-01\n')
    expect((await head()).signing).toMatchObject({ who: 'both', closes: '2999-06-01' })
    expect(await listed()).toMatchObject({ signing: true, count: 3 })
    await alarm(2)
    expect(await read()).toMatchObject({ signatories: 5 })
    expect(await project.run(['publish'])).toMatchObject({ code: 0, stderr: '' })
    const verified = await project.run(['verify'])
    expect(verified).toMatchObject({ code: 0 })
    expect(verified.stdout).toContain('5 signatories')
  })

  it('shows in a diff what data/ changes, and no name of those who signed on', async () => {
    await write(OPEN.replace('A letter', 'Another title'))
    const { stdout } = await project.run(['diff'])
    expect(stdout).toContain('title (en)')
    expect(stdout).not.toContain('signon-')
    expect(stdout).not.toMatch(/^ {2}[-+−]/m)
  })

  it('gets another text by way of the sign-on Worker, and says so', async () => {
    const before = await head()
    const unsaid = await publish('--note', 'A better title')
    expect(unsaid.code).toBe(2)
    expect(unsaid.stderr).toContain('2 names signed the text as it was; say --earlier-signatures keep')
    const ran = await publish('--note', 'A better title', '--earlier-signatures', 'keep')
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout).toMatch(
      /is with the sign-on Worker, which puts it before readers within two minutes\n$/,
    )
    expect(await head()).toEqual(before)
    await alarm(2)
    expect(await read()).toMatchObject({ title: 'Another title', signatories: 5 })
    const { stdout } = await project.run(['history'])
    expect(stdout).toMatch(/→ .* 5 signatories {2}2 through the form {2}.*A better title\n/)
  })

  it('is not rolled back, retired, or renamed, which says what to do', async () => {
    for (const args of [
      ['rollback', SLUG, '--yes'],
      ['retire', SLUG, '--yes'],
      ['rename-letter', SLUG, 'b-letter', '--yes'],
      ['prune', '--keep', '1', '--yes'],
    ]) {
      const ran = await project.run(args)
      expect(ran.code, args[0]).toBe(1)
      expect(ran.stderr, args[0]).toContain('a-letter is open for signing')
      expect(ran.stderr, args[0]).toContain('undersigned pull a-letter')
    }
    expect((await project.run(['prune', '--days', '0', '--yes'])).code).toBe(0)
    await alarm(3)
    expect(await read()).toMatchObject({ signatories: 6 })
  })

  it('can be erased from: of data/ at once, of those who signed on when they are gone from the form', async () => {
    const early = await project.run(['erase', SLUG, 'signon-1', '--yes'])
    expect(early.code).toBe(1)
    expect(early.stderr).toContain('signon-1 signed through the form, and is live')
    const erasing = project.run(['erase', SLUG, 'human-rights-watch', '--yes', '--json'])
    expect(await meanwhile(() => 3, erasing)).toMatchObject({ code: 0 })
    await alarm(3)
    expect(await read()).toMatchObject({ title: 'Another title', signatories: 5 })
    for (const key of await keys()) {
      const value = (await kv.get(key)) ?? ''
      expect(value, key).not.toContain('human-rights-watch')
      expect(value, key).not.toContain('Human Rights Watch')
    }
    expect((await project.run(['verify'])).stdout).toContain('✓ history')
    await alarm(3)
  })

  it('is not closed while data/ lacks names', async () => {
    await write(LETTER.replace('A letter', 'Another title'))
    const ran = await publish()
    expect(ran.code).toBe(1)
    expect(ran.stderr).toContain('3 names signed through the form, and data/a-letter does not have them yet')
    expect(await read()).toMatchObject({ signatories: 5 })
  })

  it('gives its names to data/, each once, and none that was taken out', async () => {
    const before = await csv()
    const dry = await project.run(['pull', SLUG, '--dry-run', '--json'])
    expect(JSON.parse(dry.stdout)).toMatchObject({ state: 'dry-run', pulled: 3 })
    expect(await csv()).toBe(before)
    expect(await project.run(['pull', SLUG, '--yes'])).toMatchObject({ code: 0, stderr: '' })
    const after = await csv()
    expect(after.startsWith('id,name,acronym')).toBe(true)
    for (const { id } of signonList(3)) expect(after.match(new RegExp(`^${id},`, 'gm'))).toHaveLength(1)
    expect(await project.run(['pull', SLUG, '--yes'])).toMatchObject({
      stdout: 'data/a-letter/signatories.csv has everybody who signed on and is live.\n',
    })
    expect(await csv()).toBe(after)
    await project.write(`data/${SLUG}/signatories.csv`, after.replace(/^signon-1,.*\n/m, ''))
    const again = await project.run(['pull', SLUG, '--json'])
    expect(JSON.parse(again.stdout)).toMatchObject({
      pulled: 0,
      warnings: [expect.stringContaining('1 name')],
    })
    await project.write(`data/${SLUG}/signatories.csv`, after)
  })

  it('is closed with all names, and then is the editor’s again', async () => {
    const closing = await meanwhile(() => 3, publish())
    expect(closing).toMatchObject({ code: 0 })
    expect(closing.stderr).toContain('Waiting until the sign-on Worker hands over a-letter')
    expect((await head()).signing).toBeUndefined()
    expect(await read()).toMatchObject({ signatories: 5 })
    expect(await listed()).toMatchObject({ count: 5 })
    expect((await listed())?.signing).toBeUndefined()
    await write(LETTER)
    expect(await publish()).toMatchObject({ code: 0, stderr: '' })
    await alarm(9)
    expect(await read()).toMatchObject({ title: 'A letter', signatories: 5 })
    expect((await project.run(['verify'])).code).toBe(0)
  })

  it('that was closed while somebody was let through keeps that name, and says that data/ lacks it', async () => {
    await write(OPEN)
    await publish()
    await alarm(4)
    await write(LETTER)
    await project.run(['pull', SLUG, '--yes'])
    const closing = await meanwhile(async () => ((await isAsked()) ? 5 : undefined), publish())
    expect(closing.code).toBe(1)
    expect(closing.stderr).toContain('1 name signed through the form')
    expect(await read()).toMatchObject({ signatories: 7 })
    expect((await publish()).code).toBe(1)
    const pulled = await project.run(['pull', SLUG, '--yes'])
    expect(pulled, pulled.stderr).toMatchObject({ code: 0 })
    expect((await publish()).code).toBe(0)
    expect(await read()).toMatchObject({ signatories: 7 })
    expect((await project.run(['verify'])).code).toBe(0)
  })
})
