/** The real command on a server that answers, or fails, as Cloudflare's API does; in a process of its own: test/cli/deploy-worker.test.ts. */
import { afterEach, describe, expect, it } from 'vitest'
import { headKey } from '../../src/revision/keys.ts'
import { Head } from '../../src/revision/layout.ts'
import { type PretendCloudflare, startPretendCloudflare } from './pretend-cloudflare.ts'
import { CSV, createProject, LETTER } from './project.ts'

const SLUG = 'a-letter'
const isPart = (key: string) => key.includes('/part/')
/** Milliseconds until a write is seen: not at the first look, nor before the next. */
const LATENESS = 800
const stops: (() => unknown)[] = []
afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())))

const createRemote = async () => {
  const [project, cloudflare] = await Promise.all([createProject(), startPretendCloudflare('test')])
  stops.push(project.remove, cloudflare.stop)
  const run = (...args: string[]) => project.run([...args, '--remote'], cloudflare.env)
  return {
    cloudflare,
    project,
    run,
    publish: async (title: string, more: string) => {
      await project.write(`data/${SLUG}/letter.en.md`, LETTER.replace('A letter', title))
      await project.write(`data/${SLUG}/signatories.csv`, CSV + more)
      return run('publish', '--yes', '--note', title)
    },
  }
}

const notes = ({ values }: PretendCloudflare) =>
  Head.parse(JSON.parse(values.get(headKey(SLUG))?.value ?? '')).history.map(({ note }) => note)

describe('publishing to Cloudflare', { timeout: 240_000 }, () => {
  // Of forty seconds, with a clock that need not be waited for: test/publishing/publish.test.ts.
  it('publishes, publishes again, goes back, verifies and prunes where every write is seen late', async () => {
    const { cloudflare, run, publish } = await createRemote()
    cloudflare.state.lateness = LATENESS
    expect(await publish('One', '')).toMatchObject({ code: 0, stderr: '' })
    expect(await publish('Two', 'one-more,One More,\n')).toMatchObject({ code: 0 })
    expect(await run('rollback', SLUG, '--yes')).toMatchObject({ code: 0 })
    expect(notes(cloudflare)).toEqual([expect.stringMatching(/^Back to /), 'Two', 'One'])
    expect(await run('prune', '--yes', '--keep', '1', '--days', '0')).toMatchObject({ code: 0 })
    expect([...cloudflare.values.keys()].filter((key) => key.includes('/revision/'))).toHaveLength(1)
    // The list in data/ is that of the second publication.
    expect((await run('verify')).stdout).toContain('whole, but not what data/ holds')
  })

  it('erases somebody from every revision where every write is seen late', async () => {
    const { cloudflare, run, publish } = await createRemote()
    cloudflare.state.lateness = LATENESS
    expect(await publish('One', 'ada-example,Ada Example,\n')).toMatchObject({ code: 0 })
    const ran = await run('erase', SLUG, 'ada-example', '--yes')
    expect(ran).toMatchObject({ code: 0, stderr: '' })
    expect(ran.stdout.match(/rewrites revision/g)).toHaveLength(1)
    expect(notes(cloudflare)).toEqual(['Somebody was erased from every revision', 'One'])
    const stored = JSON.stringify([...cloudflare.values])
    for (const trace of ['ada-example', 'Ada Example']) expect(stored.includes(trace), trace).toBe(false)
  })

  it('does not believe a bulk write that left keys out, and repairs what is lost later, though nothing changes', async () => {
    const { cloudflare, run, publish } = await createRemote()
    const lost = new Set<string>()
    cloudflare.state.loses = (key) => isPart(key) && !lost.has(key) && lost.add(key) !== undefined
    expect(await publish('One', '')).toMatchObject({ code: 0 })
    expect(lost.size).toBeGreaterThan(0)
    for (const key of lost) expect(cloudflare.values.has(key), key).toBe(true)

    const [part = ''] = lost
    cloudflare.values.delete(part)
    expect(await run('verify')).toMatchObject({ code: 1, stdout: expect.stringContaining('WRONG') })
    const repaired = await run('publish', '--yes')
    expect(repaired).toMatchObject({ code: 0 })
    expect(repaired.stdout).toContain('every part is written anew')
    expect(cloudflare.values.has(part)).toBe(true)
  })

  it('publishes though every call fails once, and says of a letter that it opens when it is taken up', async () => {
    const { cloudflare, project, publish, run } = await createRemote()
    expect(await publish('One', '')).toMatchObject({ code: 0 })
    let asked = 0
    cloudflare.state.fault = ({ path }) => {
      if (path.endsWith('/settings') || asked++ % 2 === 1) return undefined
      return asked % 4 === 1
        ? { status: 429, code: 971, message: 'Please wait and consider throttling your request speed' }
        : { status: 500, code: 10_001, message: 'service temporarily unavailable' }
    }
    expect(await publish('Two', 'one-more,One More,\n')).toMatchObject({ code: 0 })
    expect(notes(cloudflare)).toEqual(['Two', 'One'])
    cloudflare.state.fault = () => undefined
    await project.write(
      `data/${SLUG}/letter.en.md`,
      LETTER.replace('---\n\n', 'signing: { who: both }\n---\n\n'),
    )
    const opened = await run('publish', '--yes')
    expect(opened).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^a-letter: the sign-on Worker was not woken/),
    })
  })

  it('warns before it begins where a publish comes near what the Free plan lets it write in a day', async () => {
    const { cloudflare, run, project } = await createRemote()
    expect((await run('publish', '--dry-run')).stderr).toBe('')
    const address = `https://example.org/${'x'.repeat(1_900)}`
    const many = Array.from({ length: 11_000 }, (_, n) => `name-${n},N ${n},${address}${n}\n`).join('')
    await project.write(`data/${SLUG}/signatories.csv`, `id,name,url\n${many}`)
    const { stderr } = await run('publish', '--dry-run')
    expect(stderr).toMatch(/^warning: [\d,]+ values are .* the Free plan's limit of 1,000 writes a day/)
    expect(cloudflare.values.size).toBe(0)
  })
})
