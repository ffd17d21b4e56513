import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { releasedChangelog } from '../../src/build/release.ts'

const CHANGELOG =
  '# Changelog\n\nFor all.\n\n## [Unreleased]\n\n### Added\n\n- More.\n\n## [0.1.0] - 2026-11-01\n\n- The first.\n'

it('what was not released stands under the version, and the next begins empty', () => {
  expect(releasedChangelog(CHANGELOG, '0.2.0', '2026-12-01')).toBe(
    CHANGELOG.replace('## [Unreleased]\n', '## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n'),
  )
})

it('a release of nothing is none', () => {
  const released = releasedChangelog(CHANGELOG, '0.2.0', '2026-12-01')
  expect(() => releasedChangelog(released, '0.2.1', '2026-12-02')).toThrow('write what is new')
  expect(() => releasedChangelog('# Changelog\n', '0.2.1', '2026-12-02')).toThrow('write one')
})

it('both packages have one version, and the changelog can be released', async () => {
  const versionIn = async (file: string): Promise<string> => JSON.parse(await readFile(file, 'utf8')).version
  expect(await versionIn('create/package.json')).toBe(await versionIn('package.json'))
  expect(releasedChangelog(await readFile('CHANGELOG.md', 'utf8'), '9.9.9', '2027-01-01')).toContain(
    '## [9.9.9]',
  )
})
