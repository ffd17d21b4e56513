/** `backup` and `restore` on real local KV, killed too. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { partKey } from '../../src/revision/keys.ts'
import { createLiveProject, SLUG } from './live-project.ts'

const { project, keys, kv, edit, head, publish, stop } = await createLiveProject()
const inOther = ['--persist-to', 'other']

beforeAll(async () => {
  await edit('The first', 'article-19,ARTICLE 19,\n')
  expect(await publish('--note', 'Begin')).toMatchObject({ code: 0 })
  await edit('The second', '')
  expect(await publish()).toMatchObject({ code: 0 })
  expect(await project.run(['keep-widget'])).toMatchObject({ code: 0 })
}, 60_000)
afterAll(stop)

describe('backup and restore', { timeout: 120_000 }, () => {
  it('move all that there is to another KV, which is verified there and goes on from there', async () => {
    const ran = await project.run(['backup', '--to', 'backup.gz', '--json'])
    const count = (await keys()).length + 3
    expect(ran.code).toBe(0)
    expect(JSON.parse(ran.stdout)).toEqual({
      state: 'written',
      file: 'backup.gz',
      letters: [SLUG],
      open: [],
      pairs: count,
      faults: [],
    })
    expect((await stat(join(project.root, 'backup.gz'))).mode & 0o777).toBe(0o600)

    expect(await project.run(['restore', 'backup.gz', '--dry-run', ...inOther])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('a-letter: 3 signatories; is not there yet'),
    })
    expect(await project.run(['restore', 'backup.gz', ...inOther])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('add --yes'),
    })
    // Killed in the middle, and done again.
    const killed = await project.spawn(['restore', 'backup.gz', '--yes', ...inOther], { KILL_AFTER: '4' })
    expect(killed.code).toBe('SIGKILL')
    expect(await project.run(['restore', 'backup.gz', '--yes', ...inOther])).toMatchObject({ code: 0 })
    const verified = await project.run(['verify', ...inOther, '--json'])
    expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true })
    const moved = await project.run(['history', ...inOther, '--json'])
    expect(JSON.parse(moved.stdout).letters[0].history).toEqual((await head()).history)
    await project.run(['backup', '--to', 'again.gz', ...inOther])
    const linesOf = async (file: string) =>
      gunzipSync(await readFile(join(project.root, file)))
        .toString()
        .split('\n')
        .slice(1, -2)
    expect(await linesOf('again.gz')).toEqual(await linesOf('backup.gz'))
  })

  it('does not take the place of what was published since, unless that is said', async () => {
    await edit('The third', '')
    await publish()
    const refused = await project.run(['restore', 'backup.gz', '--yes'])
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('say --replace') })
    expect(refused.stdout).toContain('was published again after the backup')
    expect((await head()).history).toHaveLength(3)
    expect(await project.run(['restore', 'backup.gz', '--yes', '--replace'])).toMatchObject({ code: 0 })
    expect((await head()).history).toHaveLength(2)
  })

  it('refuses a file that is none or damaged, and a name that is taken; writes in a folder under the time', async () => {
    const bytes = await readFile(join(project.root, 'backup.gz'))
    await writeFile(join(project.root, 'cut.gz'), bytes.subarray(0, bytes.length - 40))
    await writeFile(join(project.root, 'none'), 'id,name\n')
    for (const [file, said] of [
      ['cut.gz', 'cut.gz ends too early'],
      ['none', 'is not compressed'],
    ] as const)
      expect(await project.run(['restore', file, '--yes'])).toMatchObject({
        code: 1,
        stderr: expect.stringContaining(said),
      })
    expect(await project.run(['restore', 'nowhere', '--yes'])).toMatchObject({ code: 2 })
    expect(await project.run(['backup', '--to', 'backup.gz'])).toMatchObject({ code: 2 })
    expect(await project.run(['backup', '--to', 'none/backup.gz'])).toMatchObject({
      code: 2,
      stderr: 'There is no folder none; make it, or name another\n',
    })
  })

  it('is a file named by the time in a folder, which a slash at the end makes', async () => {
    const named = expect.stringMatching(/^undersigned-\d{4}-\d\d-\d\dT\d{6}Z\.jsonl\.gz$/)
    expect(await project.run(['backup', SLUG, '--to', 'backups/all/'])).toMatchObject({ code: 0 })
    expect(await readdir(join(project.root, 'backups/all'))).toEqual([named])
    expect(await project.run(['backup', SLUG, '--to', 'backups'])).toMatchObject({ code: 0 })
    expect((await readdir(join(project.root, 'backups'))).toSorted()).toEqual(['all', named])
  })

  it('writes what there is where KV is not whole, and says so', async () => {
    const part = partKey(SLUG, (await head()).revision.letter)
    await kv.delete(part)
    const ran = await project.run(['backup', '--to', 'broken.gz'])
    expect(ran).toMatchObject({ code: 1, stdout: expect.stringContaining('broken.gz: 1 letter') })
    expect(ran.stderr).toContain(`${part}: missing`)
  })
})
