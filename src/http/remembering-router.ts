import type { Result, Router } from 'hono/router'
import { createLru } from './lru.ts'

/** Where so many paths lead is remembered, which requests for the same do not look up again. */
const MAX_PATHS = 2_000

/** A router that remembers where the paths of GET requests led to: to find that out takes as long as half of a warm answer. */
export const rememberingRouter = <Target>(router: Router<Target>): Router<Target> => {
  const known = createLru<Result<Target>>(MAX_PATHS)
  return {
    name: router.name,
    add: (method, path, handler) => router.add(method, path, handler),
    match(method, path) {
      if (method !== 'GET') return router.match(method, path)
      const before = known.get(path)
      if (before) return before
      const found = router.match(method, path)
      if (found[0].length > 0) known.set(path, found, 1)
      return found
    },
  }
}
