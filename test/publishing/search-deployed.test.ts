/** Looking for a name in what a deployment answers; test/reading/erasure.test.ts does so with the whole Worker. */
import { expect, it } from 'vitest'
import { DeploymentError } from '../../src/publishing/errors.ts'
import { searchDeployed } from '../../src/publishing/search-deployed.ts'
import { fnv1a } from '../../src/revision/fnv1a.ts'

const ORIGIN = 'https://letters.example'
const LETTER = `${ORIGIN}/v1/letters/a-letter`
const PAGE = `${ORIGIN}/letters/a-letter`
const ID = 'a'.repeat(64)

/** Looks for Ada in a site of these answers, where everything else is missing. */
const search = (answers: Record<string, unknown>, options?: { most: number }) => {
  const asked: string[] = []
  const get = async (url: string) => {
    asked.push(url)
    const answer = answers[url]
    if (typeof answer === 'number') return { status: answer, text: '' }
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer ?? {})
    return { status: answer === undefined ? 404 : 200, text }
  }
  return searchDeployed(get, ORIGIN, ['a-letter'], 'Ada O’Example', options).then((result) => ({
    ...result,
    asked,
  }))
}

it.each([
  ['plain', 'Signed by Ada O’Example.'],
  ['another spelling', 'Signed by ÁDA OExample.'],
  ['over two lines', 'Signed by Ada\nO’Example.'],
  ['with entities', '<li>Ada O&#39;Example</li>'],
  ['with an entity in hexadecimal', '<li>Ada O&#x2019;Example</li>'],
  ['over two elements', '<b>Ada</b> <i>O’Example</i>'],
  ['in an attribute', '<img alt="Ada O’Example">'],
  ['in JSON', { text: 'Signed by\nAda O’Example' }],
])('finds a name that is written %s', async (_, text) => {
  expect(await search({ [`${PAGE}.md`]: text })).toMatchObject({ found: [`${PAGE}.md`], complete: true })
})

it('finds nothing where there is nothing, also where the answer repeats what was asked', async () => {
  const q = `${LETTER}/signatories?q=Ada+O%E2%80%99Example&status=all`
  const { found, asked, read } = await search({
    [q]: { signatories: [], links: { self: 'Ada O’Example', next: null } },
    [PAGE]: 'Adam Example',
  })
  expect(found).toEqual([])
  expect(asked).toContain(q)
  expect(asked).toContain(`${LETTER}/signatories/ada-oexample`)
  expect(read).toBe(asked.length)
  const there = { [q]: { signatories: [{ name: 'Ada O’Example' }], links: {} } }
  expect((await search(there)).found).toEqual([q])
})

it('goes on to every page, language, revision, what changed, and everyone’s list in each', async () => {
  const all = `status=all`
  const [next, further] = [`${LETTER}/signatories?cursor=1`, `${PAGE}?cursor=2&size=3`]
  const inRevision = `${LETTER}/signatories?cursor=${ID}.0.${fnv1a(all).toString(36)}&${all}`
  const self = `${LETTER}/revisions/${ID}`
  const changes = `${LETTER}/compare/${ID}...${ID}`
  const { asked } = await search({
    [LETTER]: { links: { pages: { fr: `${PAGE}/fr` } } },
    [`${LETTER}/signatories?${all}`]: { signatories: [], links: { next } },
    [PAGE]: `<a href="${further.replace('&', '&amp;')}#signatories" rel="next">`,
    [`${LETTER}/revisions`]: {
      revisions: [{ links: { self, page: `${PAGE}/revisions/${ID}`, changes } }],
      links: { next: `${LETTER}/revisions?cursor=1` },
    },
    [self]: {
      revision: ID,
      links: { signatories: `${LETTER}/signatories?cursor=${ID}.0`, page: `${PAGE}/revisions/${ID}` },
    },
  })
  for (const url of [
    next,
    further,
    `${PAGE}/fr`,
    self,
    `${PAGE}/revisions/${ID}`,
    changes,
    inRevision,
    `${PAGE}?cursor=${ID}.0`,
    `${LETTER}/revisions?cursor=1`,
  ])
    expect(asked).toContain(url)
  expect(new Set(asked).size).toBe(asked.length)
})

it('stays on the deployment, and says where it stopped before the end', async () => {
  const { asked } = await search({ [LETTER]: { links: { next: 'https://elsewhere.example/' } } })
  expect(asked.every((url) => url.startsWith(`${ORIGIN}/`))).toBe(true)
  expect(await search({}, { most: 10 })).toMatchObject({ read: 10, complete: false })
})

it('is not content with what cannot be looked at', async () => {
  await expect(search({ [LETTER]: 503 })).rejects.toThrow(DeploymentError)
  await expect(search({ [LETTER]: 400 })).rejects.toThrow(/answered 400/)
  expect(await search({ [LETTER]: 410, [PAGE]: 308 })).toMatchObject({ found: [], complete: true })
})
