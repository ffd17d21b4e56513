import { glob, readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

/** Which folders of `src/` each folder may import from. Data flows one way: letter, store, render, http, routes. */
const MAY_IMPORT: Record<string, string[]> = {
  letter: [],
  store: ['letter', 'lru'],
  render: ['letter'],
  http: ['lru'],
  routes: ['letter', 'store', 'render', 'http', 'lru'],
  // The markup, which the iframe's page shares.
  widget: ['render'],
  builder: ['render'],
  cli: ['letter', 'store', 'render', 'http'],
  // Made at build time.
  openapi: ['letter', 'render', 'http', 'routes'],
  // A map that forgets.
  lru: [],
  // The wiring: src/index.ts and src/app.ts; and `src/client.ts`, with the types of `src/render/json.schema.ts`.
  '.': ['store', 'http', 'render', 'routes'],
}

const folderOf = (path: string): string => {
  const [folder = '', ...rest] = relative('src', path).split('/')
  if (rest.length > 0) return folder
  return folder === 'lru.ts' ? 'lru' : '.'
}

const importsOf = (source: string): string[] =>
  [...source.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path = '']) => path)

test('no part of src/ imports from a part that it must not know', async () => {
  const wrong: string[] = []
  let seen = 0
  for await (const file of glob('src/**/*.{ts,tsx}')) {
    const folder = folderOf(file)
    for (const path of importsOf(await readFile(file, 'utf8'))) {
      const target = join(dirname(file), path)
      if (!target.startsWith('src/')) continue // build/
      seen++
      const other = folderOf(target)
      if (other !== folder && !MAY_IMPORT[folder]?.includes(other)) wrong.push(`${file} imports ${target}`)
    }
  }
  expect(seen).toBeGreaterThan(50)
  expect(wrong).toEqual([])
})
