/** The zod schemas as the components of an OpenAPI 3.1 document, whose schemas are JSON Schema 2020-12. */
import * as z from 'zod/mini'
import * as shapes from '../../api/schemas.ts'
import { describeField } from './fields.ts'
import { selected } from './selected.ts'

export type JsonSchema = { [keyword: string]: unknown }

const components = z.registry<{ id: string }>()
for (const [id, schema] of Object.entries(shapes)) components.add(schema, { id })

const { schemas: generated } = z.toJSONSchema(components, { uri: (id) => `#/components/schemas/${id}` })

/** A schema with a description of each field in it, at whatever depth. */
const described = (schema: JsonSchema, path: readonly string[]): JsonSchema => {
  const inside = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map((each) => described(each, path))
      : typeof value === 'object' && value !== null
        ? described(value as JsonSchema, path)
        : value
  const { properties } = schema as { properties?: Record<string, JsonSchema> }
  return {
    ...schema,
    ...Object.fromEntries(
      ['items', 'anyOf', 'oneOf', 'additionalProperties']
        .filter((keyword) => keyword in schema)
        .map((keyword) => [keyword, inside(schema[keyword])]),
    ),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, field]) => {
          const at = [...path, name]
          return [name, described({ description: describeField(at), ...field }, at)]
        }),
      ),
    }),
  }
}

/** Each of the API's shapes, by its name. */
export const schemas: Record<string, JsonSchema> = Object.fromEntries(
  Object.entries(generated).map(([name, { $id: _, $schema: __, ...schema }]) => [
    name,
    described(schema, [name]),
  ]),
)

/** What a shape is where only some fields of it are asked for. */
export const selectedSchema = (name: keyof typeof selected): JsonSchema => {
  const { $schema: _, ...schema } = z.toJSONSchema(selected[name])
  return described(schema, [name])
}

export const refTo = (name: keyof typeof shapes): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

/** A path or query parameter: what it is once parsed where that is a plain value, else what is written; and left out. */
export const parameterSchema = (schema: z.ZodMiniType): JsonSchema => {
  const parsed = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' })
  const { $schema: _, ...rest } =
    typeof parsed.type === 'string' ? parsed : z.toJSONSchema(schema, { io: 'input' })
  const { data } = z.safeParse(schema, undefined)
  return data === undefined ? rest : { default: data, ...rest }
}
