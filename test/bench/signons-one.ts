/**
 * What it takes to publish so many who signed on, as the sign-on Worker does: the calls, the processor's time and the
 * memory of its greatest step. Run with `--expose-gc`, and with `--max-old-space-size` to see that it holds.
 *
 *     node --expose-gc --max-old-space-size=96 test/bench/signons-one.ts 100000
 */
import { setTimeout } from 'node:timers/promises'
import { openSpool } from '../../src/cli/spool.ts'
import { compileWhole } from '../../src/publishing/compile.ts'
import type { Kv } from '../../src/publishing/kv.ts'
import { createMapKv } from '../../src/publishing/kv-map.ts'
import { readLive } from '../../src/publishing/live.ts'
import { planOf } from '../../src/publishing/plan.ts'
import { publishPlans } from '../../src/publishing/publish.ts'
import { publishSignons, type SignonState } from '../../src/publishing/signons.ts'
import { letterSignedBy } from '../letters.ts'
import { signonList } from '../publishing/signons-double.ts'

const total = Number(process.argv[2] ?? 100_000)
using spool = openSpool()
let calls = 0
const kv: Kv = {
  ...createMapKv(),
  async *get(keys) {
    calls += Math.ceil(keys.length / 100)
    yield* spool.get(keys)
  },
  async put(pairs) {
    for await (const pair of pairs) {
      calls++
      spool.add(pair)
    }
  },
}

const letter = letterSignedBy(18)
const { compiled, pairs } = await compileWhole(letter)
const source = createMapKv(new Map(pairs.map((pair) => [pair.key, pair])))
const live = await readLive(kv, [letter.slug])
const signing = { who: 'both' as const, moderation: 'before' as const, fields: [] }
await publishPlans(kv, live, [planOf(live, compiled, source, { signing })])

let state: SignonState = {}
/** Steps until all are live. */
const publish = async (what: string, count: number, version: number) => {
  const steps: { calls: number; ms: number; mb: number; state: number }[] = []
  const begun = performance.now()
  for (let isDone = false; !isDone; ) {
    globalThis.gc?.()
    calls = 0
    let mb = 0
    const sampling = setInterval(() => {
      mb = Math.max(mb, process.memoryUsage().heapUsed / 2 ** 20)
    }, 20)
    const { user, system } = process.cpuUsage()
    const step = await publishSignons({
      kv,
      slug: letter.slug,
      state,
      signons: {
        count,
        version,
        range: (from, limit) => signonList(Math.min(limit, count - from), from),
        earlier: () => [],
      },
    })
    const cpu = process.cpuUsage({ user, system })
    clearInterval(sampling)
    mb = Math.max(mb, process.memoryUsage().heapUsed / 2 ** 20)
    const json = JSON.stringify(step.state)
    state = JSON.parse(json)
    isDone = step.done
    steps.push({ calls, ms: (cpu.user + cpu.system) / 1000, mb, state: json.length })
    if (process.env.VERBOSE) console.log(JSON.stringify(steps.at(-1)))
    await setTimeout(0)
  }
  const most = (key: keyof (typeof steps)[number]) => Math.round(Math.max(...steps.map((step) => step[key])))
  console.log(
    `${what}: ${steps.length} steps in ${((performance.now() - begun) / 1000).toFixed(1)} s; at most ${most('calls')} calls, ` +
      `${most('ms')} ms of the processor, ${most('mb')} MB in use, ${(most('state') / 1024).toFixed(0)} KiB of state`,
  )
}

await publish(`${total} at once`, total, 1)
await publish('one more', total + 1, 1)
await publish('a hundred more', total + 101, 1)
await publish('one leaves', total + 100, 2)
