import { type Io, within } from './kv-reader.ts'

/** What lies beside the Worker is waited for so long, in milliseconds. */
export const ASSET_TIMEOUT_MS = 1500
/** Which host is asked makes no difference. Top-level domain `.invalid`: RFC 6761, 6.4. */
const ASSETS = 'https://assets.invalid'

const fetchText = async ({ assets }: Io, path: string): Promise<string> => {
  const file = await assets.fetch(new URL(path, ASSETS))
  if (!file.ok) throw new Error(`the asset ${path} answered ${file.status}`)
  return file.text()
}

/** The text of a file that was deployed beside the Worker. @throws Error where it cannot be had */
export const readAsset = (io: Io, path: string): Promise<string> =>
  within(ASSET_TIMEOUT_MS, fetchText(io, path))
