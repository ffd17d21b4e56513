import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server on this machine alone; at a port that is free, where none is given. */
export const listen = async (
  answer: RequestListener,
  port = 0,
): Promise<{ base: string; port: number; server: Server; close: () => void }> => {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const { port: taken } = server.address() as AddressInfo
  return {
    base: `http://127.0.0.1:${taken}`,
    port: taken,
    server,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
