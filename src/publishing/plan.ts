/** Publishing: what never changes first, the heads last. Stopped anywhere, readers stay on the revision they had. */

import { CheckFailed } from '../cli/command.ts'
import { type Kv, putPairs, type Written } from '../cli/kv-wrangler.ts'
import { compileFolder } from '../cli/read-letters.ts'
import { partKey, revisionKey } from '../revision/keys.ts'
import { type CatalogueEntry, type Head, type Pair, partNames, type Signature } from '../revision/layout.ts'
import type { Compiled } from './compile.ts'
import { catalogueEntry, nextHead } from './head.ts'
import type { Live, LiveLetter } from './live.ts'
import { makeCurrent, newClaim } from './make-current.ts'

/** What publishing one letter comes to. */
export type Plan = {
  compiled: Compiled
  live: LiveLetter
  signature?: Signature | undefined
  /** `list`: the letter is live as it is, and only its line in the list of letters is not. */
  change: 'revision' | 'signature' | 'list' | 'none'
}

const sameEntry = (a: CatalogueEntry | undefined, b: CatalogueEntry): boolean =>
  a !== undefined &&
  Object.entries(b).every(
    ([key, value]) => JSON.stringify(a[key as keyof CatalogueEntry]) === JSON.stringify(value),
  )

/** @param signature of the compiled revision, where it is to be signed */
export const planOf = (live: Live, compiled: Compiled, signature?: Signature): Plan => {
  const { slug } = compiled.letter
  const letter = live.letter(slug)
  const { head } = letter
  const plan = { compiled, live: letter, signature }
  if (
    head?.revision.id !== compiled.revision.id ||
    JSON.stringify(head.revision) !== JSON.stringify(compiled.revision)
  ) {
    return { ...plan, change: 'revision' }
  }
  if (signature !== undefined && head.history[0]?.signature?.value !== signature.value) {
    return { ...plan, change: 'signature' }
  }
  const entries = live.catalogue.filter((entry) => entry.slug === slug)
  const right = entries.length === 1 && sameEntry(entries[0], catalogueEntry(compiled, head.published))
  return { ...plan, change: right ? 'none' : 'list' }
}

/** The names of the parts that KV holds, because the live revision consists of them. */
const liveParts = ({ live: { head } }: Plan): Set<string> => new Set(head ? partNames(head.revision) : [])

/** How many parts a publish would write, and how many are there already. */
export const countParts = (plan: Plan): { write: number; live: number } => {
  const live = liveParts(plan)
  const names = new Set(partNames(plan.compiled.revision))
  const write = plan.change === 'revision' ? names.difference(live).size : 0
  return { write, live: names.size - write }
}

/** The immutable pairs that KV does not hold yet. @throws Found when `data/` is no longer what was planned */
async function* missingPairs(plan: Plan, rewrite: boolean): AsyncGenerator<Pair> {
  const { slug } = plan.compiled.letter
  const there = new Set(rewrite ? [] : [...liveParts(plan)].map((name) => partKey(slug, name)))
  const compiling = compileFolder(slug)
  for (;;) {
    const step = await compiling.next()
    if (!step.done) {
      if (!there.has(step.value.key)) yield step.value
      there.add(step.value.key)
    } else if (step.value.compiled?.revision.id === plan.compiled.revision.id) return
    else
      throw new CheckFailed(
        `data/${slug} was changed while it was being published: nothing went live; publish again.`,
      )
  }
}

/**
 * Publishes. Nothing is ever deleted.
 *
 * @param rewrite writes also those parts that the live revision is known to have
 * @returns whether KV shows the new heads already. Throws `Found` when somebody else published meanwhile.
 */
export const publishPlans = async (
  kv: Kv,
  live: Live,
  plans: Plan[],
  {
    note,
    rewrite = false,
    say,
  }: { note?: string | undefined; rewrite?: boolean | undefined; say: (what: string) => void },
): Promise<boolean> => {
  const claim = newClaim()
  const published = new Date().toISOString()
  const heads: Head[] = []
  const repaired = new Map<string, CatalogueEntry>()

  async function* pairs(): AsyncGenerator<Written> {
    yield claim
    for (const plan of plans) {
      if (plan.change !== 'revision' && !rewrite) continue
      for await (const pair of missingPairs(plan, rewrite))
        yield { ...pair, metadata: { written: published } }
    }
  }
  let written = 0
  await putPairs(kv, pairs(), (count) => {
    written += count
    say(`Writing: ${written.toLocaleString('en')} pairs written`)
  })

  for (const { compiled, live: before, change, signature } of plans) {
    const { slug } = compiled.letter
    const isNew = change === 'revision' || change === 'signature'
    if (isNew) {
      heads.push(
        nextHead(compiled, published, before, { ...(note && { note }), ...(signature && { signature }) }),
      )
    }
    const at = isNew ? published : (before.head?.published ?? published)
    if (change !== 'none') repaired.set(slug, catalogueEntry(compiled, at))
  }
  const others = live.catalogue.filter(({ slug }) => !repaired.has(slug))
  say('Making it live')
  return makeCurrent(kv, live, claim, heads, [...others, ...repaired.values()])
}

export const keysOf = (slug: string, revision: Head['revision']): string[] => [
  revisionKey(slug, revision.id),
  ...new Set(partNames(revision).map((name) => partKey(slug, name))),
]
