/** As much of the Worker's own types as `src/reading/app.ts` and the tests' server need where the browser's types are in force. */
type KVNamespace = {
  get(key: string, options: { type: 'text'; cacheTtl: number }): Promise<string | null>
  get(keys: string[], options: { type: 'text'; cacheTtl: number }): Promise<Map<string, string | null>>
  put(key: string, value: string): Promise<void>
}
type Env = { LETTERS: KVNamespace; ASSETS: { fetch(url: URL): Promise<Response> } }
type RateLimit = { limit(options: { key: string }): Promise<{ success: boolean }> }
type ExecutionContext = {
  waitUntil(promise: Promise<unknown>): void
  passThroughOnException(): void
  props: unknown
}
