/** The document's examples are what the Worker answers. `npx vitest run --project http -u` writes them anew. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { publications, SLUG } from '../../api/example-letter.ts'
import { type Server, serve } from '../../api/server.ts'
import { operations } from '../../contract.ts'

const ORIGIN = 'https://letters.example'

let server: Server
beforeAll(async () => {
  server = await serve(publications)
})
afterAll(() => server.close())

const get = async (path: string): Promise<unknown> => {
  const response = await fetch(server.base + path, { redirect: 'manual' })
  const text = (await response.text())
    .replaceAll(server.base, ORIGIN)
    .replaceAll(encodeURIComponent(server.base), encodeURIComponent(ORIGIN))
    .replaceAll('tag:127.0.0.1,', 'tag:letters.example,')
  return /json(?:;|$)/.test(response.headers.get('Content-Type') ?? '') ? JSON.parse(text) : text
}

/** Of these, an example would show nothing that the description does not. */
const WITHOUT = [
  'getOpenapi',
  'getHealth',
  'getRobots',
  'getKeys',
  'getBundle',
  'getBadge',
  'getPngBadge',
  'getPreview',
  'getWidget',
  'getPinnedWidget',
  'getBuilderScript',
]

it('has for every operation the answer to its example request', async () => {
  const { revisions } = (await get(`/v1/letters/${SLUG}/revisions`)) as { revisions: { revision: string }[] }
  const [after = '', before = ''] = revisions.map(({ revision }) => revision)
  const values: Record<string, string> = {
    slug: SLUG,
    id: 'wells-and-rivers',
    revision: after,
    before,
    after,
  }
  const examples: Record<string, Record<string, unknown>> = {}
  for (const { operationId, path, responses } of operations) {
    const isPage = responses['200']?.content?.['text/html'] !== undefined
    if (isPage || WITHOUT.includes(operationId)) continue
    const address = path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
    const queries: Record<string, string> = {
      getOembed: `?url=${encodeURIComponent(`${server.base}/letters/${SLUG}`)}`,
      searchSignatories: '?q=wells',
      getCounts: '?by=day',
    }
    examples[operationId] = { 200: await get(address + (queries[operationId] ?? '')) }
  }
  examples.problems = {
    400: await get(`/v1/letters/${SLUG}/signatories?limit=501&pgae=2`),
    404: await get('/v1/letters/no-such-letter'),
    410: await get(`/v1/letters/${SLUG}/signatories?cursor=${'0'.repeat(64)}.0`),
  }
  await expect(`${JSON.stringify(examples, null, 2)}\n`).toMatchFileSnapshot(
    '../../../src/reading/openapi/examples.json',
  )
})

it('shows those examples in the document', () => {
  for (const { operationId, responses } of operations) {
    const [media] = Object.values(responses['200']?.content ?? {})
    const { type } = media?.schema ?? {}
    if (
      !WITHOUT.includes(operationId) &&
      !(type === 'string' && 'text/html' in (responses['200']?.content ?? {}))
    ) {
      expect(media?.example, operationId).toBeDefined()
    }
  }
})
