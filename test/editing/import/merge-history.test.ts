/** Whole histories of a list: imports from a source that changes, between them edits by hand and by command. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Candidate } from '../../../src/editing/import/candidate.ts'
import {
  emptyMemory,
  type ImportMemory,
  parseMemory,
  printMemory,
} from '../../../src/editing/import/memory.ts'
import { mergeLists } from '../../../src/editing/import/merge.ts'
import { printedName, type Signatory } from '../../../src/letter/schema.ts'

/** Somebody who signed: no two have the same name and affiliation, and each has an address of their own. */
type Signer = { name: string; affiliation: string; key: string; country: string }

/** Namesakes at two places, and names that only one has: who does not say where they belong cannot be told from a namesake. */
const PLACES: [name: string, affiliations: string[]][] = [
  ['Ada Example', ['One', 'Two', 'Three']],
  ['Bo Example', ['One', 'Two']],
  ['Édith Piaf', ['One', 'Two']],
  ['Ada Other', ['One']],
  ['李娜', ['']],
  ['Ada', ['']],
]
const SIGNERS: Signer[] = PLACES.flatMap(([name, affiliations]) =>
  affiliations.map((affiliation) => ({
    name,
    affiliation,
    key: `${name}.${affiliation}@example.org`,
    country: 'KE',
  })),
)

const actions = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ does: fc.constant('import' as const), keyed: fc.boolean() }) },
    fc.record({
      does: fc.constantFrom(
        'sign' as const,
        'sign' as const,
        'unsign' as const,
        'shuffle' as const,
        'withdraw' as const,
        'rename' as const,
        'reorder' as const,
        'remove' as const,
        'edit' as const,
        'correct' as const,
        'forget' as const,
      ),
      at: fc.nat(),
      to: fc.nat(),
    }),
  ),
  { minLength: 3, maxLength: 30 },
)

const candidateOf = (signer: Signer, keyed: boolean): Candidate => ({
  signatory: {
    type: 'person',
    name: signer.name,
    ...(signer.affiliation && { affiliation: signer.affiliation }),
    country: signer.country,
  },
  ...(keyed && { key: signer.key }),
  position: { line: 1, column: 1 },
})

const moved = <Item>(items: Item[], at: number, to: number): Item[] => {
  const item = items[at % items.length]
  return item === undefined
    ? items
    : items.toSpliced(at % items.length, 1).toSpliced(to % items.length, 0, item)
}

test('no id ever passes to somebody else, nobody who withdrew comes back, and importing twice changes nothing', () => {
  fc.assert(
    fc.property(actions, (history) => {
      const signers = SIGNERS.map((each) => ({ ...each }))
      let source: Signer[] = []
      let list: Signatory[] = []
      let memory: ImportMemory = emptyMemory()
      /** Whether the list was only ever edited where the memory could know it. */
      let isKnown = true
      const owners = new Map<string, Signer>()
      const withdrawn = new Set<Signer>()
      const removed = new Set<Signer>()
      let renames = 0

      const merge = (keyed: boolean) =>
        mergeLists(
          list,
          source.map((signer) => candidateOf(signer, keyed)),
          { file: 'source.csv', slug: 'a-letter', memory, wasGiven: (id) => owners.has(id) },
        )

      for (const action of history) {
        if (action.does === 'import') {
          const before = list
          const result = merge(action.keyed)
          for (const { id, name } of result.added) {
            expect(owners.has(id)).toBe(false)
            const owner = source.find(
              (each) => name === [each.name, each.affiliation].filter(Boolean).join(', '),
            )
            if (owner === undefined) throw new Error(`nobody in the source is ${name}`)
            // Nobody is added who is there already, nor who left.
            expect(withdrawn.has(owner)).toBe(false)
            if (isKnown && !removed.has(owner)) expect([...owners.values()]).not.toContain(owner)
            owners.set(id, owner)
          }
          // Rows, their order and who they are of stay.
          expect(result.signatories.slice(0, before.length).map(({ id }) => id)).toEqual(
            before.map(({ id }) => id),
          )
          for (const [index, each] of before.entries()) {
            const after = result.signatories[index] as Signatory
            expect(after.withdrawn).toBe(each.withdrawn)
            if (!isKnown) continue
            expect(after.name).toBe(each.name)
          }
          for (const { id } of result.changed) expect(source).toContain(owners.get(id))
          // Each row of the source is somebody in the list, or asked about.
          const accounted = new Set(result.signatories.map(({ id }) => owners.get(id)))
          const leftOut = result.questions.filter(({ id }) => id === undefined).length
          expect(source.filter((each) => !accounted.has(each)).length).toBeLessThanOrEqual(leftOut)

          list = result.signatories
          memory = parseMemory(printMemory(result.memory))
          const again = merge(action.keyed)
          expect(again).toMatchObject({ signatories: list, added: [], changed: [], removed: [] })
          continue
        }
        const { does, at, to } = action
        const one = list[at % Math.max(list.length, 1)]
        const signer = signers[at % signers.length] as Signer
        if (does === 'sign') source = source.includes(signer) ? source : [...source, signer]
        else if (does === 'unsign') source = source.toSpliced(at % Math.max(source.length, 1), 1)
        else if (does === 'shuffle') source = moved(source, at, to)
        else if (does === 'correct' && source.length > 0) {
          const each = source[at % source.length] as Signer
          each.country = ['KE', 'UG', 'TZ'][to % 3] as string
        } else if (does === 'forget') {
          memory = emptyMemory()
          isKnown = false
        } else if (one === undefined) continue
        else if (does === 'withdraw') {
          list = list.with(at % list.length, { ...one, withdrawn: one.withdrawn ?? '2026-01-01' })
          const owner = owners.get(one.id)
          if (isKnown && owner !== undefined && source.includes(owner)) withdrawn.add(owner)
        } else if (does === 'rename')
          list = list.with(at % list.length, { ...one, name: `Renamed ${renames++}` })
        else if (does === 'edit') list = list.with(at % list.length, { ...one, url: 'https://example.org/' })
        else if (does === 'reorder') list = moved(list, at, to)
        else if (does === 'remove') {
          list = list.toSpliced(at % list.length, 1)
          removed.add(owners.get(one.id) as Signer)
          withdrawn.delete(owners.get(one.id) as Signer)
        }
      }
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
      expect(list.map(printedName)).not.toContain('')
    }),
    { numRuns: 250 },
  )
})
