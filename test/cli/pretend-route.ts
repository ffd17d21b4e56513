/** What the parts of the pretend Cloudflare are made of. */

/** What a route is given: `id` and `name` from its path, and the rest of the request. */
export type Call = { id?: string; name?: string; query: URLSearchParams; body: Buffer; type: string }
/** A method and a path whose segments may be names (`:id`), and what is answered. */
export type Route = [pattern: string, answer: (call: Call) => object | Promise<object>]

/** What the API says when what it is asked is wrong. */
export class ApiError extends Error {
  readonly status: number
  readonly code: number
  constructor(status: number, code: number, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}
