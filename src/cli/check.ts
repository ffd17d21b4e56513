/** What `verify` looks at, wherever the letter is. */
import { listLetters } from '../editing/read-data.ts'
import { type Chain, leadsTo, readChain } from '../publishing/chain.ts'
import { type PublicKeys, signatureFault } from '../publishing/signatures.ts'
import type { Publication, Signature } from '../revision/layout.ts'
import { checkLetter } from './read-letters.ts'
import { short, signatories } from './terminal.ts'

/** One thing that was looked at; `fault` says why it is not right. */
export type Check = { check: 'content' | 'parts' | 'list' | 'history' | 'signature' | 'data'; fault?: string }
export type Verified = {
  slug: string
  revision: string | null
  count: number
  signed: boolean
  /** What its publications form, where they can be read. */
  chain?: Chain
  checks: Check[]
}

export const check = (what: Check['check'], fault: string | undefined): Check =>
  fault === undefined ? { check: what } : { check: what, fault }

type Content = { revision: string; count: number }

/** Compares what a revision is with what is said of it; `who` says so. */
export const checkContent = (computed: Content, said: Content, who: string): Check => {
  const same = computed.revision === said.revision && computed.count === said.count
  const facts = ({ revision, count }: Content) => `${short(revision)} with ${signatories(count)}`
  return check('content', same ? undefined : `is revision ${facts(computed)}, and ${who} says ${facts(said)}`)
}

/**
 * Whether a history is whole, is that of this revision, and leads to the publication whose hash somebody noted down.
 *
 * @param history the newest first
 */
export const checkHistory = (
  [newest, ...others]: Publication[],
  revision: string,
  since: string | undefined,
): { check: Check; chain?: Chain } => {
  if (newest === undefined) return { check: check('history', 'there is no publication in it') }
  const { fault: broken, ...chain } = readChain([newest, ...others])
  const another =
    newest.revision === revision
      ? undefined
      : `its newest publication is of revision ${short(newest.revision)}, not ${short(revision)}; where a publish is just spreading, look again in two minutes`
  const isLost = since !== undefined && !leadsTo([newest, ...others], since)
  const lost = isLost
    ? `it does not lead to ${since}: what was published then is not in it any more`
    : undefined
  return { check: check('history', another ?? broken ?? lost), chain }
}

export const checkSignature = (
  revision: string,
  signature: Signature | undefined,
  keys: PublicKeys,
): Check[] => (signature ? [check('signature', signatureFault(revision, signature, keys))] : [])

/** How what is live compares with `data/`; nothing where `data/` does not have the letter. */
export const checkData = async (slug: string, revision: string): Promise<Check[]> => {
  if (!(await listLetters().catch((): string[] => [])).includes(slug)) return []
  const { compiled, problems } = await checkLetter(slug)
  if (compiled === undefined)
    return [check('data', `data/${slug} has ${problems.length} problems; see undersigned validate`)]
  const { id } = compiled.revision
  return [
    check(
      'data',
      id === revision ? undefined : `data/${slug} is revision ${short(id)}; see undersigned diff`,
    ),
  ]
}
