import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SignedLetter } from '../letter/schema.ts'
import { BUNDLE_LIMIT, snapshotOf } from '../store/snapshot.ts'
import { buildClient } from './client.ts'
import { buildOpenapi } from './openapi.ts'
import { buildStyles } from './styles.ts'
import { codeVersion } from './version.ts'

const sayLeftOut = (slug: string): void =>
  console.error(
    `data/${slug} takes more than ${BUNDLE_LIMIT / 1024} KiB and is not bundled with the Worker: it is served once it is published (undersigned publish ${slug}), from KV alone.`,
  )

/**
 * Writes what is deployed beside the Worker's code to `build/`: the snapshot of `data/`, the style sheet, the version, and
 * the OpenAPI document, which is made by code that needs the others; and the client, for programs that use the API.
 */
export const build = async (root: string, letters: SignedLetter[]): Promise<void> => {
  await mkdir(join(root, 'build/assets/v1'), { recursive: true })
  const write = (name: string, content: object) =>
    writeFile(join(root, 'build', name), `${JSON.stringify(content)}\n`)
  await write('snapshot.json', await snapshotOf(letters, sayLeftOut))
  await write('style.json', await buildStyles())
  await write('version.json', { version: await codeVersion(root) })
  await write('assets/v1/openapi.json', await buildOpenapi())
  await buildClient(root)
}
