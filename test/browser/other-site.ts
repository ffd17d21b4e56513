import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Another site, on an origin of its own, with one page. */
export const serveSite = async (html: string): Promise<{ base: string; close: () => void }> => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
    response.end(html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
