/** What `verify` looks at, wherever the letter is. */
import { listLetters } from '../editing/read-data.ts'
import { type Chain, leadsTo, readChain } from '../publishing/chain.ts'
import { type PublicKeys, signatureFault } from '../publishing/signatures.ts'
import type { Publication } from '../revision/layout.ts'
import { checkLetter } from './read-letters.ts'
import { short, signatories } from './terminal.ts'

/** One thing that was looked at; `fault` says why it is not right, `note` what is to be known though it is. */
export type Check = {
  check: 'content' | 'parts' | 'list' | 'pictures' | 'history' | 'signature' | 'data'
  fault?: string
  note?: string
}
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

/** Faults of parts that are told; there may be thousands. */
const MAX_FAULTS = 5

/** The same of many things that were looked at. */
export const checkAll = (what: Check['check'], faults: readonly string[], repair = ''): Check =>
  check(
    what,
    faults.length > 0
      ? faults.slice(0, MAX_FAULTS).join('; ') + (faults.length > MAX_FAULTS ? ' …' : '') + repair
      : undefined,
  )

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
): { check: Check; chain?: Chain; earlier: Publication[] } => {
  if (newest === undefined) return { check: check('history', 'there is no publication in it'), earlier: [] }
  const { fault: broken, ...chain } = readChain([newest, ...others])
  const another =
    newest.revision === revision
      ? undefined
      : `its newest publication is of revision ${short(newest.revision)}, not ${short(revision)}; where a publish is just spreading, look again in two minutes`
  const isLost = since !== undefined && !leadsTo([newest, ...others], since)
  const lost = isLost
    ? `it does not lead to ${since}: what was published then is not in it any more`
    : undefined
  return { check: check('history', another ?? broken ?? lost), chain, earlier: others }
}

/**
 * Whether the signature is right, and those of earlier publications are. What a revoked or unknown key signed earlier
 * proves nothing, and cannot be put right: it is no fault.
 *
 * @param earlier what was published before the current revision was
 */
export const checkSignatures = (
  current: Pick<Publication, 'revision' | 'signature'>,
  earlier: Publication[],
  keys: PublicKeys,
): Check[] => {
  const fault = current.signature && signatureFault(current.revision, current.signature, keys)
  const trusted = new Set(keys.keys.filter(({ revoked }) => !revoked).map(({ kid }) => kid))
  const signed = earlier.flatMap(({ signature, ...rest }) => (signature ? [{ signature, ...rest }] : []))
  const [forged] = signed.filter(
    ({ revision, signature }) =>
      trusted.has(signature.key) && signatureFault(revision, signature, keys) !== undefined,
  )
  const doubtful = signed.filter(({ signature }) => !trusted.has(signature.key)).length
  if (!current.signature && signed.length === 0) return []
  return [
    {
      ...check('signature', fault ?? (forged && `that of ${forged.published} does not match`)),
      ...(doubtful > 0 && { note: `${doubtful} before it by keys that are revoked or not known` }),
    },
  ]
}

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
