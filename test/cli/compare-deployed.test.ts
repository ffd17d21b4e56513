/** What a change of an open letter is said to change, by what everybody can read of it. */
import { expect, it } from 'vitest'
import { compareWithDeployed } from '../../src/cli/compare-deployed.ts'
import { openSpool } from '../../src/cli/spool.ts'
import type { SignedLetter } from '../../src/letter/schema.ts'
import { compileWhole } from '../../src/publishing/compile.ts'
import { letterSignedBy } from '../letters.ts'
import { listen } from '../listen.ts'

const signons = letterSignedBy(5).signatories.slice(3)
const signing = { who: 'both' as const, moderation: 'before' as const, fields: [] }

const diffOf = async (ofData: SignedLetter) => {
  using spool = openSpool()
  const { pairs, compiled } = await compileWhole(ofData)
  for (const pair of pairs) spool.add(pair)
  const served = { ...letterSignedBy(3), signatories: [...letterSignedBy(3).signatories, ...signons] }
  const revision = (await compileWhole(served)).compiled.revision.id
  const { language, title, addressee } = served.translations[0]
  const answers: Record<string, unknown> = {
    '/v1/letters/a-letter': {
      ...{ language, title, addressee, text: 'Dear Somebody,\n', date: served.date, translations: [] },
      ...{ signatories: { count: 5 }, revision },
    },
    '/v1/letters/a-letter/signatories?status=all': {
      revision,
      signatories: served.signatories.map((each, index) => ({ ...each, position: index + 1 })),
      links: { next: null },
    },
    '/v1/letters/a-letter/revisions': {
      revisions: [{ revision, published: '2026-01-01T00:00:00Z', count: 5, signons: 2 }],
      links: { next: null },
    },
  }
  const { base, close } = await listen((request, response) => {
    const answer = answers[request.url ?? '']
    response.writeHead(answer ? 200 : 404, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(answer ?? {}))
  })
  try {
    const [diff] = await compareWithDeployed(base, [{ ...compiled, signing }], spool)
    return diff
  } finally {
    close()
  }
}

it('nothing, where data/ is as it was: who signed on is not taken for somebody who left', async () => {
  const diff = await diffOf(letterSignedBy(3))
  expect(diff?.before).toEqual(diff?.after)
})

it('only what is other in data/', async () => {
  const diff = await diffOf({ ...letterSignedBy(2), signatories: letterSignedBy(2).signatories })
  expect(diff?.signatories.removed.map(({ id }) => id)).toEqual(['org-3'])
  expect(diff?.signatories.added).toEqual([])
})

it('nothing of those who signed on and were brought into data/', async () => {
  const diff = await diffOf(letterSignedBy(5))
  expect(diff?.before).toEqual(diff?.after)
})
