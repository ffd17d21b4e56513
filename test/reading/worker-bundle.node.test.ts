import { build } from 'esbuild'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { start } from '../bench/workerd.ts'

let code = ''

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: ['src/reading/index.ts'],
    bundle: true,
    write: false,
    minifyWhitespace: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['workerd', 'worker', 'import'],
    external: ['node:*', 'cloudflare:*'],
    jsx: 'automatic',
    jsxImportSource: '#jsx',
    loader: { '.css': 'text' },
  })
  code = outputFiles[0]?.text ?? ''
})

it('the Worker’s code takes the KV binding in one place, and calls nothing that writes to it', () => {
  expect(code.match(/\bLETTERS\b/g)).toEqual(['LETTERS'])
  // Of the binding `get`, of the reader over it, which the store calls `kv` too, `one` and `many`. Anything else of the
  // binding would be one of these (or `env` handed on, which the type of Io forbids).
  expect(new Set(code.match(/\bkv\.\w+|\bkv\[/g))).toEqual(new Set(['kv.get', 'kv.one', 'kv.many']))
  expect(code).not.toMatch(/\.(?:put|putBulk)\(|\["put"\]|\["delete"\]\(/)
  expect(code).not.toMatch(/src\/cli\//)
})

it('the Worker starts in workerd without a word in its log, though it makes a page then', async () => {
  const logged: string[] = []
  const miniflare = await start({ worker: code }, false, (line) => logged.push(line))
  onTestFinished(() => miniflare.dispose())
  const { origin } = await miniflare.unsafeGetDirectURL('worker')
  const response = await fetch(`${origin}/robots.txt`)
  expect(response.status).toBe(200)
  expect(logged).toEqual([])
})
