/** Whatever people, moderators, editors and the alarm do in whatever order: what is published is what the model says. */
import { reset } from 'cloudflare:test'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { headKey } from '../../src/revision/keys.ts'
import { letterSignedBy } from '../letters.ts'
import {
  createWorld,
  env,
  later,
  OPEN,
  openForSigning,
  publishBase,
  published,
  settle,
  type World,
} from './world.ts'

const MODERATOR = 'moderator@example.org'
const PEOPLE = ['ada', 'bob', 'cy']

let world: World
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(async () => {
  vi.useRealTimers()
  await reset()
})

/** What the model knows of a person: as the states of a sign-on are told in the documentation. */
type Person = {
  state: 'none' | 'unconfirmed' | 'waiting' | 'approved' | 'rejected' | 'withdrawn'
  name: string
  number: number
  place: number
}

const person = fc.integer({ min: 0, max: PEOPLE.length - 1 })
const name = fc.constantFrom('Name One', 'Name Two', 'Name Three')
const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constant('sign' as const), person, name }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('confirm' as const), person }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('approve' as const), person }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('reject' as const), person }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('edit' as const), person, name }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('withdraw' as const), person }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('erase' as const), person }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('alarm' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('base' as const), count: fc.integer({ min: 1, max: 20 }) }),
  },
)

test('every published list is the model’s', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 20, maxLength: 60 }), async (actions) => {
      await reset()
      await openForSigning(OPEN, letterSignedBy(3))
      world = createWorld()
      await world.register.wake('a-letter')
      const people: Person[] = PEOPLE.map(() => ({ state: 'none', name: '', number: 0, place: 0 }))
      let [places, base] = [0, 3]
      const expected = () =>
        people
          .filter(({ state }) => state === 'approved')
          .sort((one, two) => one.place - two.place)
          .map(({ place, name }) => ({ id: `signon-${place}`, name }))
      for (const each of actions) {
        later(1_000)
        if (each.act === 'alarm') {
          later(60_000)
          await world.alarm()
          await world.alarm()
        } else if (each.act === 'base') {
          base = each.count
          later(60_000)
          await publishBase(letterSignedBy(base))
        } else {
          const one = people[each.person] as Person
          const email = `${PEOPLE[each.person]}@gmail.com`
          const { register } = world
          const entry = (said: string) => ({ type: 'person' as const, name: said })
          if (each.act === 'sign') {
            const from = {
              email,
              ip: `10.0.0.${each.person}`,
              origin: 'https://letters.example',
              language: 'en',
            }
            later(3_600_000)
            await register.submit(
              'a-letter',
              { entry: entry(each.name), contact: undefined, email, news: false },
              from,
              OPEN,
              { revision: 'r', text: 't' },
            )
            if (['none', 'unconfirmed', 'withdrawn'].includes(one.state)) {
              if (one.state === 'none')
                one.number = Number(
                  await world.inside((sql) => sql.exec('SELECT max(number) AS n FROM signons').one().n),
                )
              Object.assign(one, { state: 'unconfirmed', name: each.name })
            }
          } else if (one.state === 'none') continue
          else if (each.act === 'confirm') {
            await register.confirm(
              one.number,
              JSON.stringify(entry(one.name)),
              { revision: 'r', text: 't' },
              OPEN,
            )
            if (one.state === 'unconfirmed') one.state = 'waiting'
          } else if (each.act === 'approve') {
            await register.approve([one.number], MODERATOR)
            if (one.state === 'waiting' || one.state === 'rejected')
              Object.assign(one, { state: 'approved', place: ++places })
          } else if (each.act === 'reject') {
            await register.reject([one.number], { reason: '' }, MODERATOR)
            if (one.state === 'waiting' || one.state === 'approved') one.state = 'rejected'
          } else if (each.act === 'edit') {
            await register.edit(one.number, entry(each.name), MODERATOR)
            if (one.state !== 'unconfirmed') one.name = each.name
          } else if (each.act === 'withdraw') {
            await register.withdraw(one.number)
            if (one.state === 'waiting' || one.state === 'approved') one.state = 'withdrawn'
            else if (one.state !== 'withdrawn') one.state = 'none'
          } else {
            await register.erase(one.number)
            one.state = 'none'
          }
        }
      }
      await settle(world)
      expect(await published(base)).toEqual(expected())
      const { keys } = await env.LETTERS.list()
      const values = await Promise.all(keys.map(({ name }) => env.LETTERS.get(name)))
      expect(values.join('\n')).not.toContain('@gmail.com')
      expect(await env.LETTERS.get(headKey('a-letter'))).toContain('"signing"')
    }),
    { numRuns: 12, endOnFailure: true },
  )
})
