import { listen } from '../listen.ts'

/** Another site, on an origin of its own, with one page. */
export const serveSite = async (html: string): Promise<{ base: string; close: () => void }> => {
  return listen((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
    response.end(html)
  })
}
