/** Whose name goes into the history, for everybody to read. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readBy } from '../../src/cli/by.ts'

const gitSays = (name: string): void => {
  vi.stubEnv('GIT_CONFIG_COUNT', '2')
  vi.stubEnv('GIT_CONFIG_KEY_0', 'user.name')
  vi.stubEnv('GIT_CONFIG_VALUE_0', name)
  vi.stubEnv('GIT_CONFIG_KEY_1', 'user.email')
  vi.stubEnv('GIT_CONFIG_VALUE_1', 'ada@example.org')
}

beforeEach(() => {
  vi.stubEnv('GITHUB_ACTOR', undefined)
  gitSays('Ada Example')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

it('is who was named, else who started the workflow, else whom git knows', async () => {
  expect(await readBy({ by: ' Bo Example ' })).toBe('Bo Example')
  expect(await readBy({})).toBe('Ada Example')
  vi.stubEnv('GITHUB_ACTOR', 'ada-example')
  expect(await readBy({})).toBe('ada-example')
})

it('is nobody where that is asked for, or nobody is known', async () => {
  expect(await readBy({ by: false })).toBeUndefined()
  expect(await readBy({ by: ' ' })).toBeUndefined()
  gitSays('')
  expect(await readBy({})).toBeUndefined()
  vi.stubEnv('PATH', '/nowhere')
  expect(await readBy({})).toBeUndefined()
})

it.each([
  ['ada@example.org', 'an e-mail address'],
  ['Ada\u0007Example', 'an invisible character'],
  ['Ada\nExample', 'control characters'],
  ['A'.repeat(201), 'longer than 200 characters'],
])('is never %j: said, it is refused, and found, it is left out', async (name, why) => {
  await expect(readBy({ by: name })).rejects.toThrow(why)
  gitSays(name)
  expect(await readBy({})).toBeUndefined()
})
