/** From two tarballs and an empty folder to a site of one's own: what whoever uses the packages does, in that order. */
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { catalogueKey } from '../../src/revision/keys.ts'
import { startPretendCloudflare } from '../cli/pretend-cloudflare.ts'
import { boundNamespace } from '../cli/pretend-workers.ts'
import { freePort, pack, run, start } from './packages.ts'

const LETTER = '# Clean air for our cities\n\nDear Minister,\n\nWe write to you because we cannot breathe.\n'
const LIST = 'Organisation,Country\nClean Air Now,Kenya\nŽivi zrak,HR\n'

let packages: Awaited<ReturnType<typeof pack>>
let letters: string
const port = await freePort()
const origin = `http://127.0.0.1:${port}`

beforeAll(async () => {
  packages = await pack()
  letters = join(packages.folder, 'my-letters')
})
afterAll(() => packages?.remove())

const npx = (version: 22 | 24, ...args: string[]) => run(letters, 'npx', ['--no', ...args], version)
const edit = async (file: string, from: string, to: string): Promise<void> => {
  const before = await readFile(join(letters, file), 'utf8')
  expect(before).toContain(from)
  await writeFile(join(letters, file), before.replace(from, to))
}

it('the packages are as npm, Node, bundlers and TypeScript want them', async () => {
  for (const tarball of [packages.undersigned, packages.create]) {
    const bytes = await readFile(tarball)
    const { buffer, byteOffset, byteLength } = bytes
    const pack = { tarball: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer }
    expect((await publint({ pack, strict: true })).messages).toEqual([])
  }
  const found = await checkPackage(createPackageFromTarballData(await readFile(packages.undersigned)))
  // It is ES modules alone, and to require them is what Node 22 can.
  const wrong = 'problems' in found ? found.problems : ['no types']
  expect(
    wrong.filter(
      (each) =>
        typeof each === 'string' || !('resolutionKind' in each) || !/cjs|node10/.test(each.resolutionKind),
    ),
  ).toEqual([])
})

it('a folder, a letter and a list become a repository, and one dependency is installed', async () => {
  await writeFile(join(packages.folder, 'letter.md'), LETTER)
  await writeFile(join(packages.folder, 'list.csv'), LIST)
  const options = [
    '--yes',
    '--name',
    'Letters on Air',
    '--languages',
    'en',
    '--sign-on',
    '--template',
    'letter.md',
    'list.csv',
  ]
  const created = await run(packages.folder, 'npx', [
    '--yes',
    '--prefer-offline',
    `--package=${packages.create}`,
    'create-undersigned',
    'my-letters',
    ...options,
  ])
  expect(created).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('clean-air-for-our-cities: right, 2 signatories'),
  })
  // Somebody's own changes.
  await edit('wrangler.toml', 'port = 8787', `port = ${port}`)
  await edit(
    'data/clean-air-for-our-cities/letter.en.md',
    'addressee: Somebody',
    'addressee: Minister Example',
  )
  const installed = await run(letters, 'npm', [
    'install',
    '--prefer-offline',
    '--no-audit',
    packages.undersigned,
  ])
  expect(installed).toMatchObject({ code: 0 })
  const again = await run(packages.folder, 'npx', [
    '--yes',
    '--prefer-offline',
    `--package=${packages.create}`,
    'create-undersigned',
    'my-letters',
    '--yes',
  ])
  expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('my-letters is not empty') })
})

/** What docs/other-tools.md shows for Eleventy, of this letter; in pages of one name, so that there are several. */
const buildWithEleventy = async (slug: string): Promise<string> => {
  const site = join(packages.folder, 'eleventy')
  const page = await readFile('docs/other-tools.md', 'utf8')
  for (const [file, language] of [
    ['_data/signatories.js', 'js'],
    ['index.njk', 'njk'],
  ] as const) {
    const code = new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(page)?.[1] ?? ''
    const here = code
      .replaceAll('https://letters.example', origin)
      .replaceAll('un-human-rights-council-2018', slug)
      .replace('limit=500', 'limit=1')
    await mkdir(dirname(join(site, file)), { recursive: true })
    await writeFile(join(site, file), here)
  }
  await writeFile(join(site, 'package.json'), '{ "type": "module" }')
  expect(await run(site, 'node', [packages.eleventy, '--quiet'])).toMatchObject({ code: 0 })
  return readFile(join(site, '_site/index.html'), 'utf8')
}

it('npm start shows the letter, on Node 22; the client reads it, and so does a site that Eleventy builds', async () => {
  await edit('data/clean-air-for-our-cities/letter.en.md', 'signing:\n  who: both\n', '')
  const site = start(letters, 'npm', ['start'])
  try {
    await vi.waitFor(async () => expect((await fetch(`${origin}/healthz`)).status, site.said()).toBe(200), {
      timeout: 120_000,
      interval: 200,
    })
    const page = await (await fetch(`${origin}/letters/clean-air-for-our-cities`)).text()
    for (const each of ['Letters on Air', 'Clean air for our cities', 'Minister Example', 'Živi zrak'])
      expect(page).toContain(each)
    expect((await fetch(`${origin}/widget.js`)).status).toBe(200)
    expect(await (await fetch(`${origin}/docs`)).text()).toContain('</html>')
    await writeFile(
      join(letters, 'names.mjs'),
      `import { createClient } from 'undersigned/client'
for await (const { printed_as } of createClient('${origin}').signatories('clean-air-for-our-cities')) console.log(printed_as)`,
    )
    expect(await run(letters, 'node', ['names.mjs'])).toMatchObject({
      code: 0,
      stdout: 'Clean Air Now\nŽivi zrak\n',
    })
    const built = await buildWithEleventy('clean-air-for-our-cities')
    expect([...built.matchAll(/<li dir="auto">(.*)<\/li>/g)].map(([, name]) => name)).toEqual([
      'Clean Air Now',
      'Živi zrak',
    ])
    const [, script = ''] = /<script async src="(.*)">/.exec(built) ?? []
    expect((await fetch(script)).status).toBe(200)
  } finally {
    await site.stop()
  }
})

it('from nothing to published: a deploy makes the KV, the publish finds it, and what comes later keeps it', async () => {
  const cloudflare = await startPretendCloudflare()
  const { workers, namespaces } = cloudflare
  const deploy = (script: string, version: 22 | 24) =>
    run(letters, 'npm', ['run', script], version, cloudflare.env)
  const bound = (worker: string) => namespaces.get(boundNamespace(workers, worker) ?? '')
  const catalogue = (worker: string) => bound(worker)?.values.get(catalogueKey)?.value
  try {
    const first = await deploy('deploy', 22)
    expect(first, first.stderr).toMatchObject({ code: 0 })
    expect(bound('my-letters')?.title).toBe('my-letters-letters')
    expect(catalogue('my-letters')).toContain('clean-air-for-our-cities')

    // Now the public may sign.
    await edit(
      'data/clean-air-for-our-cities/letter.en.md',
      '\n---\n\nDear',
      '\nsigning:\n  who: both\n---\n\nDear',
    )
    await edit('wrangler.signing.toml', 'letters@example.org', 'letters@coalition.test')
    await edit('wrangler.signing.toml', 'MODERATORS = ""', 'MODERATORS = "moderator@coalition.test"')
    // As `wrangler secret put` leaves it.
    const secrets = ['SIGNING_SECRET', 'SIGNONS_TOKEN'].map((name) => ({ type: 'secret_text', name }))
    workers.set('my-letters-sign', { versions: [{ id: 'draft', bindings: secrets }], deployed: 'draft' })
    const second = await deploy('deploy', 24)
    expect(second, second.stderr).toMatchObject({ code: 0 })
    expect(namespaces.size).toBe(1)
    expect(bound('my-letters-sign')).toBe(bound('my-letters'))
    expect(catalogue('my-letters')).toContain('"signing":true')

    const live = new Map(bound('my-letters')?.values)
    const staging = await deploy('deploy:staging', 24)
    expect(staging, staging.stderr).toMatchObject({ code: 0 })
    expect(bound('my-letters-staging')?.title).toBe('my-letters-staging-letters')
    expect(catalogue('my-letters-staging')).toContain('clean-air-for-our-cities')
    expect(bound('my-letters')?.values).toEqual(live)
  } finally {
    await cloudflare.stop()
  }
})

it('an upgrade brings workflows and scripts, says what is new in the settings, and leaves the site’s own alone', async () => {
  expect(await npx(24, 'undersigned', 'upgrade', '--check')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('as this version makes it'),
  })
  const settings = await readFile(join(letters, 'wrangler.toml'), 'utf8')
  const publish = await readFile(join(letters, '.github/workflows/publish.yml'), 'utf8')
  // As an earlier version made them.
  await edit('wrangler.toml', 'minify = true\n', '')
  await edit('package.json', 'undersigned build && undersigned publish --yes && ', '')
  await edit('.github/workflows/publish.yml', 'timeout-minutes: 15', 'timeout-minutes: 5')
  const checked = await npx(24, 'undersigned', 'upgrade', '--check')
  expect(checked.code).toBe(1)
  for (const each of [
    'wrangler.toml: minify is new: true',
    'package.json: npm run start would be another',
    '.github/workflows/publish.yml: would be another',
  ])
    expect(checked.stdout).toContain(each)
  expect(await npx(24, 'undersigned', 'upgrade', '--yes')).toMatchObject({ code: 0 })
  expect(await readFile(join(letters, '.github/workflows/publish.yml'), 'utf8')).toBe(publish)
  expect(await readFile(join(letters, 'package.json'), 'utf8')).toContain('"start": "undersigned build &&')
  expect(await readFile(join(letters, 'wrangler.toml'), 'utf8')).toBe(settings.replace('minify = true\n', ''))
})

it('TypeScript knows what the client gives, and the elements, in React and Vue too', async () => {
  await writeFile(
    join(letters, 'use.ts'),
    `import { createClient, type LetterJson } from 'undersigned/client'
import type { SignatoryListAttributes } from 'undersigned/widget'
export const read = async (): Promise<LetterJson> => createClient('https://letters.example').letter('a-letter')
export const attributes: SignatoryListAttributes = { letter: 'a-letter', view: 'compact' }
export const watch = (element: HTMLElementTagNameMap['signatory-list']) =>
  element.addEventListener('signatories-load', ({ detail }) => detail.count.toFixed())
// @ts-expect-error there is no such view
export const wrong: SignatoryListAttributes = { letter: 'a-letter', view: 'circle' }
`,
  )
  // Where they are, their own packages are found beside them.
  await mkdir(join(letters, 'node_modules/@types'), { recursive: true })
  for (const name of ['@types/react', 'vue'])
    await symlink(resolve('node_modules', name), join(letters, 'node_modules', name))
  await writeFile(
    join(letters, 'use-react.tsx'),
    `import type {} from 'undersigned/widget/react'
export const list = <signatory-list letter="a-letter" onsignatories-load={({ detail }) => detail.count.toFixed()} />
// @ts-expect-error of which letter?
export const form = <sign-form lang="fr" />
`,
  )
  await writeFile(
    join(letters, 'use-vue.ts'),
    `import type {} from 'undersigned/widget/vue'
import type { GlobalComponents } from 'vue'
export const { letter }: { letter: string } = {} as InstanceType<GlobalComponents['sign-form']>['$props']
`,
  )
  const tsc = resolve('node_modules/typescript/bin/tsc')
  for (const [module, resolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ] as const) {
    const options = [
      '--noEmit',
      '--strict',
      '--module',
      module,
      '--moduleResolution',
      resolution,
      '--lib',
      'esnext,dom',
      '--skipLibCheck',
      '--jsx',
      'react-jsx',
      '--types',
      '',
    ]
    const files = ['use.ts', 'use-react.tsx', 'use-vue.ts']
    expect(await run(letters, 'node', [tsc, ...options, ...files])).toMatchObject({ code: 0, stdout: '' })
  }
})
