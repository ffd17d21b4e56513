/** What comes after a publish: the real commands on real local KV, with a letter published twice. */
import { createHash } from 'node:crypto'
import { readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pictureKeys } from '../../src/publishing/revision-keys.ts'
import {
  catalogueKey,
  claimKey,
  headKey,
  indexKey,
  partKey,
  revisionKey,
  widgetKey,
  wordsKey,
  wordsPartKey,
} from '../../src/revision/keys.ts'
import { nameAt, partNames, Revision } from '../../src/revision/layout.ts'
import { createLiveProject, SLUG } from './live-project.ts'

const { project, kv, read, head, listed, keys, edit, publish, stop } = await createLiveProject()

beforeAll(async () => {
  for (const [title, more] of [
    ['The first', 'article-19,ARTICLE 19,\n'],
    ['The second', ''],
  ] as const) {
    await edit(title, more)
    expect(await publish()).toMatchObject({ code: 0 })
  }
}, 120_000)
afterAll(stop)

describe('keep-widget', { timeout: 60_000 }, () => {
  it('keeps the script under the hash of its bytes, once', async () => {
    const first = JSON.parse((await project.run(['keep-widget', '--json'])).stdout)
    expect(first.state).toBe('kept')
    const script = (await kv.get(widgetKey(first.hash))) ?? ''
    expect(createHash('sha256').update(script).digest('hex').slice(0, 16)).toBe(first.hash)
    expect(script).toContain('signatory-list')
    expect((await project.run(['keep-widget'])).stdout).toBe(`The widget ${first.hash} is kept already.\n`)
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
          checks: [
            { check: 'parts' },
            { check: 'content' },
            { check: 'list' },
            { check: 'history' },
            { check: 'data' },
          ],
        },
      ],
    })
  })

  it('finds a part that was tampered with, and a picture that is gone, and publish --rewrite repairs both', async () => {
    const { revision, ...pictured } = await head()
    const [picture = ''] = pictureKeys(SLUG, pictured)
    const png = (await kv.get(picture)) ?? ''
    await kv.delete(picture)
    const key = partKey(SLUG, nameAt(revision.signatories.names, 0))
    const part = (await kv.get(key)) ?? ''
    await kv.put(key, part.replace('Human Rights Watch', 'Human Rights Match'))
    const ran = await project.run(['verify'])
    expect(ran).toMatchObject({ code: 1 })
    expect(ran.stdout).toContain(`${key}: content does not match its name; ${picture}: missing`)
    expect(await publish('--rewrite')).toMatchObject({ code: 0 })
    expect(await kv.get(key)).toBe(part)
    expect(await kv.get(picture)).toBe(png)
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
    const link = join(project.root, '..', `${Date.now()}-link`)
    await symlink(join(project.root, 'data'), link)
    expect(await project.run(['keygen', '--out', join(link, 'new/key.pem')])).toMatchObject({ code: 2 })
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
    const forgotten = await publish()
    expect(forgotten).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('What is live is signed (a-letter)'),
    })
    expect(await head()).toEqual(signed)
    expect(await publish('--unsigned')).toMatchObject({ code: 0 })
    const calls = join(project.root, 'calls')
    expect(
      await project.spawn(['rollback', SLUG, '--yes', '--by', ' An editor '], { CALLS: calls }),
    ).toMatchObject({ code: 0 })
    expect((await readFile(calls, 'utf8')).match(/^put .*/gm)).toEqual([
      `put ${claimKey}`,
      ...pictureKeys(SLUG, signed).map((key) => `put ${key}`),
      expect.stringMatching(`^put ${wordsPartKey('')}.`),
      `put ${headKey(SLUG)}`,
      `put ${catalogueKey}`,
      `put ${wordsKey}`,
      `put ${indexKey}`,
      `put ${claimKey}`,
    ])
    const now = await head()
    expect(now.revision).toEqual(signed.revision)
    expect(now.pictures).toEqual(signed.pictures)
    expect(now.history[0]).toMatchObject({
      signature: signed.history[0]?.signature,
      note: expect.stringContaining('Back to'),
      by: 'An editor',
    })
    expect(await read()).toMatchObject({ title: 'Not yet published' })
    expect(await listed()).toMatchObject({ title: 'Not yet published', published: now.published })
  })

  it('refuses a revision that is not clear', async () => {
    expect(await project.run(['rollback', SLUG, '--to', 'zzz', '--yes'])).toMatchObject({ code: 2 })
    const ambiguous = await project.run(['rollback', SLUG, '--to', '', '--yes'])
    expect(ambiguous).toMatchObject({ code: 2, stderr: expect.stringContaining('could be') })
  })

  it('remove only what no kept revision needs, and nothing young', async () => {
    const before = await keys()
    expect(await project.run(['prune', '--keep', '2', '--days', '0'])).toMatchObject({ code: 2 })

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
      [
        ...new Set([...needed.flat().map((name) => partKey(SLUG, name)), ...pictureKeys(SLUG, await head())]),
      ].sort(),
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
