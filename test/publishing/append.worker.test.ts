import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { append } from '../../src/publishing/append.ts'
import { compile } from '../../src/publishing/compile.ts'
import { drain } from '../../src/publishing/pairs.ts'
import type { Pair } from '../../src/revision/layout.ts'
import { emptyKv } from '../kv.ts'
import { syntheticLetter, syntheticSignatories } from '../synthetic.ts'

beforeEach(emptyKv)

it('a Worker appends to a letter in its KV, and KV then holds what compiling anew gives', async () => {
  const [base, more] = [3_000, 20]
  const { signatories: _, ...letter } = syntheticLetter(0)
  const put = ({ key, value }: Pair) => env.LETTERS.put(key, value)

  const before = await drain(compile(letter, syntheticSignatories(base)), put)
  const added = [...syntheticSignatories(base + more)].slice(base)
  const read = (key: string) => env.LETTERS.get(key)
  const after = await drain(append({ slug: letter.slug, revision: before.revision }, read, added), put)

  const anew = await drain(compile(letter, syntheticSignatories(base + more)), async ({ key, value }) => {
    expect(await env.LETTERS.get(key)).toBe(value)
  })
  expect(after).toEqual(anew)
})
