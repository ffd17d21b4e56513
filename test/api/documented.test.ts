/** All code that the reference and docs/api.md show, run against the real Worker: it does what is said beside it. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LetterJson, RevisionsJson } from '../../src/api/schemas.ts'
import { shortRevision } from '../../src/letter/schema.ts'
import type { Schema } from '../../src/reading/site/docs/openapi.ts'
import { operations } from '../contract.ts'
import { publications, SLUG } from './example-letter.ts'
import { type Server, serve } from './server.ts'

type Node = DefaultTreeAdapterTypes.ChildNode

let server: Server
let folder: string
beforeAll(async () => {
  server = await serve(publications)
  folder = await mkdtemp(join(tmpdir(), 'undersigned-documented-'))
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

const children = (node: Node): Node[] => ('childNodes' in node ? node.childNodes : [])
const textOf = (node: Node): string =>
  node.nodeName === '#text' && 'value' in node ? node.value : children(node).map(textOf).join('')
const attribute = (node: Node, name: string): string | undefined =>
  'attrs' in node ? node.attrs.find((each) => each.name === name)?.value : undefined

/** The code of the page, by language and by what it belongs to. */
const codeOf = (page: string): Record<string, Record<string, string>> => {
  const found: Record<string, Record<string, string>> = {}
  const walk = (node: Node, name = ''): void => {
    const group = node.nodeName === 'details' ? (attribute(node, 'name') ?? name) : name
    const language = node.nodeName === 'pre' ? attribute(node, 'data-language') : undefined
    if (language !== undefined) {
      found[language] ??= {}
      found[language][group] = textOf(node)
    }
    for (const child of children(node)) walk(child, group)
  }
  for (const node of parse(page).childNodes) walk(node)
  return found
}

const shell = (code: string, env: Record<string, string> = {}) =>
  promisify(execFile)('sh', ['-ec', code], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    maxBuffer: 64 * 1024 * 1024,
  })

/** What each prints, with all of them in one process. */
const runPython = async (codes: Record<string, string>): Promise<Record<string, unknown>> => {
  const driver = `
import json, sys
results = {}
for name, code in json.loads(sys.argv[1]).items():
    printed = []
    exec(compile(code, name, "exec"), {"print": printed.append})
    results[name] = printed
print(json.dumps(results))`
  const { stdout } = await promisify(execFile)('python3', ['-c', driver, JSON.stringify(codes)], {
    maxBuffer: 64 * 1024 * 1024,
  })
  return JSON.parse(stdout)
}

const runJavaScript = async (codes: Record<string, string>): Promise<Record<string, unknown>> => {
  const results: Record<string, unknown> = {}
  for (const [name, code] of Object.entries(codes)) {
    const printed: unknown[] = []
    const module = `export default async (console) => {\n${code}\n}`
    const { default: run } = await import(
      /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(module)}`
    )
    await run({ log: (value: unknown) => printed.push(value) })
    results[name] = printed
  }
  return results
}

/** What R prints: of an operation whether it is what R reads in the answer that curl got, of all else the value. */
const runR = async (codes: Record<string, string>, answers: Record<string, string>) => {
  const cases = Object.entries(codes).map(([name, code]) => ({ name, code, answer: answers[name] }))
  await writeFile(join(folder, 'cases.json'), JSON.stringify(cases))
  const driver = `
library(jsonlite)
results <- list()
for (case in fromJSON("cases.json", simplifyVector = FALSE)) {
  printed <- NULL
  take <- function(value, ...) printed <<- value
  within <- list2env(list(print = take, str = take, cat = take), parent = globalenv())
  eval(parse(text = case$code, encoding = "UTF-8"), within)
  results[[case$name]] <- if (is.null(case$answer)) list(printed) else {
    read <- if (grepl("fromJSON", case$code)) fromJSON(case$answer)
      else readLines(rawConnection(charToRaw(case$answer)), encoding = "UTF-8", warn = FALSE)
    identical(printed, read)
  }
}
cat(toJSON(results, auto_unbox = TRUE))`
  const { stdout } = await promisify(execFile)('Rscript', ['-e', driver], {
    cwd: folder,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    maxBuffer: 64 * 1024 * 1024,
  })
  return JSON.parse(stdout) as Record<string, unknown>
}

const json = async <Shape>(path: string): Promise<Shape> => (await fetch(server.base + path)).json<Shape>()

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const isOperation = ([name]: [string, string]): boolean => name.startsWith('code-')
const shown = async () => codeOf(await (await fetch(`${server.base}/docs`)).text())

it('every operation for programs has code in four languages; curl, JavaScript and Python get the same', {
  timeout: 120_000,
}, async () => {
  const { sh = {}, js = {}, python = {}, r = {} } = await shown()
  const names = Object.entries(sh)
    .filter(isOperation)
    .map(([name]) => name.slice('code-'.length))
  const forPrograms = operations.filter(({ responses }) => {
    const [type = ''] = Object.keys(responses['200']?.content ?? {})
    return !/html|javascript|^image|zip|spreadsheet/.test(type)
  })
  expect(names.sort()).toEqual(forPrograms.map(({ operationId }) => operationId).sort())

  const [inJs, inPython] = await Promise.all([runJavaScript(js), runPython(python)])
  expect(Object.keys(inJs)).toEqual(Object.keys(inPython))
  expect(Object.keys(inJs)).toEqual(Object.keys(r))
  for (const [name, code] of Object.entries(sh).filter(isOperation)) {
    const { stdout } = await shell(code)
    expect([name, inJs[name]]).toEqual([name, inPython[name]])
    expect([name, [parsed(stdout)]]).toEqual([name, inJs[name]])
  }

  // The recipes.
  const { revision, signatories } = await json<LetterJson>(`/v1/letters/${SLUG}`)
  expect(inJs['recipe-count']).toEqual([signatories.count])
  expect(inPython['recipe-count']).toEqual([signatories.count])
  expect(inJs['recipe-cite']).toEqual([`${server.base}/letters/${SLUG}/revisions/${revision}`])
  expect(inPython['recipe-cite']).toEqual(inJs['recipe-cite'])
  expect((await shell(sh['recipe-cite'] ?? '')).stdout).toContain(shortRevision(revision))
  expect(inJs['recipe-watch']).toEqual(['as before'])
  expect(inPython['recipe-watch']).toEqual(['as before'])
  expect((await shell(sh['recipe-watch'] ?? '')).stdout).toBe('200\n304\n')
  expect(inJs['recipe-signed']).toEqual([[]])
  expect(inPython['recipe-signed']).toEqual([[]])
  expect(JSON.parse((await shell(sh['recipe-signed'] ?? '')).stdout).signatories).toEqual([])
  const { stdout: csv } = await shell(sh['recipe-spreadsheet'] ?? '')
  expect(inJs['recipe-spreadsheet']).toEqual([csv.split('\r\n')[0]])
  expect(inPython['recipe-spreadsheet']).toHaveLength(signatories.count)
})

const hasR = spawnSync('Rscript', ['-e', 'library(jsonlite)']).status === 0

// Skipped without R: apt-get install --no-install-recommends r-base-core r-cran-jsonlite
it.skipIf(!hasR)('R, where it is installed with jsonlite, gets the same', { timeout: 120_000 }, async () => {
  const { sh = {}, r = {} } = await shown()
  const answers: Record<string, string> = {}
  for (const [name, code] of Object.entries(sh).filter(isOperation))
    answers[name] = (await shell(code)).stdout
  const { revision, signatories } = await json<LetterJson>(`/v1/letters/${SLUG}`)
  expect(await runR(r, answers)).toEqual({
    ...Object.fromEntries(Object.keys(answers).map((name) => [name, true])),
    'recipe-count': [signatories.count],
    'recipe-spreadsheet': [expect.objectContaining({ length: signatories.count })],
    'recipe-cite': [`${server.base}/letters/${SLUG}/revisions/${revision}`],
    'recipe-watch': ['as before'],
    'recipe-signed': [{}],
  })
})

it('what docs/api.md asks for is there, and its problem is the one that is shown', {
  timeout: 60_000,
}, async () => {
  const page = await readFile('docs/api.md', 'utf8')
  const { revisions } = await json<RevisionsJson>(`/v1/letters/${SLUG}/revisions`)
  const [after = '', before = ''] = revisions.map(({ revision }) => revision)
  const values: Record<string, string> = { revision: after, before, after }
  const commands = Array.from(page.matchAll(/^\$ (curl .+)$/gm), ([, command = '']) => command)
  expect(commands.length).toBeGreaterThanOrEqual(7)
  for (const command of commands) {
    const filled = command.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
    const { stdout } = await shell(`${filled} -o answer -w '%{http_code}'; cat answer >&2`, {
      HOST: server.base,
      SLUG,
    })
    expect([command, stdout]).toEqual([
      command,
      expect.stringMatching(command.includes('limt=2') ? /^400$/ : /^(?:200|303)$/),
    ])
  }
  const [, shown = ''] = /^```json\n([\s\S]*?)^```$/m.exec(page) ?? []
  const problem = await (await fetch(`${server.base}/v1/letters/${SLUG}/signatories?limt=2`)).text()
  const { request_id: _, ...said } = JSON.parse(
    problem.replaceAll(server.base, 'http://127.0.0.1:8787').replaceAll(SLUG, 'un-human-rights-council-2018'),
  )
  expect(said).toEqual(JSON.parse(shown))
})

it('every parameter and every field of an answer is described', async () => {
  const { components } = await json<{ components: { schemas: Record<string, Schema> } }>('/v1/openapi.json')
  const missing: string[] = []
  const walk = (schema: Schema, at: string): void => {
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      if (!field.description) missing.push(`${at}.${name}`)
      walk(field, `${at}.${name}`)
    }
    for (const inside of [schema.items, schema.anyOf, schema.oneOf].flat()) if (inside) walk(inside, at)
  }
  for (const [name, schema] of Object.entries(components.schemas)) walk(schema, name)
  // Say it in the schema, or in src/reading/openapi/fields.ts.
  expect(missing).toEqual([])
  expect(Object.keys(components.schemas).length).toBeGreaterThan(10)
})
