/** What the framework's manual suggests: `hono/cache` over the Cache API, `hono/etag` for the validators. */
import { Hono } from 'hono'
import { cache } from 'hono/cache'
import { etag } from 'hono/etag'

const keyOf = (url: string): string => `naive:${url.slice(url.indexOf('/', 8))}`

const app = new Hono<{ Bindings: { LETTERS: KVNamespace } }>()

app.use(etag())
app.use(cache({ cacheName: 'letters', cacheControl: 'max-age=60' }))
app.get('/v1/*', async (c) => c.json(await c.env.LETTERS.get(keyOf(c.req.url), 'json')))
app.get('*', async (c) => c.html((await c.env.LETTERS.get(keyOf(c.req.url))) ?? ''))

export default app
