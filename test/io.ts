import type { Io, KvBinding } from '../src/reading/store/kv-reader.ts'

const nothing = async (): Promise<Response> => new Response(null, { status: 404 })

/** What one request needs in order to read, of which a test gives what it is about. */
export const ioOf = ({
  kv,
  assets = nothing,
  waitUntil = () => {},
}: {
  kv?: Pick<KvBinding, 'get'>
  assets?: (url: URL) => Promise<Response>
  waitUntil?: (promise: Promise<unknown>) => void
}): Io => ({ kv, assets: { fetch: assets }, execution: { waitUntil }, waited: 0 })
