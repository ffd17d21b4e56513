/** As much of the Worker's own types as `src/reading/app.ts` and the tests' server need where the browser's types are in force. */
type KVNamespace = {
  get(key: string, options: { type: 'text'; cacheTtl: number }): Promise<string | null>
  get(keys: string[], options: { type: 'text'; cacheTtl: number }): Promise<Map<string, string | null>>
  put(key: string, value: string, options?: { metadata?: unknown }): Promise<void>
  list<Metadata>(options: { prefix: string; cursor: string | null }): Promise<KVNamespaceListResult<Metadata>>
  delete(key: string): Promise<void>
}
type KVNamespaceListResult<Metadata> = {
  keys: { name: string; metadata?: Metadata }[]
} & ({ list_complete: false; cursor: string } | { list_complete: true })
type DigestStream = WritableStream<Uint8Array<ArrayBuffer>> & { digest: Promise<ArrayBuffer> }
interface Crypto {
  DigestStream: new (algorithm: string) => DigestStream
}
type Env = { LETTERS: KVNamespace; ASSETS: { fetch(url: URL): Promise<Response> } }
type RateLimit = { limit(options: { key: string }): Promise<{ success: boolean }> }
type ExecutionContext = {
  waitUntil(promise: Promise<unknown>): void
  passThroughOnException(): void
  props: unknown
}
