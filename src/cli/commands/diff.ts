import type { Compiled } from '../../publishing/compile.ts'
import { fetchLetter, originOf } from '../../publishing/deployed.ts'
import { compare, type LetterDiff, type Side } from '../../publishing/diff/compare.ts'
import { folderSide, inKv, readSide } from '../../publishing/diff/snapshots.ts'
import { readLive } from '../../publishing/live.ts'
import type { Head } from '../../revision/layout.ts'
import { command, type KvOptions, kvOf, printJson, withKv } from '../command.ts'
import type { Kv } from '../kv-wrangler.ts'
import { printDiff } from '../print-diff.ts'
import { rightLetters } from '../read-letters.ts'
import { withProgress } from '../terminal.ts'

/** What publishing a letter would change against its head in KV; where that holds the same, nothing is read. */
export const diffWithKv = async (kv: Kv, compiled: Compiled, head: Head | undefined): Promise<LetterDiff> => {
  const { slug } = compiled.letter
  const nothing = { translations: [], signatories: [], withdrawn: [] }
  const bare = ({ id, count }: Head['revision']): Side => ({ revision: id, count, date: '', ...nothing })
  if (head === undefined) return compare(slug, undefined, bare(compiled.revision))
  if (head.revision.id === compiled.revision.id)
    return compare(slug, bare(head.revision), bare(compiled.revision))
  const before = await readSide(inKv(kv), slug, head.revision, compiled.revision)
  return compare(slug, before, await folderSide(compiled, head.revision))
}

type Options = KvOptions & { json?: true; url?: string }

export const diff = withKv(
  command('diff', 'show what publishing would change for readers', [
    'diff',
    'diff un-human-rights-council-2018 --remote',
    'diff --url https://letters.example.org',
  ]),
)
  .argument('[slug...]', 'the letters to compare; all of data/ when left out')
  .option('--url <address>', 'compare with what this deployment serves to everybody; needs no login')
  .action(async (slugs: string[], options: Options) => {
    const origin = options.url === undefined ? undefined : originOf(options.url)
    const letters = await rightLetters(slugs)
    const diffs = await withProgress(async (say) => {
      say('Reading what is live')
      if (origin !== undefined) {
        const served: LetterDiff[] = []
        for (const compiled of letters) {
          const { slug } = compiled.letter
          served.push(compare(slug, await fetchLetter(origin, slug), await folderSide(compiled)))
        }
        return served
      }
      const kv = kvOf(options)
      const live = await readLive(
        kv,
        letters.map(({ letter }) => letter.slug),
      )
      for (const what of live.broken) console.error(`${what}; the next publish repairs it`)
      const inKv: LetterDiff[] = []
      for (const compiled of letters)
        inKv.push(await diffWithKv(kv, compiled, live.letter(compiled.letter.slug).head))
      return inKv
    })
    if (options.json) printJson({ letters: diffs })
    else for (const each of diffs) for (const line of printDiff(each)) console.log(line)
  })
