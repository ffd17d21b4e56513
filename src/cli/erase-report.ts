/** What `erase` says: what it is about to do, and what it cannot. */
import type { InData } from '../editing/erase-signatory.ts'
import { printedName } from '../letter/schema.ts'
import type { Erasure } from '../publishing/erase/plan.ts'
import { counted, short, shortened, signatories, visible } from './terminal.ts'

/** Revisions that are listed on a terminal. */
const MOST_LISTED = 10

/** What is about to be done. Names are for whoever is asked to confirm it. */
export function* printErasure(slug: string, id: string, inData: InData, erasure: Erasure): Generator<string> {
  const { forms, rewrites, broken, renewed, worded, write, next, tombstones, remove, isDone } = erasure
  const names = [...new Set(forms.map(printedName))]
  yield visible(`${slug}: erases ${names.length > 0 ? `${names.join(' / ')} [${id}]` : id}`)
  const { rows, imported } = inData
  if (rows > 0) yield `  removes ${counted(rows, 'row')} of data/${slug}/signatories.csv`
  if (imported) yield `  forgets what data/${slug}/.imported.json has of them`
  yield* shortened(
    rewrites,
    MOST_LISTED,
    ({ from, to, count }) => `  rewrites revision ${short(from)} → ${short(to)}, ${signatories(count)}`,
  )
  if (broken.length > 0) yield `  removes ${counted(broken.length, 'revision')}, broken and in no history`
  const { notes, signatures } = renewed
  if (notes > 0) yield `  removes ${counted(notes, 'note')} of the history, for naming them`
  if (signatures.remade > 0) yield `  signs anew: ${counted(signatures.remade, 'publication')}`
  if (signatures.dropped > 0)
    yield `  drops ${counted(signatures.dropped, 'signature')}; --sign <keyfile> would make new ones`
  if (!isDone) {
    const written = counted(write.length + next.parts.length + tombstones.length, 'value')
    yield `  writes ${written} to KV, and removes ${remove.length.toLocaleString('en')}`
  }
  if (worded.length > 0)
    yield `  warning: the letter’s own words name them (${worded.join(', ')}), and stay as they are`
}

/** Something that has to be done elsewhere, and the command for it where there is one. */
export type Beyond = { what: string; commands: string[] }

/** Where somebody may stand still, once they are erased from one KV. */
export const beyondReach = (
  slug: string,
  id: string,
  { remote, env, hasFolder }: { remote: boolean; env: string | undefined; hasFolder: boolean },
): Beyond[] => {
  const again = `npx undersigned erase ${slug} ${id}`
  // Each line that has the id and not only a part of a longer one.
  const line = `regex:(?m)^.*(?<![\\w-])${id}(?![\\w-]).*\\n?==>`
  const here = remote ? `the deployed${env === undefined ? '' : ` ${env}`} KV` : `the local KV`
  return [
    {
      what: `any other KV than ${here}: run this for each`,
      commands: [remote ? again : `${again} --remote --env=`],
    },
    {
      what: 'the copy that the deployed Worker carries, until the next deploy; do not go back behind that',
      commands: ['npm run deploy'],
    },
    { what: 'caches, for up to a day (docs/security.md)', commands: [] },
    ...(hasFolder
      ? [
          {
            what: 'what the list is imported from: take them out there, or the next import brings them back',
            commands: [],
          },
          {
            what: 'git: rewrite its history with git-filter-repo, <address> being where it is pushed; all other clones must be made anew',
            commands: [
              'git clone --mirror <address> erase.git && cd erase.git',
              `printf '%s\\n' '${line}' > ../erase.txt`,
              'git filter-repo --replace-text ../erase.txt --replace-message ../erase.txt',
              'git push --force --all <address> && git push --force --tags <address>',
            ],
          },
        ]
      : []),
    { what: 'backups from before: delete them, or erase again after a restore', commands: [] },
    { what: 'partners’ copies, search engines, archives: ask them one by one', commands: [] },
  ]
}

export function* printBeyond(beyond: Beyond[]): Generator<string> {
  yield 'This cannot reach:'
  for (const { what, commands } of beyond) {
    yield `- ${what}`
    for (const command of commands) yield `    ${command}`
  }
}
