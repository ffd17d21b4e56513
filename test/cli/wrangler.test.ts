import { expect, test } from 'vitest'
import { mayPass, WranglerTimeout } from '../../src/cli/wrangler.ts'

/** As Wrangler says it of the API's answer. */
const failed = (...codes: number[]) =>
  new Error(
    `✘ [ERROR] A request to the Cloudflare API (/accounts/x/storage) failed.\n${codes.map((code) => `  why [code: ${code}]`).join('\n')}`,
  )

test.each([971, 10_001, 10_013, 10_022, 12_345, 0])('code %i of the API may pass', (code) => {
  expect(mayPass(failed(code))).toBe(true)
})

test.each([
  ['Authentication error', failed(10_000)],
  ['no such namespace', failed(10_013, 10_009)],
  ['no route', failed(7_003)],
  ['a time limit', new WranglerTimeout('list', 1_000)],
  ['what is not of the API', new Error('No environment found')],
])('%s does not pass', (_, error) => {
  expect(mayPass(error)).toBe(false)
})

test.each(['fetch failed', '503 Service Unavailable', 'connect ETIMEDOUT'])('"%s" may pass', (said) => {
  expect(mayPass(new Error(said))).toBe(true)
})
