/** Where the objects are, as far as this machine can tell: it has no jurisdictions. */
import { expect, test, vi } from 'vitest'
import type { Bindings } from '../../src/signing/bindings.ts'
import { deskIn } from '../../src/signing/desk/object.ts'
import { registerIn } from '../../src/signing/register/object.ts'
import { createWorld, env, openForSigning } from './world.ts'

test('a jurisdiction that is wanted is passed for every object, and none that is not', () => {
  const asked: string[] = []
  const namespace = (where: string) => ({
    getByName: (name: string) => asked.push(`${where}: ${name}`),
    jurisdiction: (one: string) => namespace(one),
  })
  const bindings = { REGISTERS: namespace('anywhere'), DESK: namespace('anywhere') } as unknown as Bindings
  for (const JURISDICTION of ['eu', '']) {
    registerIn({ ...bindings, JURISDICTION }, 'a-letter')
    deskIn({ ...bindings, JURISDICTION })
  }
  expect(asked).toEqual(['eu: a-letter', 'eu: desk', 'anywhere: a-letter', 'anywhere: desk'])
})

test('where there is none nobody can sign, rather than be kept elsewhere', async () => {
  await openForSigning()
  const world = createWorld()
  expect((await world.sign('ada@example.org')).status).toBe(303)
  world.settings = { JURISDICTION: 'eu' }
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  expect((await world.fetch('/sign/a-letter')).status).toBe(500)
  said.mockRestore()
  expect(() => registerIn({ ...env, JURISDICTION: 'eu' }, 'a-letter')).toThrow(/[Jj]urisdiction/)
})
