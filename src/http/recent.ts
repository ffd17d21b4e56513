import { createLru } from '../reading/lru.ts'

/** For this long, in milliseconds, what was answered is answered again, without looking anything up. */
export const RECENT = 1_000
/** What is held of it, in bytes. */
const LIMIT = 4 * 1024 * 1024

/**
 * The answers of the last second, by address: on a busy isolate nearly every request is for one of them, and to find its
 * route, its query and its revision takes as long as to answer. `Accept` is the one field beside those of RFC 9110, 13
 * that our answers depend on.
 */
export const createRecent = <Answer>() => {
  let answers = createLru<{ accept: string | null; answer: Answer }>(LIMIT)
  let began = Number.NEGATIVE_INFINITY
  const isOver = (): boolean => {
    const age = Date.now() - began
    // Below nought the clock was moved back.
    return age < 0 || age > RECENT
  }
  return {
    get(request: Request): Answer | undefined {
      if (request.method !== 'GET' || isOver()) return undefined
      const known = answers.get(request.url)
      return known?.accept === request.headers.get('Accept') ? known?.answer : undefined
    },
    keep(request: Request, answer: Answer, bytes: number): void {
      if (request.method !== 'GET') return
      if (isOver()) {
        answers = createLru(LIMIT)
        began = Date.now()
      }
      answers.set(request.url, { accept: request.headers.get('Accept'), answer }, bytes)
    },
  }
}
