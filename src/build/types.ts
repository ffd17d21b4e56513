/** The types of what the package exports. Its client depends on nothing, and so must they: what zod infers is written out. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type JsonSchema, schemas } from '../reading/openapi/schemas.ts'
import { PACKAGE, SOURCE } from './places.ts'

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

const union = (types: readonly string[]): string => types.join(' | ')

const objectType = (schema: JsonSchema): string => {
  const { properties = {}, required, additionalProperties: others } = schema
  const fields = Object.entries(properties as Record<string, JsonSchema>).map(([name, field]) =>
    // As zod has what may be left out.
    list(required).includes(name) ? `${name}: ${typeOf(field)}` : `${name}?: ${typeOf(field)} | undefined`,
  )
  if (others) fields.push(`[name: string]: ${fields.length > 0 ? 'unknown' : typeOf(others as JsonSchema)}`)
  return `{ ${fields.join('; ')} }`
}

/** @throws Error for what no schema of the API has said yet */
export const typeOf = (schema: JsonSchema): string => {
  const { $ref, anyOf, oneOf, enum: values, type } = schema
  if (typeof $ref === 'string') return $ref.replace(/.*\//, '')
  if (anyOf ?? oneOf) return union(list(anyOf ?? oneOf).map((each) => typeOf(each as JsonSchema)))
  if ('const' in schema) return JSON.stringify(schema.const)
  if (Array.isArray(values)) return union(values.map((value) => JSON.stringify(value)))
  if (type === 'array') return `Array<${typeOf(schema.items as JsonSchema)}>`
  if (type === 'object') return objectType(schema)
  if (type === 'integer') return 'number'
  if (type === 'string' || type === 'number' || type === 'boolean' || type === 'null') return type
  if (Object.keys(schema).length === 0) return 'unknown'
  throw new Error(`src/build/types.ts does not know the schema ${JSON.stringify(schema)}`)
}

const apiTypes = (): string =>
  Object.entries(schemas)
    .map(([name, schema]) => `export type ${name} = ${typeOf(schema)};\n`)
    .join('\n')

/** What TypeScript makes of modules whose types are all their own. */
const declarations = async (entries: readonly string[]): Promise<Map<string, string>> => {
  const folder = await mkdtemp(join(PACKAGE, 'node_modules/.types-'))
  try {
    const compiler = createRequire(import.meta.url).resolve('typescript/package.json')
    // Without a check, which `npm run check` makes: what a build writes may not be there yet.
    const options =
      '--ignoreConfig --declaration --emitDeclarationOnly --noCheck --target es2024 --lib ESNext,DOM --module esnext --moduleResolution bundler --allowImportingTsExtensions --strict --exactOptionalPropertyTypes --skipLibCheck --resolveJsonModule'
    await promisify(execFile)(process.execPath, [
      join(dirname(compiler), 'bin/tsc'),
      ...entries.map((entry) => join(SOURCE, entry)),
      ...options.split(' '),
      ...['--types', '', '--rootDir', SOURCE, '--outDir', folder],
    ])
    const texts = entries.map(async (entry): Promise<[string, string]> => {
      const name = entry.replace(/\.ts$/, '.d.ts')
      const text = await readFile(join(folder, name), 'utf8')
      return [name, text.replace(/(?<=from '[^']*)\.ts(?=')/g, '.js')]
    })
    return new Map(await Promise.all(texts))
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Writes the types of the client and of the widget. */
export const writeTypes = async (to: string): Promise<void> => {
  const widget = ['types', 'react', 'vue'].map((name) => `embed/widget/${name}.ts`)
  const files = await declarations(['api/client.ts', 'embed/options.ts', ...widget])
  files.set('api/schemas.d.ts', apiTypes())
  for (const [name, text] of files) {
    await mkdir(dirname(join(to, name)), { recursive: true })
    await writeFile(join(to, name), text)
  }
}
