import * as fc from 'fast-check'
import { PatternRouter } from 'hono/router/pattern-router'
import { expect, it, vi } from 'vitest'
import { createRouter } from '../../src/reading/router.ts'

const routes = () => {
  const router = createRouter<string>()
  for (const [path, target] of [
    ['/letters/:file{[^/]+\\.md}', 'file'],
    ['/letters/:slug', 'page'],
    ['/letters/:slug/:lang{[a-z][a-z]}', 'translation'],
    ['/v1/:slug/:id', 'signatory'],
  ] as const)
    router.add(path, target)
  return router
}

const LEADS: Record<string, string | undefined> = {
  '/letters/a': 'page a',
  '/letters/a.md': 'file a',
  '/letters/a/en': 'translation a en',
  '/letters/a/x': undefined,
  '/letters/a/': undefined,
  '/letters/a.mdx': undefined,
  '/v1/a/b': 'signatory a b',
  '/v1/b/B': 'signatory b B',
  '/v1/B/b': undefined,
  '/letters/A.md': undefined,
  '/letters/%61': undefined,
  '/': undefined,
  '/v2': undefined,
}

it('leads to the first of the patterns that have a path, however often and in which order it is asked', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Object.keys(LEADS)), { maxLength: 40 }), (paths) => {
      const { find } = routes()
      for (const path of paths) {
        const found = find(path)
        const said = found && [found.target, ...['slug', 'lang', 'id'].map(found.param)]
        expect(said?.filter((part) => part !== '').join(' '), path).toBe(LEADS[path])
      }
    }),
  )
})

it('looks once for a path that leads somewhere', () => {
  const match = vi.spyOn(PatternRouter.prototype, 'match')
  const { find } = routes()
  for (let times = 0; times < 3; times++) find('/letters/a')
  expect(match).toHaveBeenCalledTimes(1)
})
