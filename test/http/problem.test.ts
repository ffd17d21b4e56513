import { expect, it } from 'vitest'
import { isUncached, ProblemError, type ProblemType, problemResponse } from '../../src/http/problem.ts'

const closed: ProblemType = {
  status: 409,
  name: 'closed',
  title: 'Closed',
  freshness: 'never',
  headers: { 'Retry-After': '10' },
}
const at = { origin: 'https://letters.example', instance: '/x' }

it('is what RFC 9457 asks for, of whatever type a Worker has', async () => {
  const response = problemResponse({ type: closed, detail: 'It closed on 1 May.' }, { ...at, requestId: 'r' })
  expect(response.status).toBe(409)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'retry-after': '10',
  })
  const body = await response.text()
  expect(response.headers.get('Content-Length')).toBe(String(new TextEncoder().encode(body).byteLength))
  expect(JSON.parse(body)).toEqual({
    type: 'https://letters.example/problems/closed',
    title: 'Closed',
    status: 409,
    detail: 'It closed on 1 May.',
    instance: '/x',
    request_id: 'r',
  })
})

it('may have a title and errors of its own', async () => {
  const errors = [{ parameter: 'q', detail: 'is too long' }]
  const response = problemResponse({ type: closed, title: 'Shut', detail: '', errors }, at)
  expect(await response.json()).toMatchObject({ title: 'Shut', errors })
})

it('has an answer of its own for every request unless caches may share it', () => {
  expect(isUncached({ type: closed, detail: '' })).toBe(true)
  expect(isUncached({ type: { ...closed, freshness: 'missing' }, detail: '' })).toBe(false)
})

it('on its way to the reader is an error that says what would be right', () => {
  const problem = { type: closed, detail: 'It closed on 1 May.' }
  const error = new ProblemError(problem)
  expect(error).toMatchObject({ name: 'ProblemError', message: problem.detail, problem })
})
