/** Something came out of the store that cannot be served: KV failed, was too slow, or holds a corrupt value. */
export class StoreError extends Error {
  constructor(key: string, reason: string) {
    super(`${key}: ${reason}`)
    this.name = 'Fault'
  }
}
