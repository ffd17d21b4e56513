/** The real command and the real Wrangler, with this project's own wrangler.toml, on a pretend Cloudflare. */
import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, it, vi } from 'vitest'
import { signingFaults } from '../../src/cli/deploy-signing.ts'
import { catalogueKey } from '../../src/revision/keys.ts'
import { startPretendCloudflare } from './pretend-cloudflare.ts'
import { createNamespace } from './pretend-kv.ts'
import { boundNamespace } from './pretend-workers.ts'
import { createProject, LETTER, type Ran } from './project.ts'

const WORKER = 'export default { fetch: () => new Response("a letter") }'
const CONFIG = (await readFile('wrangler.toml', 'utf8')).replace(/^command = .*$/m, 'command = "true"')
const AS_SHIPPED = await readFile('wrangler.signing.toml', 'utf8')
const SIGNING_CONFIG = AS_SHIPPED.replaceAll('letters@example.org', 'letters@coalition.test').replaceAll(
  'MODERATORS = ""',
  'MODERATORS = "moderator@coalition.test"',
)
const SIGN_ON_WORKER = `import { DurableObject } from 'cloudflare:workers'
export class Register extends DurableObject {}
export class Desk extends DurableObject {}
${WORKER}`
const stops: (() => unknown)[] = []
afterAll(() => Promise.all(stops.map((stop) => stop())))

/** An account in which nothing was ever deployed, and a project whose Workers are small and need no build. */
const createDeployment = async (files: Record<string, string> = {}) => {
  const [cloudflare, project] = await Promise.all([
    startPretendCloudflare(),
    createProject({
      'wrangler.toml': CONFIG,
      'src/reading/index.ts': WORKER,
      'src/reading/staging.ts': WORKER,
      'build/assets/asset.txt': '',
      ...files,
    }),
  ])
  stops.push(cloudflare.stop, project.remove)
  const { workers, namespaces } = cloudflare
  return {
    cloudflare,
    project,
    /** The titles of all namespaces, and the one that the Worker has. */
    kv: (worker = 'undersigned') => ({
      all: Array.from(namespaces.values(), ({ title }) => title),
      bound: namespaces.get(boundNamespace(workers, worker) ?? '')?.title,
    }),
    deploy: (env = '', ...args: string[]) =>
      project.spawn(['deploy', `--env=${env}`, ...args], cloudflare.env),
    /** Another program in the project. */
    execute: (program: string, ...args: string[]): Promise<Ran> =>
      promisify(execFile)(program, args, {
        cwd: project.root,
        env: { PATH: process.env.PATH, HOME: project.root, ...cloudflare.env },
      }).then(
        (output) => ({ code: 0, ...output }),
        (failure: Ran) => failure,
      ),
  }
}
const isUpload = ({ method, path }: { method: string; path: string }) =>
  (method === 'PUT' && /\/scripts\/[^/]+$/.test(path)) || (method === 'POST' && path.endsWith('/versions'))
const INVALID = { status: 400, code: 10_021, message: 'Uncaught Error: no such thing' }
const UNKNOWN = { status: 500, code: 10_013, message: 'An unknown error has occurred' }

describe.concurrent('a deploy', { timeout: 400_000 }, () => {
  it('creates a KV the first time, fills it, and leaves it alone when staging is deployed', async ({
    expect,
  }) => {
    const { cloudflare, project, kv, deploy, execute } = await createDeployment()
    await mkdir(join(project.root, 'src/cli'))
    await symlink(resolve('src/cli/undersigned.ts'), join(project.root, 'src/cli/undersigned.ts'))
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8'))
    expect(scripts['deploy:staging']).toBe(scripts.deploy.replaceAll('--env=', '--env=staging'))
    await project.write('package.json', JSON.stringify({ type: 'module', scripts }))

    expect(await execute('npm', 'run', 'deploy')).toMatchObject({ code: 0 })
    expect(kv()).toEqual({ all: ['undersigned-letters'], bound: 'undersigned-letters' })
    const [letters] = cloudflare.namespaces.values()
    expect(letters?.values.get(catalogueKey)?.value).toContain('a-letter')
    expect([...(letters?.values.keys() ?? [])].filter((key) => key.startsWith('widget/'))).toHaveLength(1)

    const before = new Map(letters?.values)
    const staging = await deploy('staging', '--json')
    expect(staging).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('Uploaded undersigned-staging'),
    })
    expect(JSON.parse(staging.stdout)).toEqual({ state: 'deployed', signing: false })
    expect(kv('undersigned-staging').bound).toBe('undersigned-staging-letters')
    expect(kv().bound).toBe('undersigned-letters')
    expect(letters?.values).toEqual(before)
  })

  it('after a first upload that failed takes the KV that this one left, though the API is busy, and leaves wrangler.toml alone', async ({
    expect,
  }) => {
    const { cloudflare, project, deploy, kv } = await createDeployment()
    cloudflare.state.fault = (asked) => (isUpload(asked) ? INVALID : undefined)
    const failed = await deploy('staging')
    expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining(INVALID.message) })
    expect(failed.stderr).toMatch(
      /\nWrangler could not deploy the Worker, for the reason that it gives above\.\n$/,
    )
    expect(cloudflare.asked.filter(isUpload)).toHaveLength(1)
    expect(kv('undersigned-staging')).toEqual({ all: ['undersigned-staging-letters'], bound: undefined })

    // For longer than Wrangler waits by itself.
    const failures = [
      { status: 429, code: 971, message: 'Please wait and consider throttling your request speed' },
      UNKNOWN,
      UNKNOWN,
    ]
    cloudflare.state.fault = (asked) => (isUpload(asked) ? failures.shift() : undefined)
    const files = await readdir(project.root)
    const deployed = await deploy('staging')
    expect(deployed).toMatchObject({ code: 0, stderr: expect.stringContaining('this one takes it') })
    expect(failures).toEqual([])
    expect(deployed.stderr).toContain('This may pass: trying again.')
    // What this is all about: without it, src/cli/deploy-worker.ts can go.
    expect(deployed.stderr).toContain('[code: 10014]')
    const own = 'undersigned-staging-letters'
    expect(kv('undersigned-staging')).toEqual({ all: [own], bound: own })
    expect(await readdir(project.root)).toEqual(files)
    expect(await readFile(join(project.root, 'wrangler.toml'), 'utf8')).toBe(CONFIG)
  })

  it('takes no KV that is not empty, and says how to take it', async ({ expect }) => {
    const { cloudflare, deploy, kv } = await createDeployment()
    const others = createNamespace('undersigned-letters', cloudflare.state)
    others.put(JSON.stringify([{ key: 'a', value: '1' }]))
    cloudflare.namespaces.set('0f', others)
    const refused = await deploy()
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain(
      'If it is yours, write id = "0f" below binding = "LETTERS" in wrangler.toml',
    )
    expect(kv().bound).toBeUndefined()
  })

  it('keeps the KV of a Worker whose settings could not be read at first, also where one has the usual title', async ({
    expect,
  }) => {
    const { cloudflare, deploy, kv } = await createDeployment()
    expect(await deploy()).toMatchObject({ code: 0 })
    const [own] = cloudflare.namespaces.values()
    if (own) own.title = 'letters of our own'
    cloudflare.namespaces.set('0f', createNamespace('undersigned-letters', cloudflare.state))
    // The command has looked by then; this is Wrangler.
    const answers = [undefined, UNKNOWN]
    cloudflare.state.fault = ({ path }) => (path.endsWith('/settings') ? answers.shift() : undefined)
    expect(await deploy()).toMatchObject({ code: 0, stderr: expect.stringContaining('[code: 10014]') })
    expect(kv().bound).toBe('letters of our own')
  })

  it('of a letter that is open for signing deploys the sign-on Worker after it with the same KV, where that can work', async ({
    expect,
  }) => {
    const open = `${LETTER.replace('---\n', '---\nsigning:\n  who: both\n')}`
    const { cloudflare, project, deploy } = await createDeployment({
      'data/a-letter/letter.en.md': open,
      'wrangler.signing.toml': SIGNING_CONFIG,
      'src/signing/index.ts': SIGN_ON_WORKER,
    })
    const refused = await deploy()
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('Nothing was deployed')
    expect(refused.stderr).toContain('wrangler secret put SIGNING_SECRET -c wrangler.signing.toml')
    expect(cloudflare.asked.filter(({ method }) => method !== 'GET')).toEqual([])

    // As `wrangler secret put` leaves it.
    const bindings = ['SIGNING_SECRET', 'SIGNONS_TOKEN'].map((name) => ({ type: 'secret_text', name }))
    cloudflare.workers.set('undersigned-sign', { versions: [{ id: 'draft', bindings }], deployed: 'draft' })
    const deployed = await deploy('', '--json')
    expect(deployed, deployed.stderr).toMatchObject({ code: 0 })
    expect(JSON.parse(deployed.stdout)).toEqual({ state: 'deployed', signing: true })
    expect(cloudflare.asked.filter(isUpload).map(({ path }) => path.split('/').at(-1))).toEqual([
      'undersigned',
      'undersigned-sign',
    ])
    const own = boundNamespace(cloudflare.workers, 'undersigned')
    expect(own).toBeDefined()
    expect(boundNamespace(cloudflare.workers, 'undersigned-sign')).toBe(own)
    expect(cloudflare.namespaces.size).toBe(1)
    expect((await readdir(project.root)).filter((name) => name.endsWith('.toml'))).toHaveLength(2)

    const unsigned = await deploy('staging', '--json')
    expect(unsigned, unsigned.stderr).toMatchObject({ code: 0 })
    expect(JSON.parse(unsigned.stdout)).toEqual({ state: 'deployed', signing: false })
    expect(unsigned.stderr).toContain('is not deployed to staging; nobody can sign a-letter there')
    expect(unsigned.stderr).toContain('secret put SIGNING_SECRET -c wrangler.signing.toml --env staging')
    cloudflare.workers.set('undersigned-sign-staging', {
      versions: [{ id: 'draft', bindings }],
      deployed: 'draft',
    })
    const staging = await deploy('staging', '--json')
    expect(staging, staging.stderr).toMatchObject({ code: 0 })
    expect(JSON.parse(staging.stdout)).toEqual({ state: 'deployed', signing: true })
    const theirs = boundNamespace(cloudflare.workers, 'undersigned-staging')
    expect(theirs).not.toBe(own)
    expect(boundNamespace(cloudflare.workers, 'undersigned-sign-staging')).toBe(theirs)
    expect(boundNamespace(cloudflare.workers, 'undersigned-sign')).toBe(own)
  })

  it('of a sign-on Worker that could mail nobody, or let nobody through, is refused with what to do', ({
    expect,
  }) => {
    const faults = (config: string, ...secrets: string[]) =>
      signingFaults(config, ['SIGNING_SECRET', 'SIGNONS_TOKEN', ...secrets]).join('\n')
    expect(faults(SIGNING_CONFIG)).toBe('')
    const told = ['https://one.example/hook']
    const webhookFaults = (...secrets: string[]) =>
      signingFaults(SIGNING_CONFIG, ['SIGNING_SECRET', 'SIGNONS_TOKEN', ...secrets], told).join()
    expect(webhookFaults()).toContain('the secret WEBHOOK_SECRET is not set')
    expect(webhookFaults('WEBHOOK_SECRET')).toBe('')
    expect(signingFaults(SIGNING_CONFIG, ['SIGNONS_TOKEN']).join()).toContain('SIGNING_SECRET is not set')
    expect(signingFaults(SIGNING_CONFIG, ['SIGNING_SECRET']).join()).toContain('SIGNONS_TOKEN is not set')
    expect(faults(SIGNING_CONFIG.replace('JURISDICTION = ""', 'JURISDICTION = "mars"'))).toBe(
      'JURISDICTION is “mars”: write in wrangler.signing.toml one of eu, us, fedramp, fedramp-high, or leave it empty',
    )
    expect(signingFaults(AS_SHIPPED, [], [], 'staging').join()).toMatch(
      /MAIL_FROM is “letters@example\.org”[\s\S]*SIGNONS_TOKEN -c wrangler\.signing\.toml --env staging/,
    )
    expect(faults(AS_SHIPPED)).toMatch(
      /MAIL_FROM is “letters@example\.org”[\s\S]*nobody could sit at the desk/,
    )
    expect(faults(SIGNING_CONFIG.replace('letters@', 'letters at '))).toContain('MAIL_FROM is “letters at ')
    expect(faults(SIGNING_CONFIG.replace('"1000"', '"many"'))).toContain('MAILS_PER_DAY is “many”')
    expect(faults(SIGNING_CONFIG.replace('PUZZLE = ""', 'PUZZLE = "yes"'))).toContain('PUZZLE is “yes”')
    const turnstile = SIGNING_CONFIG.replace('TURNSTILE_SITE_KEY = ""', 'TURNSTILE_SITE_KEY = "0x4"')
    expect(faults(turnstile)).toContain('the secret TURNSTILE_SECRET go together')
    expect(faults(turnstile, 'TURNSTILE_SECRET')).toBe('')
    const unmoderated = SIGNING_CONFIG.replace(/^MODERATORS = .*$/m, 'MODERATORS = ""')
    expect(faults(unmoderated)).toContain('MODERATORS')
    const team = unmoderated.replace(
      'ACCESS_TEAM_DOMAIN = ""',
      'ACCESS_TEAM_DOMAIN = "x.cloudflareaccess.com"',
    )
    expect(faults(team)).toBe(
      'ACCESS_TEAM_DOMAIN and ACCESS_AUDIENCE go together: write both in wrangler.signing.toml, or neither',
    )
    expect(faults(team.replace('ACCESS_AUDIENCE = ""', 'ACCESS_AUDIENCE = "f00"'))).toBe('')
    expect(faults(unmoderated, 'MODERATORS')).toBe('')
  })

  it('as Cloudflare’s button has it, takes the Worker and the KV that this has made, under the names that were chosen', async ({
    expect,
  }) => {
    const { cloudflare, deploy, execute } = await createDeployment({
      'wrangler.toml': CONFIG.replace('binding = "LETTERS"', 'binding = "LETTERS"\nid = "0f"'),
    })
    cloudflare.namespaces.set('0f', createNamespace('of my choice', cloudflare.state))
    cloudflare.workers.set('my-letters', { versions: [{ id: 'none', bindings: [] }], deployed: 'none' })
    Object.assign(cloudflare.env, {
      WORKERS_CI: '1',
      WRANGLER_CI_OVERRIDE_NAME: 'my-letters',
      WRANGLER_CI_MATCH_TAG: 'my-letters',
    })
    const deployed = await deploy()
    expect(deployed, deployed.stderr).toMatchObject({ code: 0 })
    expect(boundNamespace(cloudflare.workers, 'my-letters')).toBe('0f')
    expect([...cloudflare.workers.keys()]).toEqual(['my-letters'])
    const publish = ['publish', '--yes', '--remote', '--env=']
    expect(await execute(process.execPath, resolve('src/cli/undersigned.ts'), ...publish)).toMatchObject({
      code: 0,
    })
    expect(cloudflare.namespaces.get('0f')?.values.get(catalogueKey)?.value).toContain('a-letter')
  })

  it('that hangs is stopped, and says after how long', async ({ expect }) => {
    const { cloudflare, execute } = await createDeployment()
    cloudflare.state.fault = (asked) => (isUpload(asked) ? 'hang' : undefined)
    const deploy = `import { openApi } from ${JSON.stringify(resolve('src/cli/cloudflare-api.ts'))}
      import { deployWorker } from ${JSON.stringify(resolve('src/cli/deploy-worker.ts'))}
      await deployWorker(openApi(), { env: '', timeLimit: 10_000 })`
    const hung = await execute(process.execPath, '--input-type=module', '--eval', deploy)
    expect(hung.code).toBe(1)
    expect(hung.stderr).toContain(
      'Wrangler could not deploy the Worker: it did not end within 10 seconds and was stopped.',
    )
    expect(cloudflare.asked.filter(isUpload).length).toBeLessThan(2)
    await vi.waitFor(async () => expect(await cloudflare.connections()).toBe(0), 10_000)
  })
})
