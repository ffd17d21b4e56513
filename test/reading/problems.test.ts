import { beforeEach, describe, expect, it } from 'vitest'
import { emptyKv } from '../kv.ts'
import { letterSignedBy } from '../letters.ts'
import { ORIGIN, publish, startWorker } from '../worker.ts'

beforeEach(async () => {
  await emptyKv()
  await publish(letterSignedBy(3))
})

const get = (path: string, init?: RequestInit) => startWorker().fetch(path, init)

describe('what is not there', () => {
  it.each([
    '/v1/letters/nothing',
    '/v1/nothing',
    '/v1/letters/a-letter/signatories/nobody',
    '/v1/letters/NO%20SLUG%2f',
  ])('is a problem in JSON on the API: %s', async (path) => {
    const response = await get(path)
    expect(response.status).toBe(404)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=0, s-maxage=10')
    expect(await response.json()).toEqual({
      type: `${ORIGIN}/problems/not-found`,
      status: 404,
      title: 'Not found',
      detail: `There is nothing at ${path}.`,
      instance: path,
    })
  })

  it.each(['/letters/nothing', '/nothing', `/letters/${'x'.repeat(600)}`])(
    'is a page elsewhere: %s',
    async (path) => {
      const response = await get(path)
      expect(response.status).toBe(404)
      expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
      expect(await response.text()).toContain('<h1')
    },
  )

  it('shows the address without letting it become markup', async () => {
    expect(await (await get('/letters/<script>alert(1)</script>')).text()).not.toContain('<script>alert')
  })
})

describe('problems', () => {
  it('have a type that leads to a page which explains it', async () => {
    const problem = (await (await get('/v1/nothing')).json()) as { type: string; request_id?: string }
    const page = await get(problem.type)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('There is nothing at this address')
    expect(problem.request_id).toBeUndefined()
  })

  it('carry the id that is in the log where no cache shares them', async () => {
    const response = await get('/v1/letters', { method: 'POST', headers: { 'cf-ray': 'abc-LHR' } })
    expect(await response.json()).toMatchObject({
      status: 405,
      request_id: 'abc-LHR',
      instance: '/v1/letters',
    })
  })

  it('say when an address is too long', async () => {
    expect((await get(`/v1/letters/a-letter/signatories?cursor=${'x'.repeat(5000)}`)).status).toBe(414)
  })
})
