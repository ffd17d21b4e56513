/** The part of an OpenAPI 3.1 document that the reference shows, and what it says of fields and parameters. */

export type Schema = {
  $ref?: string
  type?: string
  format?: string
  description?: string
  pattern?: string
  const?: unknown
  default?: unknown
  enum?: unknown[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
}

export type Parameter = {
  name: string
  in: 'path' | 'query'
  description: string
  required?: boolean
  schema: Schema
  example?: string | number
}

type Answer = {
  $ref?: string
  description?: string
  content?: Record<string, { schema: Schema; example?: unknown }>
}

export type Operation = {
  operationId: string
  summary: string
  description: string
  tags: string[]
  parameters: (Parameter | { $ref: string })[]
  responses: Record<string, Answer>
  'x-sample'?: string
}

export type Openapi = {
  info: { description: string }
  tags: { name: string; description: string }[]
  paths: Record<string, { get: Operation }>
  components: {
    schemas: Record<string, Schema>
    parameters: Record<string, Parameter>
    responses: Record<string, Answer>
  }
}

/** What a reference within the document leads to. */
export const nameIn = (reference: string): string => reference.slice(reference.lastIndexOf('/') + 1)

const isNull = ({ type }: Schema): boolean => type === 'null'

/** The types of text that have a name. */
const FORMATS: Record<string, string> = {
  date: 'day, YYYY-MM-DD',
  'date-time': 'instant (ISO 8601, UTC)',
  uri: 'address',
}

/** What a value is, in words. */
export const typeOf = (schema: Schema): string => {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' or ')
  const either = schema.anyOf ?? schema.oneOf
  if (either) return [...new Set(either.map(typeOf))].join(' or ')
  if (schema.items)
    return schema.items.properties || schema.items.$ref ? 'list' : `list of ${typeOf(schema.items)}`
  if (typeof schema.additionalProperties === 'object' && !schema.properties)
    return `${typeOf(schema.additionalProperties)} by name`
  return FORMATS[schema.format ?? ''] ?? (schema.$ref ? 'object' : (schema.type ?? 'anything'))
}

/** What a value may be: its range, its length, what it is where it is left out. */
export const rangeOf = ({ minimum, maximum, minLength, maxLength, default: otherwise }: Schema): string[] => {
  const isBounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER
  return [
    ...(minimum !== undefined && isBounded ? [`${minimum} to ${maximum}`] : []),
    ...(minimum !== undefined && !isBounded ? [`${minimum} or more`] : []),
    ...(maxLength !== undefined
      ? [`${minLength === undefined ? 'up' : minLength} to ${maxLength} characters`]
      : []),
    ...(otherwise !== undefined ? [`${otherwise} where it is left out`] : []),
  ]
}

export type Field = { name: string; schema: Schema; isOptional: boolean }

/** The objects that a value can be: one, or one of several. */
const objectsOf = (schema: Schema, schemas: Openapi['components']['schemas']): Schema[] => {
  if (schema.$ref !== undefined) return objectsOf(schemas[nameIn(schema.$ref)] ?? {}, schemas)
  const either = schema.anyOf ?? schema.oneOf
  if (either) return either.filter((each) => !isNull(each)).flatMap((each) => objectsOf(each, schemas))
  return schema.properties ? [schema] : []
}

/** Every field of an answer, also of what is inside it: `links.self`, `signatories[].name`. */
export const fieldsOf = (schema: Schema, schemas: Openapi['components']['schemas'], before = ''): Field[] => {
  const objects = objectsOf(schema, schemas)
  const names = [...new Set(objects.flatMap(({ properties = {} }) => Object.keys(properties)))]
  return names.flatMap((key) => {
    const all = objects.flatMap(({ properties = {} }) => properties[key] ?? [])
    const [first = {}] = all
    const isSame = all.every((each) => JSON.stringify(each) === JSON.stringify(first))
    const shown: Schema = isSame ? first : { description: first.description ?? '', anyOf: all }
    const isOptional = objects.some(({ required = [] }) => !required.includes(key))
    const name = before + key
    const inside = first.items ?? first
    return [
      { name, schema: shown, isOptional },
      ...fieldsOf(inside, schemas, first.items ? `${name}[].` : `${name}.`),
    ]
  })
}
