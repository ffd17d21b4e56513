/** What one answer takes, measured in a real workerd on this machine. */
import { gzipSync } from 'node:zlib'
import { load } from '../http.ts'
import { bundle, start, workerdPid } from '../workerd.ts'
import { FORMS } from './world.ts'

const SECONDS = 2

/** Bytes, also as gzip sends them; and microseconds of workerd's processor time, the HTTP server's among them. */
export type Measured = { form: string; share: number; bytes: number; gzipped: number; processor: number }

/** Each form of the letter in `data/`, from a warm isolate. */
export const measureForms = async (): Promise<Measured[]> => {
  const miniflare = await start({ undersigned: await bundle('../../src/reading/index.ts') })
  try {
    const { origin } = await miniflare.unsafeGetDirectURL('undersigned')
    const pid = await workerdPid()
    const rows: Measured[] = []
    for (const { name, path, share } of FORMS) {
      const url = origin + path
      const body = new Uint8Array(await (await fetch(url)).arrayBuffer())
      const { processor } = await load(pid, origin, { name, paths: [path] }, '', SECONDS)
      const gzipped = gzipSync(body).byteLength
      rows.push({ form: name, share, bytes: body.byteLength, gzipped, processor: Math.round(processor) })
    }
    return rows
  } finally {
    await miniflare.dispose()
  }
}
