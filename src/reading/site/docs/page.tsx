/** The reference of the API as a page, from its OpenAPI document. */

import type { Child } from '../../../page/jsx-runtime.ts'
import { layout } from '../../../page/layout.tsx'
import { site } from '../../../page/site.ts'
import { code } from '../code.tsx'

type Schema = {
  $ref?: string
  type?: string
  format?: string
  const?: unknown
  enum?: unknown[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
}

type Parameter = { name: string; in: string; description: string; schema: Schema }

type Operation = {
  operationId: string
  summary: string
  description?: string
  tags: string[]
  parameters: (Parameter | { $ref: string })[]
  responses: Record<
    string,
    { $ref?: string; content?: Record<string, { schema: Schema; example?: unknown }> }
  >
}

/** The part of an OpenAPI 3.1 document that the page shows. */
export type Openapi = {
  info: { description: string }
  tags: { name: string; description: string }[]
  paths: Record<string, { get: Operation }>
  components: { schemas: Record<string, Schema>; parameters: Record<string, Parameter> }
}

const nameIn = (reference: string): string => reference.slice(reference.lastIndexOf('/') + 1)

const typeOf = (schema: Schema): Child => {
  if (schema.$ref !== undefined) {
    const name = nameIn(schema.$ref)
    return <a href={`#${name}`}>{name}</a>
  }
  if (schema.const !== undefined) return <code>{JSON.stringify(schema.const)}</code>
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' or ')
  const either = schema.anyOf ?? schema.oneOf
  if (either) return either.map((each, index) => [index > 0 && ' or ', typeOf(each)])
  if (schema.items) return <>list of {typeOf(schema.items)}</>
  if (typeof schema.additionalProperties === 'object') {
    return <>object of {typeOf(schema.additionalProperties)}</>
  }
  return schema.format ?? schema.type ?? 'any'
}

type Field = { name: string; required: boolean; schema: Schema }

/** The fields of an object and of the objects within it, as `links.self`. */
const fieldsOf = ({ properties = {}, required = [] }: Schema, before = ''): Field[] =>
  Object.entries(properties).flatMap(([key, schema]) => {
    const name = before + key
    const list = schema.items?.properties ? schema.items : undefined
    return [
      { name, required: required.includes(key), schema: list ? { type: 'list' } : schema },
      ...fieldsOf(list ?? schema, list ? `${name}[].` : `${name}.`),
    ]
  })

const Fields = ({ of }: { of: Schema }) => (
  <ul>
    {fieldsOf(of).map(({ name, required, schema }) => (
      <li>
        <code>{name}</code> {typeOf(schema)}
        {!required && ', optional'}
      </li>
    ))}
  </ul>
)

/** @param slug of a letter that this deployment has, for links that work */
export const docsPage = (origin: string, openapi: Openapi, slug: string | undefined): string => {
  const { info, tags, paths, components } = openapi
  const resolve = (parameter: Parameter | { $ref: string }): Parameter | undefined =>
    '$ref' in parameter ? components.parameters[nameIn(parameter.$ref)] : parameter
  const operations = Object.entries(paths).map(([path, { get }]) => ({ path, ...get }))

  return layout({
    origin,
    language: 'en',
    title: `API reference · ${site.name}`,
    description: 'Every address of this deployment, what it gives and how it can fail.',
    canonical: `${origin}/docs`,
    children: (
      <>
        <h1>API reference</h1>
        {info.description.split('\n\n').map((paragraph) => (
          <p>{code(paragraph)}</p>
        ))}
        <p>
          As a document for programs: <a href={`${origin}/v1/openapi.json`}>OpenAPI 3.1</a>
        </p>
        <nav aria-label="Contents">
          <ul>
            {tags.map((tag) => (
              <li>
                <a href={`#${tag.name}`}>{headingOf(tag)}</a>
                {': '}
                {operations
                  .filter((operation) => operation.tags.includes(tag.name))
                  .map(({ operationId, path }, index) => (
                    <>
                      {index > 0 && ', '}
                      <a href={`#${operationId}`}>
                        <code>{path}</code>
                      </a>
                    </>
                  ))}
              </li>
            ))}
            <li>
              <a href="#shapes">Shapes</a> of the answers
            </li>
          </ul>
        </nav>
        {tags.map((tag) => (
          <section aria-labelledby={tag.name}>
            <h2 id={tag.name}>{headingOf(tag)}</h2>
            {operations
              .filter((operation) => operation.tags.includes(tag.name))
              .map((operation) => (
                <Section
                  {...operation}
                  parameters={operation.parameters.flatMap((each) => resolve(each) ?? [])}
                  href={hrefOf(origin, operation.path, slug)}
                />
              ))}
          </section>
        ))}
        <section aria-labelledby="shapes">
          <h2 id="shapes">Shapes</h2>
          {Object.entries(components.schemas).map(([name, schema]) => (
            <>
              <h3 id={name}>{name}</h3>
              {(schema.oneOf ?? schema.anyOf ?? [schema]).map((each) => (
                <Fields of={each} />
              ))}
            </>
          ))}
        </section>
      </>
    ),
  })
}

/** A tag's description is a sentence. */
const headingOf = ({ description }: Openapi['tags'][number]): string => description.replace(/\.$/, '')

/** Where an operation can be tried: its own address, where that has no parameter but the letter. */
const hrefOf = (origin: string, path: string, slug: string | undefined): string | undefined => {
  const filled = slug === undefined ? path : path.replace('{slug}', slug)
  return filled.includes('{') ? undefined : origin + filled
}

type Shown = Omit<Operation, 'parameters'> & {
  path: string
  parameters: Parameter[]
  href?: string | undefined
}

const Section = ({ operationId, path, summary, description, parameters, responses, href }: Shown) => {
  const [type = '', { schema = {}, example } = {}] = Object.entries(responses['200']?.content ?? {})[0] ?? []
  return (
    <>
      <h3 id={operationId}>
        <code>GET {path}</code>
      </h3>
      <p>
        {summary}. {description && code(description)}
      </p>
      <ul>
        {parameters.map((parameter) => (
          <li>
            <code>{parameter.name}</code> ({parameter.in}) {code(parameter.description)}
          </li>
        ))}
        <li>
          Gives <code>{type}</code> {schema.$ref !== undefined && typeOf(schema)}
        </li>
        <li>Statuses: {Object.keys(responses).join(', ')}</li>
        {href && (
          <li>
            Try it: <a href={href}>{href}</a>
          </li>
        )}
      </ul>
      {example !== undefined && (
        <details>
          <summary>Example</summary>
          <pre>{typeof example === 'string' ? example : JSON.stringify(example, null, 2)}</pre>
        </details>
      )}
    </>
  )
}
