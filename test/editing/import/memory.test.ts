import { describe, expect, it } from 'vitest'
import { emptyMemory, hasher, hashKey, parseMemory, printMemory } from '../../../src/editing/import/memory.ts'
import { ada, bo, imported, merged } from './merging.ts'

const SALT = 'A'.repeat(43)

describe('what is kept of an import', () => {
  const { memory } = imported({ ...ada, key: 'ada@example.org' }, bo)
  const text = printMemory(memory)

  it('is the same when it is read again: identities, keys and values, also of who stands for two rows', () => {
    const [[id, traces] = ['', []], other] = memory.traces
    const both = { ...memory, traces: new Map([[id, [...traces, ...(other?.[1] ?? [])]]]) }
    expect(parseMemory(printMemory(both))).toEqual(both)
    expect(parseMemory(text)).toEqual(memory)
  })

  it('is read, without it, where an earlier version had a column that there is no more', () => {
    const older = text.replace('"country"', '"postcode"')
    expect(older).not.toBe(text)
    expect(parseMemory(older)).toEqual(memory)
  })

  it.each([
    ['', /^[\s\S]*/],
    ['"salt": "short"', /"salt": "[^"]*"/],
    [`"salt": "${SALT}A"`, /"salt": "[^"]*"/],
    ['"version": 2', /"version": 1/],
  ])('is damaged as %s', (damaged, whole) => {
    expect(() => parseMemory(text.replace(whole, damaged))).toThrow()
  })

  it('tells nothing to who does not have its salt', () => {
    expect(text).not.toMatch(/@|Example|Org/)
    const other = { ...emptyMemory(), salt: SALT }
    expect(emptyMemory().salt).not.toBe(emptyMemory().salt)
    expect(hasher(memory)('identity', 'Ada')).not.toBe(hasher(other)('identity', 'Ada'))
  })
})

it('hashes as it ever did: what an earlier version kept is known again', () => {
  const hash = hasher({ ...emptyMemory(), salt: SALT })
  // Computed by Node's own HMAC. Twice, for some are remembered.
  for (let times = 0; times < 2; times++) {
    expect(hash('identity', 'Ada')).toBe('g6tfIZ5ctO')
    expect(hash('country', 'KE')).toBe('RTDUDnf9tF')
    expect(hashKey(hash, ' ADA@example.org')).toBe('5YCGgXqjsl')
  }
})

it('does without: then everybody may have come from a source', () => {
  const { signatories } = imported(ada, bo)
  const result = merged(signatories, [ada])
  expect(result.gone).toStrictEqual([{ id: 'bo-example', name: 'Bo Example, Org' }])
  expect(result.removed).toEqual([])
})
