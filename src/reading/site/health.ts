import version from '../../../build/version.json'
import { cacheControlOf } from '../../http/freshness.ts'
import { apiHeaders } from '../../http/headers.ts'
import { printJson } from '../../http/json.ts'
import type { Handler } from '../handler.ts'

/** What is served from where, and by which code. 503 when a letter cannot be served at all. */
export const health: Handler = async (store, { io }) => {
  const slugs = (await store.catalogue(io)).map(({ slug }) => slug)
  const letters = (await store.standings(io, slugs)).map((standing, index) => {
    const slug = slugs[index] ?? ''
    if (!standing) return { slug, source: 'none' }
    const { head, source } = standing
    return { slug, revision: head.revision.id, published: head.published, source }
  })
  const ok = letters.every(({ source }) => source !== 'none')
  return new Response(printJson({ status: ok ? 'ok' : 'unavailable', version: version.version, letters }), {
    status: ok ? 200 : 503,
    headers: {
      ...apiHeaders,
      'Content-Type': 'application/json',
      'Cache-Control': cacheControlOf('never'),
    },
  })
}
