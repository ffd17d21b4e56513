import * as z from 'zod/mini'
import { listLetters } from '../../editing/read-data.ts'
import { readMarkdown } from '../../editing/read-markdown.ts'
import { revisionHash } from '../../letter/revision.ts'
import { Letter } from '../../letter/schema.ts'
import { fetchJson, fetchLetter, fetchSlugs, originOf, type Served } from '../../publishing/deployed.ts'
import { catalogueEntry } from '../../publishing/head.ts'
import { type Live, readChosen } from '../../publishing/live.ts'
import {
  PUBLIC_KEYS,
  type PublicKeys,
  PublicKeys as PublicKeysSchema,
  readPublicKeys,
  signatureFault,
} from '../../publishing/signatures.ts'
import { decode, decodePart } from '../../revision/decode.ts'
import { partKey, revisionKey } from '../../revision/keys.ts'
import {
  type Head,
  LetterPart,
  partNames,
  Revision,
  SignatoriesPart,
  type Signature,
  splitNames,
} from '../../revision/layout.ts'
import { type PositionedSignatory, unpack } from '../../revision/packed.ts'
import { StoreError } from '../../revision/store-error.ts'
import { CheckFailed, command, type KvOptions, kvOf, printJson, withKv } from '../command.ts'
import { type Kv, readPairs } from '../kv-wrangler.ts'
import { checkLetter } from '../read-letters.ts'
import { coloured, short, signatories, withProgress } from '../terminal.ts'

/** One thing that was looked at; `fault` says why it is not right. */
type Check = { check: 'content' | 'parts' | 'list' | 'signature' | 'data'; fault?: string }
type Verified = { slug: string; revision: string | null; count: number; signed: boolean; checks: Check[] }

/** Of the other parts, the orders and the index, it is enough that they are what their names say. */
const AnyPart = z.array(z.unknown())

const check = (what: Check['check'], fault: string | undefined): Check =>
  fault === undefined ? { check: what } : { check: what, fault }

/** Recomputes a revision from the parts in KV, each of which must be what its name says. */
const checkStored = async (kv: Kv, live: Live, head: Head): Promise<Check[]> => {
  const { slug, revision } = head
  const keyOf = (name: string) => partKey(slug, name)
  const record = revisionKey(slug, revision.id)
  const listed = new Set(splitNames(revision.signatories.names).map(keyOf))
  const left = new Set(splitNames(revision.withdrawn?.signatories.names ?? '').map(keyOf))
  // The letter's words and those who withdrew come first, so that of the others one part at a time is held.
  const keys = new Set([
    record,
    keyOf(revision.letter),
    ...left,
    ...listed,
    ...partNames(revision).map(keyOf),
  ])
  const missing = new Set(keys)
  const faults: string[] = []
  const withdrawn: PositionedSignatory[] = []
  let hash: ReturnType<typeof revisionHash> | undefined
  let entry: object | undefined
  let count = 0
  const addBefore = (position: number) => {
    while (withdrawn[0] !== undefined && withdrawn[0].position < position) {
      hash?.add((withdrawn.shift() as PositionedSignatory).signatory)
    }
  }
  for await (const { key, value } of readPairs(kv, [...keys])) {
    missing.delete(key)
    try {
      if (key === record) {
        if (JSON.stringify(decode(Revision, key, value)) !== JSON.stringify(revision))
          faults.push(`${key}: is not what the head says of the revision`)
      } else if (key === keyOf(revision.letter)) {
        const { letter } = await decodePart(LetterPart, key, value)
        hash = revisionHash(letter)
        entry = catalogueEntry({ letter, revision }, head.published)
      } else if (left.has(key)) {
        for (const item of await decodePart(SignatoriesPart, key, value)) withdrawn.push(unpack(item))
      } else if (listed.has(key)) {
        for (const item of await decodePart(SignatoriesPart, key, value)) {
          const { position, signatory } = unpack(item)
          addBefore(position)
          hash?.add(signatory)
          count++
        }
      } else await decodePart(AnyPart, key, value)
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      faults.push(error.message)
    }
  }
  addBefore(Number.POSITIVE_INFINITY)
  for (const key of missing) faults.push(`${key}: missing`)
  const repair = 'undersigned publish --rewrite repairs it'
  const parts =
    faults.length > 0
      ? `${faults.slice(0, 5).join('; ')}${faults.length > 5 ? ' …' : ''}; ${repair}`
      : undefined
  const computed = hash?.id()
  const content =
    parts !== undefined
      ? 'cannot be recomputed from broken parts'
      : computed !== revision.id || count !== revision.count
        ? `is revision ${short(computed ?? 'none')} with ${signatories(count)}, and the head says ${short(revision.id)} with ${signatories(revision.count)}`
        : undefined
  const line = live.catalogue.find((each) => each.slug === slug)
  const isListed = parts !== undefined || JSON.stringify(line) === JSON.stringify(entry)
  return [
    check('parts', parts),
    check('content', content),
    check(
      'list',
      isListed ? undefined : 'the list of letters says something else; undersigned publish repairs it',
    ),
  ]
}

/** Recomputes a revision from what a deployment serves: the words are read back from their Markdown. */
const recompute = (slug: string, { date, translations, everyone }: Served): string => {
  const letter = {
    slug,
    date,
    translations: translations.map(({ text, context, ...words }) => ({
      ...words,
      ...(context !== undefined && { context }),
      body: readMarkdown(slug, text, 1).blocks,
    })),
  }
  const hash = revisionHash(Letter.parse(letter))
  for (const signatory of everyone) hash.add(signatory)
  return hash.id()
}

const checkServed = (slug: string, served: Served): Check[] => {
  const computed = recompute(slug, served)
  const count = served.signatories.length
  return [
    check(
      'content',
      computed === served.revision && count === served.count
        ? undefined
        : `is revision ${short(computed)} with ${signatories(count)}, and it says ${short(served.revision)} with ${signatories(served.count)}`,
    ),
  ]
}

/** How what is live compares with `data/`; nothing where `data/` does not have the letter. */
const checkData = async (slug: string, revision: string): Promise<Check[]> => {
  if (!(await listLetters().catch((): string[] => [])).includes(slug)) return []
  const { compiled, problems } = await checkLetter(slug)
  if (compiled === undefined)
    return [check('data', `data/${slug} has ${problems.length} problems; see undersigned validate`)]
  const same = compiled.revision.id === revision
  return [
    check(
      'data',
      same ? undefined : `data/${slug} is revision ${short(compiled.revision.id)}; see undersigned diff`,
    ),
  ]
}

const checkSignature = (revision: string, signature: Signature | undefined, keys: PublicKeys): Check[] =>
  signature ? [check('signature', signatureFault(revision, signature, keys))] : []

const verifyKv = async (kv: Kv, slugs: string[], doing: (what: string) => void): Promise<Verified[]> => {
  const live = await readChosen(kv, slugs)
  const keys = await readPublicKeys()
  const all: Verified[] = []
  for (const slug of live.slugs) {
    doing(`Checking ${slug}`)
    const { head } = live.letter(slug)
    if (head === undefined) {
      const fault =
        live.broken.find((what) => what.includes(`letter/${slug}`)) ?? `there is no head of ${slug}`
      all.push({ slug, revision: null, count: 0, signed: false, checks: [check('parts', fault)] })
      continue
    }
    const { id, count } = head.revision
    const signature = head.history[0]?.signature
    const checks = [
      ...(await checkStored(kv, live, head)),
      ...checkSignature(id, signature, keys),
      ...(await checkData(slug, id)),
    ]
    all.push({ slug, revision: id, count, signed: signature !== undefined, checks })
  }
  return all
}

const verifyUrl = async (
  origin: string,
  slugs: string[],
  doing: (what: string) => void,
): Promise<Verified[]> => {
  const ours = await readPublicKeys()
  const theirs = (await fetchJson(`${origin}/.well-known/jwks.json`, PublicKeysSchema)) ?? { keys: [] }
  // Keys that we hold are worth more than those that come along with what they are to prove.
  const keys = ours.keys.length > 0 ? ours : theirs
  const all: Verified[] = []
  for (const slug of slugs.length > 0 ? slugs : await fetchSlugs(origin)) {
    doing(`Checking ${slug}`)
    const served = await fetchLetter(origin, slug)
    if (served === undefined) throw new CheckFailed(`${origin} serves no letter ${slug}`)
    const { revision, count, signature } = served
    const checks = [
      ...checkServed(slug, served),
      ...checkSignature(revision, signature, keys),
      ...(await checkData(slug, revision)),
    ]
    all.push({ slug, revision, count, signed: signature !== undefined, checks })
  }
  return all
}

const verdict = (faults: Check[]): string => {
  if (faults.length === 0) return coloured('green', 'right')
  // A rollback leaves data/ as it was, and an editor may be at work in it.
  if (faults.every(({ check }) => check === 'data'))
    return coloured('yellow', 'whole, but not what data/ holds')
  return coloured('red', 'WRONG')
}

type Options = KvOptions & { json?: true; url?: string }

export const verify = withKv(
  command(
    'verify',
    'recompute the revision from what is live, and compare it with what it says and with data/',
    ['verify', 'verify --remote', 'verify un-human-rights-council-2018 --url https://letters.example.org'],
  ),
)
  .argument('[slug...]', 'the letters; all that are live when left out')
  .option('--url <address>', 'check what this deployment serves to everybody; needs no login')
  .addHelpText(
    'after',
    `\nSignatures are checked with the public keys in ${PUBLIC_KEYS}; where that is missing, with those served.`,
  )
  .action(async (slugs: string[], { json, url, ...options }: Options) => {
    const letters = await withProgress((doing) =>
      url === undefined ? verifyKv(kvOf(options), slugs, doing) : verifyUrl(originOf(url), slugs, doing),
    )
    const faulty = letters.filter(({ checks }) => checks.some(({ fault }) => fault !== undefined))
    if (json) printJson({ ok: faulty.length === 0, letters })
    else {
      for (const { slug, revision, count, signed, checks } of letters) {
        const faults = checks.filter(({ fault }) => fault !== undefined)
        const facts =
          revision === null
            ? ''
            : `, revision ${short(revision)}, ${signatories(count)}, ${signed ? 'signed' : 'not signed'}`
        console.log(`${slug}: ${verdict(faults)}${facts}`)
        for (const { check, fault } of checks) {
          console.log(
            `  ${fault === undefined ? coloured('green', '✓') : coloured('red', '✗')} ${check}${fault === undefined ? '' : `: ${fault}`}`,
          )
        }
      }
    }
    if (faulty.length > 0) throw new CheckFailed()
  })
