import { build } from 'esbuild'
import { expect, it } from 'vitest'

it('the Worker’s code takes the KV binding in one place, and calls nothing that writes to it', async () => {
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
  const code = outputFiles[0]?.text ?? ''
  expect(code.match(/\bLETTERS\b/g)).toEqual(['LETTERS'])
  // Of the binding `get`, of the reader over it, which the store calls `kv` too, `one` and `many`. Anything else of the
  // binding would be one of these (or `env` handed on, which the type of Io forbids).
  expect(new Set(code.match(/\bkv\.\w+|\bkv\[/g))).toEqual(new Set(['kv.get', 'kv.one', 'kv.many']))
  expect(code).not.toMatch(/\.(?:put|putBulk)\(|\["put"\]|\["delete"\]\(/)
  expect(code).not.toMatch(/src\/cli\//)
})
