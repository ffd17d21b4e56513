/** Checks responses against the OpenAPI document that the Worker serves. */
import { type Schema, Validator } from '@cfworker/json-schema'
import openapi from '../build/assets/v1/openapi.json'

type Reference = { $ref?: string }
type ResponseObject = Reference & {
  headers?: Record<string, Reference & { required?: boolean; schema?: Schema }>
  content?: Record<string, { schema: Schema; example?: unknown; 'x-with-fields'?: Schema }>
}
export type ParameterObject = Reference & {
  name: string
  in: 'path' | 'query'
  schema: { type?: string; pattern?: string; minimum?: number; maximum?: number; const?: string }
}
export type OperationObject = {
  operationId: string
  parameters: ParameterObject[]
  responses: Record<string, ResponseObject>
}

const { components } = openapi as unknown as { components: Record<string, Record<string, object>> }

/** What a reference within the document leads to. */
export const resolve = <Value extends Reference>(value: Value): Value => {
  if (value.$ref === undefined) return value
  const [, , kind = '', name = ''] = value.$ref.split('/')
  const found = components[kind]?.[name]
  if (!found) throw new Error(`the document refers to ${value.$ref}, which it does not have`)
  return found as Value
}

export const operations = Object.entries(
  openapi.paths as unknown as Record<string, { get: OperationObject }>,
).map(([path, { get }]) => ({ path, ...get }))

const pattern = (path: string): RegExp =>
  new RegExp(
    `^${path
      .replace(/[.]/g, '\\.')
      .replace('{file}', '([^/]+)')
      .replace(/\{\w+\}/g, '([^/.]+)')}$`,
  )

const matchers = operations.map((operation) => ({ operation, matches: pattern(operation.path) }))

const validators = new Map<string, Validator>()

const validatorOf = (schema: Schema): Validator => {
  const key = JSON.stringify(schema)
  const known = validators.get(key)
  if (known) return known
  const validator = new Validator({ ...schema, components } as Schema, '2020-12', false)
  validators.set(key, validator)
  return validator
}

const invalid = (schema: Schema, value: unknown): string | undefined => {
  const { valid, errors } = validatorOf(schema).validate(value)
  return valid ? undefined : errors.map((error) => `${error.instanceLocation} ${error.error}`).join('; ')
}

const problemSchema: Schema = { $ref: '#/components/schemas/ProblemJson' }

/**
 * @returns what of this response the document does not say; undefined when it says all of it
 */
export const breachOf = (
  method: string,
  pathname: string,
  response: Response,
  body: string,
): string | undefined => {
  const { status, headers } = response
  const type = headers.get('Content-Type')?.split(';')[0]
  const isProblem = type === 'application/problem+json'
  if (method === 'HEAD' && body !== '') return 'HEAD has a body'
  const text = method === 'HEAD' ? undefined : body
  if (isProblem && text !== undefined) {
    const breach = invalid(problemSchema, JSON.parse(text))
    if (breach) return `the problem: ${breach}`
  }
  // What is too long for an address is told so whatever it would have led to, and whatever was to be done there.
  if (status === 414) return undefined
  if (method === 'OPTIONS') return status === 204 || status === 404 ? undefined : `OPTIONS is ${status}`
  if (method !== 'GET' && method !== 'HEAD') {
    return status === 405 || status === 404 || status === 308 ? undefined : `${method} is ${status}`
  }
  const { operation } = matchers.find(({ matches }) => matches.test(pathname)) ?? {}
  if (!operation) {
    return status === 404 || status === 308 || status === 414
      ? undefined
      : `${status} at an address that is not documented`
  }
  const described = operation.responses[status]
  if (!described) return `${operation.operationId} does not say ${status}`
  const { content, headers: fields = {} } = resolve(described)
  for (const [name, field] of Object.entries(fields)) {
    const value = headers.get(name)
    const { required, schema = {} } = resolve(field)
    if (value === null && required) return `${operation.operationId} ${status} lacks ${name}`
    const breach = value !== null && invalid(schema, value)
    if (breach) return `${name}: ${breach}`
  }
  if (!content) return text ? `${operation.operationId} ${status} has a body` : undefined
  const media = type === undefined ? undefined : content[type]
  if (!media) return `${operation.operationId} ${status} is ${type}`
  if (text === undefined) return undefined
  const value = type?.endsWith('json') && media.schema.type !== 'string' ? JSON.parse(text) : text
  const selected = media['x-with-fields']
  const breach = invalid(media.schema, value)
  if (selected && !invalid(selected, value)) return undefined
  return breach && `${operation.operationId} ${status}: ${breach}`
}
