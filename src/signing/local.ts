/** For `wrangler dev` alone: what a route does in production. Both Workers are on one port, as on one domain. */
type Workers = { READING: Fetcher; SIGNING: Fetcher }

export default {
  fetch: (request: Request, { READING, SIGNING }: Workers): Promise<Response> =>
    (/^\/sign(?:\/|$)/.test(new URL(request.url).pathname) ? SIGNING : READING).fetch(request),
}
