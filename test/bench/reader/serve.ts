import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { listen } from '../../listen.ts'

const compress = promisify(brotliCompress)

/** What the hop from here to the Worker had, and the one from here to the browser has not. */
const ONE_HOP = ['connection', 'content-encoding', 'content-length', 'keep-alive', 'transfer-encoding']

/**
 * A site of its own, `http://<name>.localhost:<port>`, of which Chromium knows that it is on this machine, and so takes
 * brotli without TLS. Everything is compressed here, as a CDN does on the way out: at quality 4, as servers compress what
 * they have only just got.
 */
export const serve = async (
  name: string,
  answer: (path: string) => Response | Promise<Response>,
): Promise<{ origin: string; stop: () => void }> => {
  const { port, close } = await listen(async (request, response) => {
    try {
      const answered = await answer(request.url ?? '/')
      const whole = await answered.arrayBuffer()
      const body = await compress(whole, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
      const fields = [...answered.headers].filter(([field]) => !ONE_HOP.includes(field))
      response.writeHead(answered.status, { ...Object.fromEntries(fields), 'Content-Encoding': 'br' })
      response.end(body)
    } catch (error) {
      response.writeHead(502).end(`${error}`)
    }
  })
  return { origin: `http://${name}.localhost:${port}`, stop: close }
}
