/** The Worker of a staging deployment: the same, and kept out of search engines. */
import app from './index.ts'

export default {
  async fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
    const response = await app.fetch(request, env, ctx)
    const headers = new Headers(response.headers)
    headers.set('X-Robots-Tag', 'noindex')
    return new Response(response.body, { status: response.status, headers })
  },
} satisfies ExportedHandler<Env>
