/**
 * What a release writes beside package.json's own version: `npm run release -- minor`. npm itself asks that nothing is
 * uncommitted, runs this, commits and tags.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PACKAGE } from './places.ts'

const UNRELEASED = '## [Unreleased]\n'

/** The changelog with what was not released under a version. @throws Error where there is nothing */
export const releasedChangelog = (changelog: string, version: string, day: string): string => {
  const [before, after] = changelog.split(UNRELEASED)
  if (before === undefined || after === undefined)
    throw new Error('CHANGELOG.md:1:1: there is no “## [Unreleased]” in it, or more than one; write one')
  if (/^\s*(?:## |$)/.test(after))
    throw new Error('CHANGELOG.md:1:1: nothing stands below “## [Unreleased]”; write what is new')
  return `${before}${UNRELEASED}\n## [${version}] - ${day}\n${after}`
}

if (import.meta.main) {
  const changelog = join(PACKAGE, 'CHANGELOG.md')
  const create = join(PACKAGE, 'create/package.json')
  const { version } = JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8'))
  const day = new Date().toISOString().slice(0, 10)
  const released = releasedChangelog(await readFile(changelog, 'utf8'), version, day)
  const itsPackage = { ...JSON.parse(await readFile(create, 'utf8')), version }
  await writeFile(changelog, released)
  await writeFile(create, `${JSON.stringify(itsPackage, null, 2)}\n`)
}
