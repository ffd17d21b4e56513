import { readHistory } from '../publishing/history.ts'
import { readPublicKeys } from '../publishing/key-files.ts'
import type { Kv } from '../publishing/kv.ts'
import { readChosen } from '../publishing/live.ts'
import { indexFaults } from '../publishing/signatories-index/faults.ts'
import { type Stored, verifyStored } from '../publishing/verify.ts'
import { wordsFaults } from '../publishing/words.ts'
import { indexKey } from '../revision/keys.ts'
import type { Head, Revision } from '../revision/layout.ts'
import { StoreError } from '../revision/store-error.ts'
import {
  type Check,
  check,
  checkAll,
  checkContent,
  checkData,
  checkHistory,
  checkSignatures,
  type Verified,
} from './check.ts'
import { warnOfMissing } from './read-letters.ts'

const checkStored = ({ faults, content, listed }: Stored, { id, count }: Revision): Check[] => [
  checkAll('parts', faults, '; undersigned publish --rewrite repairs it'),
  content === undefined
    ? check('content', 'cannot be recomputed from broken parts')
    : checkContent(content, { revision: id, count }, 'the head'),
  check(
    'list',
    listed ? undefined : 'the list of letters says something else; undersigned publish repairs it',
  ),
]

const checkStoredHistory = async (
  kv: Kv,
  head: Head,
  since: string | undefined,
): Promise<ReturnType<typeof checkHistory>> => {
  try {
    return checkHistory(await readHistory(kv, head.slug, head), head.revision.id, since)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    const advice = `undersigned prune --keep ${head.history.length} leaves out what is lost`
    return { check: check('history', `${error.message}; ${advice}`), earlier: head.history.slice(1) }
  }
}

/** Checks what a store holds. @throws NotPublished */
export const verifyKv = async (
  kv: Kv,
  slugs: string[],
  since: string | undefined,
  doing: (what: string) => void,
): Promise<Verified[]> => {
  const live = await readChosen(kv, slugs)
  await warnOfMissing(live)
  const keys = await readPublicKeys()
  const beside = [
    ...(live.words ? await wordsFaults(kv, live.words) : []),
    ...(await indexFaults(kv, live.values.get(indexKey), live.catalogue)),
  ]
  const all: Verified[] = []
  for (const slug of live.slugs) {
    doing(`Checking ${slug}`)
    const { head, ofData, fault = `there is no head of ${slug}` } = live.letter(slug)
    if (head === undefined) {
      all.push({ slug, revision: null, count: 0, signed: false, checks: [check('parts', fault)] })
      continue
    }
    const { id, count } = head.revision
    const signature = head.history[0]?.signature
    const stored = await verifyStored(kv, live, head)
    const history = await checkStoredHistory(kv, head, since)
    const checks = [
      ...checkStored({ ...stored, faults: [...stored.faults, ...beside] }, head.revision),
      history.check,
      ...checkSignatures({ revision: id, signature }, history.earlier, keys),
      ...(await checkData(slug, ofData?.id ?? id)),
    ]
    all.push({
      slug,
      revision: id,
      count,
      signed: signature !== undefined,
      ...(history.chain && { chain: history.chain }),
      checks,
    })
  }
  return all
}
