import type { Moved, Retirement } from '../../revision/layout.ts'
import { StoreError } from '../../revision/store-error.ts'

/** There is nothing to serve just now, neither from KV nor from a copy: an honest 503. */
export class Unavailable extends Error {
  constructor(slug: string) {
    super(`nothing to serve for ${slug}`)
    this.name = 'Unavailable'
  }
}

/** Somebody was erased from the revision that was asked for; `successor` is the id of what took its place. */
export class Erased extends Error {
  readonly slug: string
  readonly successor: string

  constructor(slug: string, successor: string) {
    super(`${slug}: erased`)
    this.name = 'Erased'
    this.slug = slug
    this.successor = successor
  }
}

/** The letter that was asked for is taken down. */
export class Retired extends Error {
  readonly retirement: Retirement

  constructor(slug: string, retirement: Retirement) {
    super(`${slug}: retired`)
    this.name = 'Retired'
    this.retirement = retirement
  }
}

/** The letter that was asked for has another slug now. */
export class Renamed extends Error {
  readonly from: string
  readonly to: string

  constructor({ slug, moved_to }: Moved) {
    super(`${slug}: renamed`)
    this.name = 'Renamed'
    this.from = slug
    this.to = moved_to
  }
}

/** Faults never reach the reader, so they must reach the operator: one JSON line each. */
export const logStoreError = (error: unknown): void => {
  if (!(error instanceof StoreError)) throw error
  console.warn(JSON.stringify({ event: 'store-fault', detail: error.message }))
}
