import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { append } from '../../src/publishing/append.ts'
import { compile } from '../../src/publishing/compile.ts'
import type { Pair } from '../../src/revision/layout.ts'
import { emptyKv } from '../kv.ts'
import { syntheticLetter, syntheticSignatories } from '../synthetic.ts'

beforeEach(emptyKv)

const each = async <Result>(pairs: AsyncGenerator<Pair, Result>, use: (pair: Pair) => Promise<void>) => {
  for (;;) {
    const step = await pairs.next()
    if (step.done) return step.value
    await use(step.value)
  }
}

it('a Worker appends to a letter in its KV, and KV then holds what compiling anew gives', async () => {
  const [base, more] = [3_000, 20]
  const { signatories: _, ...letter } = syntheticLetter(0)
  const put = ({ key, value }: Pair) => env.LETTERS.put(key, value)

  const before = await each(compile(letter, syntheticSignatories(base)), put)
  const added = [...syntheticSignatories(base + more)].slice(base)
  const read = (key: string) => env.LETTERS.get(key)
  const after = await each(append({ slug: letter.slug, revision: before.revision }, read, added), put)

  const anew = await each(compile(letter, syntheticSignatories(base + more)), async ({ key, value }) => {
    expect(await env.LETTERS.get(key)).toBe(value)
  })
  expect(after).toEqual(anew)
})
