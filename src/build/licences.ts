import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'
import { PACKAGE } from './places.ts'

/** The folders, below this one, of the packages that bundles have code of. */
const packagesIn = (metafiles: readonly Metafile[]): string[] => {
  const folders = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [])
  return [...new Set(folders)].sort()
}

/**
 * Writes `LICENCES.txt`: whose code the bundles hold, and under which licence.
 * @throws Error for a package without one
 */
export const writeLicences = async (metafiles: readonly Metafile[], folder: string): Promise<void> => {
  const parts = packagesIn(metafiles).map(async (path) => {
    const at = join(PACKAGE, path)
    const { name, version, license } = JSON.parse(await readFile(join(at, 'package.json'), 'utf8'))
    const file = (await readdir(at)).find((name) => /^licen[cs]e/i.test(name))
    if (license === undefined) throw new Error(`${name} says no licence`)
    const text = file === undefined ? '' : `\n\n${(await readFile(join(at, file), 'utf8')).trim()}`
    return `${name} ${version} (${license})${text}`
  })
  const separator = `\n\n${'-'.repeat(80)}\n\n`
  await writeFile(join(folder, 'LICENCES.txt'), `${(await Promise.all(parts)).join(separator)}\n`)
}
