/** Whom `erase` could mean by a name, over all letters. */
import { readList } from '../editing/list-file.ts'
import { listLetters } from '../editing/read-data.ts'
import { fold } from '../letter/fold.ts'
import { printedName, type Signatory } from '../letter/schema.ts'
import { findableTexts } from '../letter/search.ts'
import { findByName } from '../publishing/erase/candidates.ts'
import type { Kv } from '../publishing/kv.ts'
import { readLive } from '../publishing/live.ts'
import { counted, visible } from './terminal.ts'

/** Somebody in a letter: whether in `data/`, whether live, and in how many revisions. */
export type Match = {
  slug: string
  id: string
  name: string
  data: boolean
  current: boolean
  revisions: number
}

const inList = async (slug: string, name: string): Promise<Signatory[]> => {
  const wanted = fold(name)
  const list = await readList(slug)
  if ('problems' in list) return []
  return list.signatories.filter((signatory) =>
    findableTexts(signatory).some(({ text, starts }) => starts.some((at) => text.startsWith(wanted, at))),
  )
}

/** @param slugs the letters to look in; all of `data/` and of KV when there are none */
export const matchName = async (
  kv: Kv,
  slugs: string[],
  name: string,
  doing: (what: string) => void,
): Promise<Match[]> => {
  const available = await listLetters()
  const { catalogue: lines } = await readLive(kv, [])
  // What is left under a slug that a letter had goes with who is erased from it under the slug that it has.
  const catalogue = lines.filter(({ unlisted }) => unlisted !== 'moved')
  const all =
    slugs.length > 0 ? slugs : [...new Set([...available, ...catalogue.map(({ slug }) => slug)])].sort()
  const live = await readLive(kv, all)
  const matches: Match[] = []
  for (const slug of all) {
    doing(`Looking through ${slug}`)
    const current = live.letter(slug).head?.revision.id
    const stored = await findByName(kv, slug, name)
    const listed = available.includes(slug) ? await inList(slug, name) : []
    const byId = new Map(
      [...Array.from(stored.values(), ({ signatory }) => signatory), ...listed].map((each) => [
        each.id,
        each,
      ]),
    )
    for (const [id, signatory] of byId) {
      const revisions = stored.get(id)?.revisions ?? new Set()
      matches.push({
        slug,
        id,
        name: printedName(signatory),
        data: listed.some((each) => each.id === id),
        current: current !== undefined && revisions.has(current),
        revisions: revisions.size,
      })
    }
  }
  return matches
}

export function* printMatches(matches: Match[]): Generator<string> {
  for (const { slug, id, name, data, current, revisions } of matches) {
    const where = [
      ...(data ? ['in data/'] : []),
      ...(revisions > 0
        ? [`in ${counted(revisions, 'revision')}${current ? ', live' : ', none of them live'}`]
        : []),
    ]
    yield visible(`${slug} ${id}  ${name}: ${where.join(', ')}`)
  }
}
