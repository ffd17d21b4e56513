/** What workerd has and Node has not. */
import { createHash } from 'node:crypto'
import { scheduler } from 'node:timers/promises'

/** As much of it as the Worker takes: SHA-256. */
class DigestStream extends WritableStream<Uint8Array> {
  readonly digest: Promise<ArrayBuffer>
  constructor() {
    const { promise, resolve } = Promise.withResolvers<ArrayBuffer>()
    const hash = createHash('sha256')
    super({
      write: (bytes) => void hash.update(bytes),
      close: () => resolve(new Uint8Array(hash.digest()).buffer),
    })
    this.digest = promise
  }
}

Object.assign(globalThis, { scheduler })
Object.assign(crypto, { DigestStream })
