/** A letter that the public signs, in tests: an editor, and the object of the sign-on Worker. */
import type { Signatory, SignedLetter } from '../../src/letter/schema.ts'
import type { Signing } from '../../src/letter/signing.ts'
import { awaitHeads } from '../../src/publishing/await-heads.ts'
import { compileWhole } from '../../src/publishing/compile.ts'
import type { Kv } from '../../src/publishing/kv.ts'
import { createMapKv } from '../../src/publishing/kv-map.ts'
import { readLive } from '../../src/publishing/live.ts'
import { planOf } from '../../src/publishing/plan.ts'
import { publishPlans } from '../../src/publishing/publish.ts'
import { publishSignons, type SignonState } from '../../src/publishing/signons.ts'
import type { EarlierText } from '../../src/revision/layout.ts'

export const SLUG = 'a-letter'
export const SIGNING: Signing = { who: 'both', moderation: 'before', fields: [] }
export const MINUTE_MS = 60_000

/** An editor, who publishes as the command does. */
export const publishAs = async (
  kv: Kv,
  letter: SignedLetter,
  signing: Signing | undefined,
  note?: string,
) => {
  const { compiled, pairs } = await compileWhole(letter)
  const source = createMapKv(new Map(pairs.map((pair) => [pair.key, pair])))
  for (let asked: string[] = []; ; asked = [SLUG]) {
    const live = await awaitHeads(kv, await readLive(kv, [SLUG]), { asked })
    const plan = planOf(live, compiled, source, { signing })
    await publishPlans(kv, live, [plan], { takeOver: true, note })
    if (plan.head !== 'closes') return
  }
}

/** An object of the sign-on Worker: it keeps its state only at the end of a step. */
export const createObject = (kv: Kv) => {
  let state: SignonState = {}
  let list: Signatory[] = []
  let version = 1
  let earlier: EarlierText[] = []
  let waiting: string | undefined
  return {
    get list() {
      return list
    },
    get waiting() {
      return waiting
    },
    get state() {
      return state
    },
    /** Goes on from an earlier state. */
    forget(earlier: SignonState) {
      state = earlier
    },
    sign(...added: Signatory[]) {
      list = [...list, ...added]
    },
    leave(index: number) {
      if (list.length === 0) return
      list = list.toSpliced(index % list.length, 1)
      version++
    },
    edit(index: number, name: string) {
      const found = list[index % list.length]
      if (!found) return
      list = list.with(index % list.length, { ...found, name })
      version++
    },
    /** Some of them signed other texts, or agreed to this one since. */
    told(texts: EarlierText[]) {
      earlier = texts
      version++
    },
    /** Steps until nothing is left; a step that fails is done again at the next alarm. */
    async alarm(options: { store?: Kv; maxOperations?: number } = {}) {
      const { store = kv, ...rest } = options
      const signons = {
        get count() {
          return list.length
        },
        get version() {
          return version
        },
        range: (from: number, limit: number) => list.slice(from, from + limit),
        earlier: () => earlier,
      }
      for (let steps = 0; steps < 200; steps++) {
        const step = await publishSignons({ kv: store, slug: SLUG, state, signons, ...rest })
        state = JSON.parse(JSON.stringify(step.state))
        waiting = step.waiting
        if (step.done) return
      }
      throw new Error('it gets nowhere')
    },
  }
}
