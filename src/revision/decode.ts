/** Values of KV, checked before they are used. */
import * as z from 'zod/mini'
import { partName, shortHash } from './keys.ts'
import { RevisionOrTombstone } from './layout.ts'
import { NewerLayout, StoreError } from './store-error.ts'

/**
 * How values are laid out. From 2 on, heads, bases and claims are to say it, as `layout`: what is older is read all the
 * same (`test/fixtures/layouts/` keeps values of each), and what is newer is left alone.
 */
export const LAYOUT = 1

/** @throws NewerLayout */
export const assertKnownLayout = (key: string, json: unknown): void => {
  const layout = (json as { layout?: unknown } | null | undefined)?.layout
  if (Number(layout) > LAYOUT) throw new NewerLayout(key, layout)
}

/** What is wrong, in one line. (`z.prettifyError` would take a quarter of a KiB of the Worker.) */
const said = ({ issues }: z.core.$ZodError): string =>
  issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')

/** The value of a key as its schema has it. Throws a `Fault` when it is not JSON of that shape. */
export const decode = <Schema extends z.ZodMiniType>(
  schema: Schema,
  key: string,
  value: string,
): z.infer<Schema> => {
  let json: unknown
  try {
    json = JSON.parse(value)
  } catch {
    throw new StoreError(key, 'not JSON')
  }
  assertKnownLayout(key, json)
  const result = z.safeParse(schema, json)
  if (!result.success) throw new StoreError(key, said(result.error))
  return result.data
}

/** As `decode`, for a part, whose name says what its content must be. */
export const decodePart = async <Schema extends z.ZodMiniType>(
  schema: Schema,
  key: string,
  value: string,
): Promise<z.infer<Schema>> => {
  if (!key.endsWith(`/${await partName(value)}`)) throw new StoreError(key, 'content does not match its name')
  return decode(schema, key, value)
}

/** A revision's record, which must be of the revision that its key names, or what leads to its successor. */
export const decodeRecord = (key: string, value: string): RevisionOrTombstone => {
  const record = decode(RevisionOrTombstone, key, value)
  if ('id' in record && !key.endsWith(`/${record.id}`))
    throw new StoreError(key, `holds revision ${record.id}`)
  return record
}

/** As `decodePart`, for a script, whose key ends with its `shortHash`. */
export const decodeScript = async (key: string, script: string): Promise<string> => {
  if (!key.endsWith(`/${await shortHash(script)}`))
    throw new StoreError(key, 'content does not match its name')
  return script
}
