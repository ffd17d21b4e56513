/** Who may import whom: docs/architecture.md. */
import { glob, readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

/** Which folders of `src/` each folder may import from, beside itself. */
const MAY_IMPORT: Record<string, string[]> = {
  letter: [],
  revision: ['letter'],
  editing: ['letter'],
  publishing: ['letter', 'revision'],
  http: ['letter'],
  page: ['letter'],
  embed: ['letter', 'page'],
  api: ['letter'],
  preview: ['letter', 'page'],
  webhooks: ['letter', 'page'],
  reading: ['letter', 'revision', 'http', 'page', 'embed', 'api'],
  signing: ['letter', 'revision', 'publishing', 'http', 'page', 'embed', 'webhooks'],
  build: [
    'letter',
    'revision',
    'editing',
    'publishing',
    'http',
    'page',
    'embed',
    'api',
    'reading',
    'preview',
    'signing',
  ],
  cli: [
    'letter',
    'revision',
    'editing',
    'publishing',
    'http',
    'page',
    'embed',
    'api',
    'build',
    'preview',
    'webhooks',
    'create',
  ],
  create: ['letter', 'build', 'cli'],
}

const folderOf = (path: string): string => relative('src', path).split('/')[0] ?? ''

/** What a file imports, types too, and what it names by a relative path in a string, such as an entry to bundle. */
const pathsIn = (source: string): string[] =>
  [...source.matchAll(/['"`](\.{1,2}\/[^'"`\s]*)['"`]/g)].map(([, path = '']) => path)

const readSources = async (): Promise<Map<string, string[]>> => {
  const files = await Array.fromAsync(glob('src/**/*.{ts,tsx,css,json}'))
  const known = new Set(files)
  const imports = new Map<string, string[]>()
  for (const file of files) {
    const targets = pathsIn(await readFile(file, 'utf8')).map((path) => join(dirname(file), path))
    imports.set(
      file,
      targets.filter((target) => known.has(target)),
    )
  }
  return imports
}

test('every folder of src/ has a rule, and none imports from one that it must not know', async () => {
  const imports = await readSources()
  expect(new Set([...imports.keys()].map(folderOf))).toEqual(new Set(Object.keys(MAY_IMPORT)))
  const wrong = [...imports].flatMap(([file, targets]) =>
    targets
      .filter((target) => {
        const [from, to] = [folderOf(file), folderOf(target)]
        return from !== to && !MAY_IMPORT[from]?.includes(to)
      })
      .map((target) => `${file} names ${target}`),
  )
  expect(imports.size).toBeGreaterThan(150)
  expect(wrong).toEqual([])
})

test('no file imports itself by way of others, not even for a type', async () => {
  const imports = await readSources()
  const done = new Set<string>()
  const circles: string[] = []
  const walk = (file: string, path: string[]): void => {
    const begin = path.indexOf(file)
    if (begin >= 0) circles.push([...path.slice(begin), file].join(' > '))
    if (begin >= 0 || done.has(file)) return
    for (const target of imports.get(file) ?? []) walk(target, [...path, file])
    done.add(file)
  }
  for (const file of imports.keys()) walk(file, [])
  expect(circles).toEqual([])
})

test('no file but places.ts looks for others beside itself, where they are not once it is bundled', async () => {
  const wrong: string[] = []
  for await (const file of glob('src/**/*.{ts,tsx}')) {
    if (
      file !== 'src/build/places.ts' &&
      /import\.meta\.(?:dirname|filename)/.test(await readFile(file, 'utf8'))
    )
      wrong.push(file)
  }
  expect(wrong).toEqual([])
})
