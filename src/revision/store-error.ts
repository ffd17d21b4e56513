/** Something came out of the store that cannot be served: KV failed, was too slow, or holds a corrupt value. */
export class StoreError extends Error {
  constructor(key: string, reason: string) {
    super(`${key}: ${reason}`)
    this.name = 'Fault'
  }
}

/** A value is right, and of a time after this code: it is not to be written over. */
export class NewerLayout extends StoreError {
  constructor(key: string, layout: unknown) {
    super(key, `is of layout ${layout}: take a newer version of undersigned`)
  }
}
