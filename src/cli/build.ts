import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SignedLetter } from '../letter/schema.ts'
import { BUNDLE_LIMIT, snapshotOf } from '../store/snapshot.ts'
import { buildBuilder } from './builder.ts'
import { PUBLIC_KEYS, readPublicKeys } from './keys.ts'
import { buildStyles } from './styles.ts'
import { codeVersion } from './version.ts'
import { buildWidget } from './widget.ts'

const sayLeftOut = (slug: string): void =>
  console.error(
    `data/${slug} takes more than ${BUNDLE_LIMIT / 1024} KiB and is not bundled with the Worker: it is served once it is published (undersigned publish ${slug}), from KV alone.`,
  )

/** The public keys as they are served, and a hash that changes whenever they do. */
const publicKeys = async (root: string): Promise<{ json: string; hash: string }> => {
  const json = `${JSON.stringify(await readPublicKeys(join(root, PUBLIC_KEYS)), null, 2)}\n`
  return { json, hash: createHash('sha256').update(json).digest('hex') }
}

/**
 * Writes what the Worker bundles beside its code to `build/`: the snapshot and the public keys of `data/`, the style
 * sheets, the widget, the builder's script, the version.
 */
export const build = async (root: string, letters: SignedLetter[]): Promise<void> => {
  const files = {
    'snapshot.json': await snapshotOf(letters, sayLeftOut),
    'public-keys.json': await publicKeys(root),
    'style.json': await buildStyles('page/style.css'),
    'widget.json': await buildWidget(),
    'builder.json': await buildBuilder(),
    'badge.json': await buildStyles('badge.css'),
    'version.json': { version: await codeVersion(root) },
  }
  await mkdir(join(root, 'build'), { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    const [path, text] = [join(root, 'build', name), `${JSON.stringify(content)}\n`]
    // Whoever reads or watches the file meanwhile sees no change where there is none.
    if ((await readFile(path, 'utf8').catch(() => '')) !== text) await writeFile(path, text)
  }
}
