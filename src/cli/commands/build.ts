import { build as write } from '../../build/build.ts'
import { oldVariables } from '../../build/site-file/old-variables.ts'
import { formatDiagnostic } from '../../editing/diagnostic.ts'
import { listLetters } from '../../editing/read-data.ts'
import { createPairs, makeSnapshot, SNAPSHOT_LIMIT, type SnapshotLetter } from '../../publishing/snapshot.ts'
import { CheckFailed, command, printJson } from '../command.ts'
import { rightLetters } from '../read-letters.ts'
import { rightSite } from '../read-site.ts'

const sayLeftOut = (slug: string): void =>
  console.error(
    `data/${slug} takes more than ${SNAPSHOT_LIMIT / 1024} KiB and is not deployed with the Worker: it is served once it is published (undersigned publish ${slug}), from KV alone.`,
  )

export const build = command(
  'build',
  'compile data/ into build/, which the Worker bundles; Wrangler runs this',
  ['build'],
).action(async ({ json }: { json?: true }) => {
  const moved = await oldVariables()
  if (moved.length > 0) throw new CheckFailed(moved.map(formatDiagnostic).join('\n'))
  // Where there is no letter yet, a Worker with none is right.
  const slugs = await listLetters()
  const kept = new Map(slugs.map((slug) => [slug, createPairs()]))
  const letters = slugs.length > 0 ? await rightLetters(slugs, (pair, slug) => kept.get(slug)?.add(pair)) : []
  const snapshot: SnapshotLetter[] = []
  for (const { signing, ...compiled } of letters) {
    const { slug } = compiled.letter
    const pairs = kept.get(slug)?.pairs()
    if (pairs === undefined) sayLeftOut(slug)
    else snapshot.push({ compiled, ...(signing && { signing }), pairs })
  }
  await write(process.cwd(), await rightSite(), await makeSnapshot(snapshot))
  if (json) printJson({ letters: slugs })
})
