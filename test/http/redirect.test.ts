import { expect, it } from 'vitest'
import { QueryRedirect, redirect } from '../../src/http/redirect.ts'

it('a redirect has an address, a time to be kept for, and no body', async () => {
  const response = redirect(308, 'https://letters.example/', 'never')
  expect(response.status).toBe(308)
  expect(await response.text()).toBe('')
  expect(response.headers.get('Location')).toBe('https://letters.example/')
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
})

it('from inside a handler, another spelling of the query is thrown', () => {
  expect(new QueryRedirect('a=1')).toMatchObject({
    name: 'QueryRedirect',
    message: 'the canonical query is a=1',
    query: 'a=1',
  })
})
