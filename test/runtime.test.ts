import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'

const read = async (path: string) => JSON.parse(await readFile(path, 'utf8'))

it.each(['workerd', 'miniflare', '@cloudflare/workers-types'])('there is one %s for all', async (name) => {
  const { packages } = (await read('package-lock.json')) as { packages: Record<string, object> }
  const places = Object.keys(packages).filter((place) => place.endsWith(`node_modules/${name}`))
  expect(places, 'choose versions of wrangler, miniflare and @cloudflare/* that go together').toHaveLength(1)
})

it('the runtime’s types come from one place: Wrangler generates those of the bindings alone', async () => {
  const { compilerOptions } = await read('tsconfig.json')
  expect(compilerOptions.types).toContain('@cloudflare/workers-types')
  expect((await read('package.json')).scripts.types).toBe('wrangler types --include-runtime=false')
  const generated = await readFile('worker-configuration.d.ts', 'utf8').catch(() => '')
  expect(generated, 'run `npm run types`; `wrangler types` alone adds the runtime’s').not.toContain(
    'Begin runtime types',
  )
})
