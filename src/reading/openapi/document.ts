/** The OpenAPI 3.1 document, made at build time: `build/assets/v1/openapi.json`. */

import * as z from 'zod/mini'
import type { ProblemType } from '../../http/problem.ts'
import { SHORT_REVISION } from '../../letter/schema.ts'
import { site } from '../../page/site.ts'
import { escapeXml } from '../../page/xml.ts'
import { problemTypes } from '../problem-types.ts'
import examplesOf from './examples.json' with { type: 'json' }
import {
  type Operation,
  operations,
  parameterExamples,
  pathParameters,
  queryParameters,
} from './operations.ts'
import { type JsonSchema, parameterSchema, refTo, schemas, selectedSchema } from './schemas.ts'

/** What the Worker answered to the example request of each operation, by status, and what this site is called. */
const examples: Record<string, Record<string, unknown>> = JSON.parse(
  JSON.stringify(examplesOf)
    .replaceAll('"Undersigned"', () => JSON.stringify(site.name))
    // In the Atom feed, which is a string.
    .replaceAll('>Undersigned<', () => `>${JSON.stringify(escapeXml(site.name)).slice(1, -1)}<`),
)

const string = { type: 'string' }
/** JSON whose shape others have described. */
const object = { type: 'object' }
const list = { type: 'array', items: object }

const headers: Record<string, { description: string; schema: JsonSchema; required?: true }> = {
  ETag: {
    required: true,
    description: 'A strong validator, for If-None-Match.',
    schema: string,
  },
  'Last-Modified': { description: 'When the revision was published.', schema: string },
  'Cache-Control': { required: true, description: 'How long it may be kept (RFC 9111).', schema: string },
  'Content-Disposition': { required: true, description: 'The name to save it under.', schema: string },
  Link: {
    required: true,
    description: 'Other forms of the same, what describes it, and its licence (RFC 8288).',
    schema: string,
  },
  Location: {
    required: true,
    description: 'The address to go to.',
    schema: { type: 'string', format: 'uri' },
  },
  'Retry-After': {
    required: true,
    description: 'Seconds to wait.',
    schema: { type: 'string', pattern: '^\\d+$' },
  },
}

const header = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))

/** A revision id may be shortened. */
const revisionSchema = { ...string, pattern: `^${SHORT_REVISION}$` }

const pathParameter = (name: string) => {
  const { schema = null, description } = pathParameters[name] ?? {}
  return {
    name,
    in: 'path',
    required: true,
    description,
    schema: schema ? parameterSchema(schema) : revisionSchema,
  }
}

const queryParameter = (operation: Operation, [name, schema]: [string, z.ZodMiniType]) => {
  const description = operation.parameters?.[name] ?? queryParameters[name]
  if (!description)
    throw new Error(`src/reading/openapi/operations.ts does not describe the query parameter ${name}`)
  const required = !z.safeParse(schema, undefined).success
  const example = parameterExamples[name]
  return {
    name,
    in: 'query',
    required,
    description,
    schema: parameterSchema(schema),
    ...(example !== undefined && { example }),
  }
}

const redirects: Record<number, string> = {
  303: 'Another form, which Accept prefers.',
  307: 'The same, under the whole id of its revision.',
  308: 'The same, under its canonical address, or that of a letter that was renamed.',
}

const namesIn = (path: string): string[] => Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = '']) => name)

const isPage = ({ content }: Operation): boolean => 'text' in content && content.text === 'text/html'

/** The answers that many operations share, by their names: problems as JSON and as pages, redirects, 304. */
const shared: Record<string, object> = {
  NotModified: { description: 'What you have is still right.', headers: header('ETag', 'Cache-Control') },
}
for (const [status, description] of Object.entries(redirects)) {
  shared[`Redirect${status}`] = { description, headers: header('Location', 'Cache-Control') }
}
/** What a status means, in all its problems. */
const meaningsOf = new Map<number, string>()
for (const { status, name, title, ...type } of Object.values<ProblemType>(problemTypes)) {
  // A GET is never refused for its method.
  if (status === 405) continue
  const common = {
    description: [meaningsOf.get(status), `${title}. See /problems/${name}.`].filter(Boolean).join(' '),
    headers: header('Cache-Control', ...(type.headers?.['Retry-After'] ? ['Retry-After'] : [])),
  }
  meaningsOf.set(status, common.description)
  const example = examples.problems?.[status]
  // Only a page has several forms to accept.
  if (status !== 406) {
    shared[`Problem${status}`] = {
      ...common,
      content: {
        'application/problem+json': {
          schema: refTo('ProblemJson'),
          ...(example !== undefined && { example }),
        },
      },
    }
  }
  // Only oEmbed has forms that it does not offer.
  if (status !== 501) shared[`Page${status}`] = { ...common, content: { 'text/html': { schema: string } } }
}

const success = (operation: Operation) => {
  const { id, content, file, links, uncached, path } = operation
  const example = examples[id]?.['200']
  const type =
    'json' in content
      ? (content.type ?? 'application/json')
      : 'binary' in content
        ? content.binary
        : content.text
  return {
    description: operation.summary,
    headers: header(
      'Cache-Control',
      ...(uncached ? [] : ['ETag']),
      ...(namesIn(path).length > 0 && !operation.immutable && !path.startsWith('/problems')
        ? ['Last-Modified']
        : []),
      ...(file ? ['Content-Disposition'] : []),
      ...(links ? ['Link'] : []),
    ),
    content: {
      [type]: {
        schema:
          'json' in content
            ? refTo(content.json)
            : type.endsWith('json')
              ? 'list' in content
                ? list
                : object
              : 'binary' in content
                ? {}
                : string,
        ...(example !== undefined && { example }),
        // Beside the shape and not in it: whoever asks for no fields has a client made that knows of each that it is there.
        ...('selectable' in content && { 'x-with-fields': selectedSchema(content.json) }),
      },
      ...('or' in content && content.or !== undefined && { [content.or]: { schema: string } }),
    },
  }
}

const statusesOf = ({ path, query, also = [], uncached }: Operation): number[] => {
  const named = namesIn(path).length > 0
  return [
    200,
    ...(uncached ? [] : [304, 412]),
    308,
    ...(query ? [400] : []),
    ...(named ? [404] : []),
    ...(path.includes('{slug}') ? [410] : []),
    414,
    500,
    503,
    ...also,
  ].filter((status, index, all) => all.indexOf(status) === index)
}

const response = (operation: Operation, status: number) => {
  if (status === 200) return success(operation)
  if (operation.uncached && status === 503) {
    return { ...success(operation), description: 'Some letter cannot be served.' }
  }
  const kind =
    status === 304
      ? 'NotModified'
      : `${status < 400 ? 'Redirect' : isPage(operation) ? 'Page' : 'Problem'}${status}`
  return { $ref: `#/components/responses/${kind}` }
}

const operationObject = (operation: Operation) => ({
  operationId: operation.id,
  tags: [operation.tag],
  summary: operation.summary,
  description: operation.description,
  ...(operation.sample !== undefined && { 'x-sample': operation.sample }),
  parameters: [
    ...namesIn(operation.path).map((name) => ({ $ref: `#/components/parameters/${name}` })),
    ...Object.entries((operation.query?.def.shape ?? {}) as Record<string, z.ZodMiniType>).map((parameter) =>
      queryParameter(operation, parameter),
    ),
  ],
  responses: Object.fromEntries(
    statusesOf(operation)
      .sort((a, b) => a - b)
      .map((status) => [status, response(operation, status)]),
  ),
})

/** A way to reach the publishers, where it is an address of a kind that the document has a field for. */
const contactOf = (contact: string): { email: string } | { url: string } | undefined => {
  if (/^https?:/.test(contact)) return { url: contact }
  return /^[^\s@]+@[^\s@]+$/.test(contact) ? { email: contact } : undefined
}

export const document = {
  openapi: '3.1.1',
  info: {
    title: site.name,
    version: '1',
    license: { name: 'MIT', identifier: 'MIT' },
    contact: {
      name: site.publisher ?? 'The publishers of these letters',
      ...(site.contact !== undefined && contactOf(site.contact)),
    },
    description: [
      'Open letters, everyone who signed them, and their history, from one revision each. Everything can be read by anyone, from any site, without a key.',
      'HEAD answers every address as GET does, without the body. OPTIONS says what is allowed; any other method is a 405.',
      'Ask with `If-None-Match` and the `ETag` that you were given: a 304 costs next to nothing. What names its revision never changes.',
      'An address has one spelling. Another that can only mean the same (upper case, a slash at the end, query parameters in another order, empty, or with their default values) redirects to it with a 308. Query parameters are in alphabetical order. Pages drop parameters that are not theirs.',
      'What goes wrong is a problem (RFC 9457) whose `type` is the address of a page that explains it.',
    ].join('\n\n'),
  },
  servers: [{ url: '/' }],
  security: [],
  tags: [
    { name: 'letters', description: 'The letters.' },
    { name: 'signatories', description: 'Who signed them.' },
    { name: 'revisions', description: 'How they came to be, for citing.' },
    { name: 'files', description: 'A letter in other forms.' },
    { name: 'pages', description: 'For people.' },
    { name: 'embedding', description: 'For other sites.' },
    { name: 'deployment', description: 'About this deployment.' },
  ],
  paths: Object.fromEntries(
    operations.map((operation) => [operation.path, { get: operationObject(operation) }]),
  ),
  components: {
    schemas,
    headers,
    parameters: Object.fromEntries(Object.keys(pathParameters).map((name) => [name, pathParameter(name)])),
    responses: shared,
  },
}
