/** What a first attempt would look like: Hono, one `KV.get`, one `JSON.stringify` a request. */
import { Hono } from 'hono'

const app = new Hono<{ Bindings: { LETTERS: KVNamespace } }>()

app.get('/v1/*', async (c) => c.json(await c.env.LETTERS.get(`naive:${c.req.path}`, 'json')))
app.get('*', async (c) => c.html((await c.env.LETTERS.get(`naive:${c.req.path}`)) ?? ''))

export default app
