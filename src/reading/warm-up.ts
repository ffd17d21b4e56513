import type { Letter } from '../letter/schema.ts'
import type { Origins } from '../page/site.ts'
import { headKey, PART_NAME, partKey } from '../revision/keys.ts'
import type { Head, LetterPart, Revision } from '../revision/layout.ts'
import type { Packed } from '../revision/packed.ts'
import { createApp } from './app.ts'
import type { Bindings } from './handler.ts'
import type { Snapshot } from './store/immutable-reader.ts'

const letter: Letter = {
  slug: 'a-letter',
  date: '2018-06-22',
  translations: [
    {
      language: 'en',
      title: 'A letter',
      addressee: 'To',
      body: [{ type: 'paragraph', children: [{ type: 'text', value: 'Dear' }] }],
    },
  ],
}
const { slug, date: published } = letter
const list = { names: 'list'.padEnd(PART_NAME), counts: [1] }
const revision: Revision = {
  id: '',
  count: 1,
  languages: ['en'],
  letter: 'letter',
  signatories: list,
  by_name: list,
  index: { names: '', first: [] },
  ids: list.names,
}
const head: Head = { slug, published, revision, history: [{ revision: '', published, count: 1 }] }
const part: LetterPart = { letter, markdown: [], counts: { type: {}, country: {} } }
const packed: Packed[] = [[1, 'one', 'One']]

/** What is stored of a letter that there is not, as much of it as its page is made of. */
const snapshot: Snapshot = {
  [headKey(slug)]: JSON.stringify(head),
  [partKey(slug, revision.letter)]: JSON.stringify(part),
  [partKey(slug, list.names)]: JSON.stringify(packed),
}

/**
 * Makes a page while the Worker starts, and throws it away: what V8 compiles for it, the first reader of a new isolate would
 * wait for otherwise. Cloudflare starts a Worker while TLS is negotiated
 * (https://blog.cloudflare.com/eliminating-cold-starts-with-cloudflare-workers/), and lets it read nothing then, nor
 * make a body, so this is an app of its own, on a letter of its own, that is asked for the head of the answer.
 */
export const warmUp = async ({
  origin = 'http://localhost',
  ...origins
}: Origins = {}): Promise<Response> => {
  const request = new Request(`${origin}/letters/${slug}`, { method: 'HEAD' })
  return createApp(snapshot, { origin, ...origins }).fetch(request, {} as Bindings, {} as ExecutionContext)
}
