/** How a repository of letters differs from one that this version would make: what an upgrade brings beside the package. */
import { isDeepStrictEqual } from 'node:util'
import { parse } from 'smol-toml'

export type Difference = {
  file: string
  message: string
  /** What would stand in the file, where that is nobody's own. */
  text?: string
}

type Files = Readonly<Record<string, string>>

/** What each site has its own of: in the file and below an environment; and in a list, such as that of its KV. */
const OWN = new Set(['name', 'main', 'routes', 'workers_dev', 'services', 'port'])
const OWN_IN_LISTS = new Set(['namespace_id', 'id'])

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)

const withoutOwn = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutOwn)
  if (!isTable(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !OWN_IN_LISTS.has(key))
      .map(([key, each]) => [key, withoutOwn(each)]),
  )
}

/** The settings that are new or have another value. What only the site has is its own. */
function* settingDifferences(
  file: string,
  own: Record<string, unknown>,
  made: Record<string, unknown>,
  above = '',
): Generator<Difference> {
  for (const [key, value] of Object.entries(made)) {
    if (OWN.has(key)) continue
    const path = above + key
    const there = own[key]
    if (there === undefined) {
      yield { file, message: `${path} is new: ${JSON.stringify(withoutOwn(value))}` }
    } else if (path === 'vars') {
      // Their values are the site's own.
      for (const name of Object.keys(value as object))
        if (!(name in (there as object))) yield { file, message: `vars.${name} is new` }
    } else if (isTable(value) && isTable(there)) {
      yield* settingDifferences(file, there, value, `${path}.`)
    } else if (!isDeepStrictEqual(withoutOwn(there), withoutOwn(value))) {
      const [from, to] = [there, value].map((each) => JSON.stringify(withoutOwn(each)))
      yield { file, message: `${path} is ${from}, and would be ${to}` }
    }
  }
}

/** npm's scripts, and whose scripts may run at an install. */
const packageDifferences = (file: string, own: string, made: string): Difference[] => {
  const before = JSON.parse(own)
  const { scripts, allowScripts } = JSON.parse(made)
  const after = {
    ...before,
    scripts: { ...before.scripts, ...scripts },
    allowScripts: { ...before.allowScripts, ...allowScripts },
  }
  if (isDeepStrictEqual(before, after)) return []
  const names = Object.keys(scripts).filter((name) => before.scripts?.[name] !== scripts[name])
  const what = [...names.map((name) => `npm run ${name}`), ...(names.length === 0 ? ['allowScripts'] : [])]
  return [
    { file, message: `${what.join(', ')} would be another`, text: `${JSON.stringify(after, null, 2)}\n` },
  ]
}

/**
 * @param own the project's files, of those that are made
 * @param made what a repository that is made now has
 */
export const differences = (own: Files, made: Files): Difference[] =>
  Object.entries(made).flatMap(([file, text]): Difference[] => {
    const there = own[file]
    if (file.startsWith('.github/')) {
      if (there === text) return []
      return [{ file, message: there === undefined ? 'is new' : 'would be another', text }]
    }
    if (there === undefined) return []
    if (file.endsWith('.toml')) return [...settingDifferences(file, parse(there), parse(text))]
    return file === 'package.json' ? packageDifferences(file, there, text) : []
  })
