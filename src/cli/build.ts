import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SignedLetter } from '../letter/schema.ts'
import { BUNDLE_LIMIT, snapshotOf } from '../store/snapshot.ts'
import { buildBuilder } from './builder.ts'
import { buildStyles } from './styles.ts'
import { codeVersion } from './version.ts'

const sayLeftOut = (slug: string): void =>
  console.error(
    `data/${slug} takes more than ${BUNDLE_LIMIT / 1024} KiB and is not bundled with the Worker: it is served once it is published (undersigned publish ${slug}), from KV alone.`,
  )

/** Writes what the Worker bundles beside its code to `build/`: the snapshot of `data/`, style sheets, the builder's script, the version. */
export const build = async (root: string, letters: SignedLetter[]): Promise<void> => {
  const files = {
    'snapshot.json': await snapshotOf(letters, sayLeftOut),
    'style.json': await buildStyles('page/style.css'),
    'builder.json': await buildBuilder(),
    'badge.json': await buildStyles('badge.css'),
    'version.json': { version: await codeVersion(root) },
  }
  await mkdir(join(root, 'build'), { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(root, 'build', name), `${JSON.stringify(content)}\n`)
  }
}
