import { expect, it } from 'vitest'
import { warmUp } from '../../src/reading/warm-up.ts'

const ORIGIN = 'https://letters.example'

it('a letter’s page is made while nothing can be read', async () => {
  const response = await warmUp({ origin: ORIGIN })
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Language')).toBe('en')
  expect(Number(response.headers.get('Content-Length'))).toBeGreaterThan(5000)
})

it('it is made where no origin is configured, too', async () => {
  expect((await warmUp()).status).toBe(200)
})
