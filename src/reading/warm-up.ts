import type { Origins } from '../page/site.ts'
import { catalogueKey } from '../revision/keys.ts'
import type { Catalogue } from '../revision/layout.ts'
import { createApp } from './app.ts'
import type { Bindings } from './handler.ts'
import type { Snapshot } from './store/immutable-reader.ts'

/** The path of a bundled letter's page in English, whose words are in the bundle too; undefined where there is none. */
const pagePath = (snapshot: Snapshot): string | undefined => {
  const letters: Catalogue = JSON.parse(snapshot[catalogueKey] ?? '[]')
  const letter = letters.find(({ languages }) => languages.includes('en'))
  return letter && `/letters/${letter.slug}${letter.languages[0] === 'en' ? '' : '/en'}`
}

/**
 * Makes a page while the Worker starts, and throws it away: what V8 compiles for it, the first reader of a new isolate would
 * wait for otherwise. Cloudflare starts a Worker while TLS is negotiated
 * (https://blog.cloudflare.com/eliminating-cold-starts-with-cloudflare-workers/), and lets it read nothing then, nor
 * make a body, so this is an app of its own, on the snapshot alone, that is asked for the head of the answer.
 *
 * @returns the answer; undefined where no bundled letter is in English
 */
export const warmUp = async (snapshot: Snapshot, origins: Origins = {}): Promise<Response | undefined> => {
  const path = pagePath(snapshot)
  if (path === undefined) return undefined
  const request = new Request(new URL(path, origins.origin ?? 'http://localhost'), { method: 'HEAD' })
  return createApp(snapshot, origins).fetch(request, {} as Bindings, {} as ExecutionContext)
}
