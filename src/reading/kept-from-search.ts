import type { createApp } from './app.ts'

type App = Pick<ReturnType<typeof createApp>, 'fetch'>

/** The same Worker, whose every answer asks search engines to leave it out. */
export const keptFromSearch = (app: App): App => ({
  async fetch(...request) {
    const response = await app.fetch(...request)
    const headers = new Headers(response.headers)
    headers.set('X-Robots-Tag', 'noindex')
    return new Response(response.body, { status: response.status, headers })
  },
})
