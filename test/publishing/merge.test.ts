/** A merge in steps gives what compiling the whole list anew gives, byte for byte, wherever the steps end. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Signatory, SignedLetter } from '../../src/letter/schema.ts'
import type { Kv } from '../../src/publishing/kv.ts'
import { createMapKv } from '../../src/publishing/kv-map.ts'
import type { SignatoryEntry } from '../../src/publishing/lists-of-revision.ts'
import { beginMerge, continueMerge, finishMerge, isMerged, type Merge } from '../../src/publishing/merge.ts'
import { partOf } from '../../src/publishing/pairs.ts'
import { BEGINNING, byBucket, NO_LISTS, type Parts, type Place, putIn } from '../../src/publishing/put-in.ts'
import { readWords } from '../../src/publishing/recompile.ts'
import { revisionKeys } from '../../src/publishing/revision-keys.ts'
import { fnv1a } from '../../src/revision/fnv1a.ts'
import { splitNames } from '../../src/revision/layout.ts'
import { pack } from '../../src/revision/packed.ts'
import { letterSignedBy } from '../letters.ts'
import { compiledAnew, signonList } from './signons-double.ts'

const SLUG = 'a-letter'
const metadata = { written: '2026-01-01T00:00:00.000Z' }

/** A store of which so many calls may be made, counted as a Worker's are: 100 keys read are one, and so is a value written. */
const createCounted = (kv: Kv, calls: number) => {
  const counted = { left: calls, written: 0, mostAtOnce: 0 }
  const get = (keys: readonly string[]) => {
    counted.left -= Math.ceil(keys.length / 100)
    return kv.get(keys)
  }
  const put = (added: Parameters<Kv['put']>[0]) =>
    kv.put(
      (async function* () {
        let together = 0
        for await (const pair of added) {
          counted.left--
          counted.written += pair.value.length
          counted.mostAtOnce = Math.max(counted.mostAtOnce, ++together)
          yield pair
        }
      })(),
    )
  return { counted, kv: { get, put } }
}

/** Puts sign-ons in, with so many calls a step and so many names at once; the state goes through JSON in between. */
const mergeIn = async (
  letter: SignedLetter,
  signons: Signatory[],
  { calls, longest }: { calls: number; longest: number },
) => {
  const { pairs: base, compiled } = await compiledAnew(letter, [])
  const pairs = new Map(base.map((pair) => [pair.key, pair]))
  const kv = createMapKv(pairs)
  let merge = await beginMerge(kv, SLUG, compiled.revision, 0)
  let steps = 0
  let written = 0
  do {
    const { kv: limited, counted } = createCounted(kv, calls)
    const context = {
      kv: limited,
      slug: SLUG,
      range: (from: number, limit: number) => signons.slice(from, from + limit),
      known: compiled.revision.ids,
      section: undefined,
      left: () => counted.left,
      metadata,
    }
    merge = await continueMerge(context, JSON.parse(JSON.stringify(merge)) as Merge, signons.length, longest)
    expect(counted.left).toBeGreaterThanOrEqual(0)
    written += counted.written
    if (++steps > 1000) throw new Error('it gets nowhere')
  } while (!isMerged(merge, signons.length))
  const { revision } = await finishMerge({ kv, slug: SLUG, metadata }, merge)
  return { pairs, revision, steps, written }
}

const expectAsAnew = async (
  letter: SignedLetter,
  signons: Signatory[],
  merged: Awaited<ReturnType<typeof mergeIn>>,
) => {
  const anew = await compiledAnew(letter, signons)
  expect(merged.revision).toEqual(anew.compiled.revision)
  const values = new Map(anew.pairs.map(({ key, value }) => [key, value]))
  for (const key of revisionKeys(SLUG, anew.compiled.revision))
    expect(merged.pairs.get(key)?.value === values.get(key), key).toBe(true)
}

describe('a merge', () => {
  it('gives what compiling anew gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(30),
        fc.uniqueArray(fc.nat(5000), { maxLength: 60 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 100, max: 400 }),
        async (signed, numbers, longest, calls) => {
          const letter = letterSignedBy(signed, SLUG)
          const signons = numbers.map((n) => {
            const [one] = signonList(1, n)
            return n % 11 === 0 ? { ...one, withdrawn: '2026-02-01' } : one
          }) as Signatory[]
          await expectAsAnew(letter, signons, await mergeIn(letter, signons, { calls, longest }))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('leaves out who is in data/ already', async () => {
    const signons = signonList(20)
    const letter = { ...letterSignedBy(3, SLUG), signatories: signons.slice(4, 9) }
    await expectAsAnew(letter, signons, await mergeIn(letter, signons, { calls: 300, longest: 7 }))
  })

  it.each([
    ['were not counted', undefined],
    ['were counted of some only', { '2020-03-01': 2 }],
  ])('behind signatories whose days %s counts none either', async (_, signed) => {
    const letter = letterSignedBy(3, SLUG)
    const signons = signonList(2)
    const { pairs, compiled } = await compiledAnew(letter, [])
    const kv = createMapKv(new Map(pairs.map((pair) => [pair.key, pair])))
    const words = await readWords(kv, SLUG, compiled.revision)
    const part = { ...words, counts: { ...words.counts, signed } }
    const { name, pair } = await partOf(SLUG, JSON.stringify(part))
    await kv.put([{ ...pair, metadata }])
    const merge = await beginMerge(kv, SLUG, { ...compiled.revision, letter: name }, 0)
    const { ids } = compiled.revision
    const context = {
      kv,
      slug: SLUG,
      range: () => signons,
      known: ids,
      section: undefined,
      left: () => 300,
      metadata,
    }
    const { revision } = await finishMerge(context, await continueMerge(context, merge, signons.length))
    const { counts } = await readWords(kv, SLUG, revision)
    expect(counts).toEqual({ type: { organisation: 4, person: 1 }, country: { KE: 1 } })
  })

  it('makes no more calls a step than it may, with lists of many parts', async () => {
    const letter = letterSignedBy(3_000, SLUG)
    const signons = signonList(4_500)
    const merged = await mergeIn(letter, signons, { calls: 75, longest: 1_900 })
    expect(merged.steps).toBeGreaterThan(2)
    await expectAsAnew(letter, signons, merged)
  })

  it('of twice as many batches writes little more than twice as much', async () => {
    const writtenFor = async (count: number) =>
      (await mergeIn(letterSignedBy(3, SLUG), signonList(count), { calls: 300, longest: 40 })).written
    expect((await writtenFor(1_200)) / (await writtenFor(600))).toBeLessThan(2.8)
  })
})

describe('putting many into a list', () => {
  /** So many who signed, of whom each takes so many bytes more than a name does. */
  const entries = (count: number, bytes = 0): SignatoryEntry[] =>
    signonList(count).map((each, index) => {
      const signatory = { ...each, name: `${each.name}${'x'.repeat(bytes)}` }
      const json = JSON.stringify(pack({ position: index + 1, signatory }))
      return { json, key: '', hash: fnv1a(signatory.id), signatory }
    })

  /** Puts them in with so many calls a step, of which none may make more. */
  const putAll = async (
    kv: Kv,
    list: 'letter order' | 'ids',
    parts: Parts,
    added: SignatoryEntry[],
    { calls, buckets }: { calls: number; buckets?: number },
  ) => {
    let next: Place | undefined = BEGINNING
    let most = 0
    let steps = 0
    for (; next !== undefined && steps < 500; steps++) {
      const { kv: limited, counted } = createCounted(kv, calls)
      const context = { kv: limited, slug: SLUG, metadata, left: () => counted.left }
      ;({ parts, next } = await putIn(context, list, parts, { parts: 1, load: () => added }, next, buckets))
      expect(counted.left).toBeGreaterThanOrEqual(0)
      most = Math.max(most, counted.mostAtOnce)
    }
    expect(next).toBeUndefined()
    return { parts, most, steps }
  }

  it('takes as many as the calls of a step suffice to write, and writes twelve parts at once', async () => {
    const added = entries(500, 8_000)
    const { parts, most, steps } = await putAll(
      createMapKv(new Map()),
      'letter order',
      NO_LISTS['letter order'],
      added,
      { calls: 70 },
    )
    expect(parts.counts?.reduce((sum, each) => sum + each, 0)).toBe(500)
    expect(steps).toBeGreaterThan(1)
    expect(most).toBe(12)
  })

  it('holds no more than four thousand at once', async () => {
    const added = entries(4_500)
    let taken = 0
    let most = 0
    const kv = createMapKv(new Map())
    const put: Kv['put'] = (pairs) => {
      most = Math.max(most, taken)
      taken = 0
      return kv.put(pairs)
    }
    const load = (part: number) => {
      taken++
      return added.slice(part, part + 1)
    }
    const context = { kv: { get: kv.get, put }, slug: SLUG, metadata, left: () => 1_000 }
    const source = { parts: added.length, load }
    const { parts, next } = await putIn(context, 'letter order', NO_LISTS['letter order'], source, BEGINNING)
    expect(next).toBeUndefined()
    expect(parts.counts?.reduce((sum, each) => sum + each, 0)).toBe(4_500)
    // With the one that it stops before.
    expect(most).toBe(4_001)
  })

  it('makes buckets, and touches them, as far as the calls of a step suffice', async () => {
    const { pairs, compiled } = await compiledAnew(letterSignedBy(400, SLUG), [])
    const kv = createMapKv(new Map(pairs.map((pair) => [pair.key, pair])))
    const names = compiled.revision.ids
    const added = byBucket(entries(400))
    const { parts } = await putAll(kv, 'ids', { names }, added, { calls: 80, buckets: 100 })
    expect(splitNames(parts.names)).toHaveLength(100)
  })
})
