/** What becomes of keys, and of what they signed. */
import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkSignatures } from '../../src/cli/check.ts'
import { publicKeyOf, signRevision } from '../../src/publishing/signatures.ts'
import { createProject, type Project } from './project.ts'

const { privateKey } = generateKeyPairSync('ed25519')
const jwk = publicKeyOf(privateKey)
const other = publicKeyOf(generateKeyPairSync('ed25519').privateKey)

describe('keys', { timeout: 60_000 }, () => {
  let project: Project
  beforeAll(async () => {
    project = await createProject({ 'data/public-keys.json': JSON.stringify({ keys: [jwk, other] }) })
  })
  afterAll(() => project.remove())

  it('retires and revokes a key by the beginning of its id, and lists what became of each', async () => {
    expect((await project.run(['keys'])).stdout).toBe(`${jwk.kid}  signs\n${other.kid}  signs\n`)
    const retired = await project.run(['keys', jwk.kid.slice(0, 8), '--retire'])
    expect(retired).toMatchObject({ code: 0, stdout: expect.stringContaining(`${jwk.kid}  retired on 20`) })
    await project.run(['keys', jwk.kid, '--revoke', '--reason', 'Stolen'])
    const { keys } = JSON.parse((await project.run(['keys', '--json'])).stdout)
    expect(keys).toEqual([
      { ...jwk, exp: expect.any(Number), revoked: { revoked_at: expect.any(Number), reason: 'Stolen' } },
      other,
    ])
    expect(Math.abs(keys[0].revoked.revoked_at * 1000 - Date.now())).toBeLessThan(120_000)
    expect((await project.run(['keys'])).stdout).toMatch(/ {2}revoked on 20\d\d-\d\d-\d\d: Stolen\n/)
  })

  it.each([
    [['zzz', '--retire'], 'There is no key zzz'],
    [['', '--retire'], 'could be'],
    [[jwk.kid], 'Name a key together with'],
    [['--revoke'], 'Name a key together with'],
    [[jwk.kid, '--retire', '--reason', 'x'], '--reason goes with --revoke'],
    [[jwk.kid, '--retire', '--revoke'], 'cannot be used with'],
  ])('%j is wrong usage', async (args, said) => {
    expect(await project.run(['keys', ...args])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(said),
    })
  })
})

describe('the signatures of a history', () => {
  const publications = ['a', 'b', 'c'].map((digit, n) => {
    const revision = digit.repeat(64)
    const signature = signRevision(revision, privateKey, { keys: [jwk] })
    return { revision, published: `2020-01-0${3 - n}T00:00:00.000Z`, count: 1, signature }
  })
  const [current, ...earlier] = publications
  if (!current) throw new Error('there is none')

  it('are all right, also once their key is retired', () => {
    for (const key of [jwk, { ...jwk, exp: 1 }])
      expect(checkSignatures(current, earlier, { keys: [key] })).toEqual([{ check: 'signature' }])
  })

  it('are at fault where one of them is not by its key', () => {
    const [second, third] = earlier
    const forged = { ...third, signature: second?.signature } as typeof current
    expect(checkSignatures(current, [forged], { keys: [jwk] })).toEqual([
      { check: 'signature', fault: 'that of 2020-01-01T00:00:00.000Z does not match' },
    ])
  })

  it('are told of where their key was revoked: at fault for what is live, a note for what was', () => {
    const keys = [{ ...jwk, revoked: { revoked_at: 1_577_836_800 } }]
    const [found] = checkSignatures(current, earlier, { keys })
    expect(found?.fault).toContain('revoked on 2020-01-01')
    expect(found?.note).toBe('2 before it by keys that are revoked or not known')
    expect(checkSignatures({ revision: current.revision }, earlier, { keys })).toEqual([
      { check: 'signature', note: '2 before it by keys that are revoked or not known' },
    ])
    expect(checkSignatures({ revision: current.revision }, [], { keys })).toEqual([])
  })
})
