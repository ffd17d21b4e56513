import type { ServerResponse } from 'node:http'
import type { SignedLetter } from '../../src/letter/schema.ts'
import { serve } from '../api/server.ts'
import { listen } from '../listen.ts'

/**
 * Starts the real Worker, as `wrangler dev` runs it, over a KV of its own that holds these letters.
 * @returns its origin, and how to stop it and forget its KV
 */
export const startWorker = async (
  letters: SignedLetter[],
): Promise<{ origin: string; stop: () => Promise<void> }> => {
  const { base, close } = await serve(letters.map((letter) => [letter, '2026-03-01T12:00:00.000Z']))
  return { origin: base, stop: close }
}

type PartnerPage = {
  html: string
  headers?: Record<string, string>
  /** Sent this many milliseconds after the rest, to see what happens before `<body>` is complete. */
  later?: { html: string; after: number }
}

/** Another organisation's site: a server on another origin, whose pages a test makes up. */
export const startPartner = async (): Promise<{
  origin: string
  /** Puts up a page, at an address of its own. */
  page: (page: PartnerPage) => string
  stop: () => void
}> => {
  const pages: PartnerPage[] = []
  const answer = (page: PartnerPage, response: ServerResponse): void => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...page.headers })
    response.write(page.html)
    if (page.later) setTimeout(() => response.end(page.later?.html), page.later.after)
    else response.end()
  }
  const { base: origin, close: stop } = await listen((request, response) => {
    const page = pages[Number(request.url?.slice(1) || Number.NaN)]
    if (page) return answer(page, response)
    response.writeHead(204).end()
  })
  return {
    origin,
    page: (page) => `${origin}/${pages.push(page) - 1}`,
    stop,
  }
}
