import { StoreError } from '../../revision/store-error.ts'

/** There is nothing to serve just now, neither from KV nor from a copy: an honest 503. */
export class Unavailable extends Error {
  constructor(slug: string) {
    super(`nothing to serve for ${slug}`)
    this.name = 'Unavailable'
  }
}

/** Faults never reach the reader, so they must reach the operator: one JSON line each. */
export const logStoreError = (error: unknown): void => {
  if (!(error instanceof StoreError)) throw error
  console.warn(JSON.stringify({ event: 'store-fault', detail: error.message }))
}
