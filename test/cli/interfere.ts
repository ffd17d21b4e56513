/**
 * Loaded before the command (`node --import`), this comes between it and the local KV, which still does the real work:
 * KILL_AFTER=n  kills the command, as kill -9 does, when exactly n pairs have been written or removed
 * PAUSE_AT=keys, PAUSE_UNTIL=file  holds the reads that begin with these keys until the file exists
 * FAIL_FIRST=n  makes the first n reads fail as KV does when it is busy
 * CALLS=file  notes each read and write there
 */
import { registerHooks } from 'node:module'

const url = new URL('interfering-miniflare.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'miniflare' && context.parentURL?.endsWith('/src/cli/local-namespace.ts')
      ? { url, shortCircuit: true }
      : next(specifier, context),
})
