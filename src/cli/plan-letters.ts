/** What publishing letters of `data/` would do, decided before anything is written. */
import type { LetterDiff } from '../publishing/diff/compare.ts'
import { diffWithLive } from '../publishing/diff/diff-with-live.ts'
import { getValues, type Kv } from '../publishing/kv.ts'
import type { Live } from '../publishing/live.ts'
import { missingKeys } from '../publishing/missing-keys.ts'
import { isNeeded, type Plan, planOf, withPictures } from '../publishing/plan.ts'
import { revisionKeys } from '../publishing/revision-keys.ts'
import { decodePart } from '../revision/decode.ts'
import { partKey } from '../revision/keys.ts'
import { LetterPart } from '../revision/layout.ts'
import { StoreError } from '../revision/store-error.ts'
import { createDraw } from './draw.ts'
import { rightLetters } from './read-letters.ts'
import { readSigner } from './sign.ts'
import type { Spool } from './spool.ts'
import { withProgress } from './terminal.ts'

/** `sign` is a file with a private key; `rewrite` writes also what is there. */
export type PlanLettersOptions = { sign?: string; rewrite?: true }

/** What is to be looked at before a letter is public for the first time. */
export type Facts = {
  title: string
  date: string
  addressee: string
  languages: string[]
  organisations: number
  persons: number
}

/**
 * A plan, and what it changes for readers, or why that cannot be shown: a live revision that is not whole. `facts` are
 * of a letter that is not live yet.
 */
export type Change = { plan: Plan; diff: LetterDiff | string; facts?: Facts }

/** Plans the letters named; `spool` is given the pairs that publishing them writes. */
const planLetters = async (
  live: Live,
  slugs: string[],
  { sign, rewrite }: PlanLettersOptions,
  spool: Spool,
): Promise<Plan[]> => {
  const needed = isNeeded(live)
  const letters = await rightLetters(slugs, (pair) => {
    if (rewrite || needed(pair.key)) spool.add(pair)
  })
  const signer = await readSigner(sign)
  return letters.map(({ signing, ...compiled }) =>
    planOf(live, compiled, spool, { signature: signer?.(compiled.revision.id), signing, rewrite }),
  )
}

const tryDiff = async (kv: Kv, { compiled, live, pairs }: Plan): Promise<LetterDiff | string> => {
  try {
    return await diffWithLive(kv, live, compiled, pairs)
  } catch (error) {
    if (error instanceof StoreError) return error.message
    throw error
  }
}

/** Whether KV holds all that the plan does not write, because the live revision is made of it. */
const hasWhatIsKept = async (kv: Kv, { compiled, live, keys }: Plan): Promise<boolean> => {
  if (!live.head) return true
  const { slug } = compiled.letter
  const written = new Set(keys)
  const kept = revisionKeys(slug, compiled.revision).filter((key) => !written.has(key))
  return (await missingKeys(kv, slug, kept)).length === 0
}

/** What publishing changes. Where what is live is not whole, every part of the letter is to be written anew. */
export const planChanges = async (
  kv: Kv,
  live: Live,
  slugs: string[],
  options: PlanLettersOptions,
  spool: Spool,
): Promise<Change[]> => {
  const changes: Change[] = []
  const draw = createDraw(console.error)
  for (const plan of await planLetters(live, slugs, options, spool)) {
    const diff = await withProgress((doing) => {
      doing('Comparing with what is live')
      return tryDiff(kv, plan)
    })
    const { slug } = plan.compiled.letter
    const anew = { ...options, rewrite: true as const }
    const isWhole = typeof diff !== 'string' && (await hasWhatIsKept(kv, plan))
    const [whole] = isWhole || plan.rewrite ? [plan] : await planLetters(live, [slug], anew, spool)
    if (whole === undefined) continue
    const drawn = await withProgress((doing) => {
      doing('Drawing its preview pictures')
      const before = whole.rewrite ? undefined : whole.live.head
      const { revision } = whole.compiled
      const isOpen = whole.signing !== undefined
      return draw([whole.pairs, kv], { slug, revision, isOpen, before })
    })
    const facts = whole.live.head ? undefined : await factsOf(whole)
    changes.push({ plan: withPictures(whole, drawn), diff, ...(facts && { facts }) })
  }
  return changes
}

const factsOf = async ({ compiled, pairs }: Plan): Promise<Facts> => {
  const { letter, revision } = compiled
  const key = partKey(letter.slug, revision.letter)
  const { counts } = await decodePart(LetterPart, key, (await getValues(pairs, [key])).get(key) ?? '')
  const [{ title, addressee }] = letter.translations
  const { organisation = 0, person = 0 } = counts.type
  const { languages } = revision
  return { title, date: letter.date, addressee, languages, organisations: organisation, persons: person }
}
