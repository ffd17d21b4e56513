/** What a first attempt would look like: Hono, one `KV.get`, one `JSON.stringify` a request. */
import { Hono } from 'hono'

const keyOf = (url: string): string => `naive:${url.slice(url.indexOf('/', 8))}`

const app = new Hono<{ Bindings: { LETTERS: KVNamespace } }>()

app.get('/v1/*', async (c) => c.json(await c.env.LETTERS.get(keyOf(c.req.url), 'json')))
app.get('*', async (c) => c.html((await c.env.LETTERS.get(keyOf(c.req.url))) ?? ''))

export default app
