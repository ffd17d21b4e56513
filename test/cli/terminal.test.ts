import { expect, test } from 'vitest'
import { printSignatoryChanges } from '../../src/cli/print-diff.ts'
import { visible, visibleLines } from '../../src/cli/terminal.ts'

test('nothing in a text steers the terminal, begins a line or turns the rest around; every script stays', () => {
  expect(visible('a\u001b[2Jb\r\nc\u0085d\u202ee\u2066f')).toBe(
    'a\\u001b[2Jb\\u000d\\u000ac\\u0085d\\u202ee\\u2066f',
  )
  expect(visible('منظمة العفو — 国际 👩‍💻')).toBe('منظمة العفو — 国际 👩‍💻')
  expect(visibleLines('one\u001b[1m\ntwo')).toBe('one\\u001b[1m\ntwo')
})

test('a newline in a name does not fake a line of a diff', () => {
  const fake = 'Ada\n  - Amnesty International (was 1)'
  const changes = {
    added: [{ id: 'a', name: fake, position: 4 }],
    removed: [],
    withdrawn: [],
    renamed: [{ id: 'b', before: 'B', after: fake }],
    changed: [{ id: 'c', name: fake, field: 'country', before: null, after: fake }],
    moved: [],
  }
  const lines = [...printSignatoryChanges(changes as Parameters<typeof printSignatoryChanges>[0])]
  expect(lines).toHaveLength(3)
  for (const line of lines) expect(line).not.toContain('\n')
})
