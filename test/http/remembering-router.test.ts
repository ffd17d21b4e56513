import * as fc from 'fast-check'
import { TrieRouter } from 'hono/router/trie-router'
import { expect, it } from 'vitest'
import { rememberingRouter } from '../../src/http/remembering-router.ts'

const ROUTES: [method: string, path: string, target: string][] = [
  ['ALL', '/letters/:file{[^/]+\\.md}', 'file'],
  ['ALL', '/letters/:slug', 'page'],
  ['ALL', '/letters/:slug/:lang{[a-z][a-z]}', 'translation'],
  ['GET', '/v1/:slug', 'get'],
  ['POST', '/v1/:slug', 'post'],
]
const addTo = (router: TrieRouter<string> | ReturnType<typeof rememberingRouter<string>>) => {
  for (const route of ROUTES) router.add(...route)
  return router
}

const request = fc.record({
  method: fc.constantFrom('GET', 'GET', 'POST', 'OPTIONS'),
  path: fc.constantFrom(
    '/letters/a',
    '/letters/a.md',
    '/letters/a/en',
    '/letters/a/x',
    '/v1/a',
    '/v1/b',
    '/',
    '/v2',
  ),
})

it('leads where the router that it asks leads, however often and by whatever method it is asked', () => {
  fc.assert(
    fc.property(fc.array(request, { maxLength: 40 }), (requests) => {
      const plain = addTo(new TrieRouter<string>())
      const remembering = addTo(rememberingRouter(new TrieRouter<string>()))
      for (const { method, path } of requests)
        expect(remembering.match(method, path)).toEqual(plain.match(method, path))
    }),
  )
})

it('asks once for a path that leads somewhere', () => {
  const router = new TrieRouter<string>()
  let asked = 0
  const remembering = rememberingRouter<string>({
    name: 'counting',
    add: (...route) => router.add(...route),
    match(method, path) {
      asked++
      return router.match(method, path)
    },
  })
  addTo(remembering as never)
  for (let times = 0; times < 3; times++) remembering.match('GET', '/letters/a')
  expect(asked).toBe(1)
  for (let times = 0; times < 3; times++) remembering.match('GET', '/nothing/here/at/all')
  expect(asked).toBe(4)
})
