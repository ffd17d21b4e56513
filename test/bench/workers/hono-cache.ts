/** What the framework's manual suggests: `hono/cache` over the Cache API, `hono/etag` for the validators. */
import { Hono } from 'hono'
import { cache } from 'hono/cache'
import { etag } from 'hono/etag'

const app = new Hono<{ Bindings: { LETTERS: KVNamespace } }>()

app.use(etag())
app.use(cache({ cacheName: 'letters', cacheControl: 'max-age=60' }))
app.get('/v1/*', async (c) => c.json(await c.env.LETTERS.get(`naive:${c.req.path}`, 'json')))
app.get('*', async (c) => c.html((await c.env.LETTERS.get(`naive:${c.req.path}`)) ?? ''))

export default app
