import { describe, expect, it } from 'vitest'
import { annotation, printReview, type Review } from '../../src/cli/print-review.ts'
import type { Diagnostic } from '../../src/editing/diagnostic.ts'
import type { Signatory } from '../../src/letter/schema.ts'
import { compare, type Side } from '../../src/publishing/diff/compare.ts'

const side = (revision: string, names: string[]): Side => ({
  revision: revision.repeat(64),
  count: names.length,
  date: '2020-02-29',
  translations: [],
  signatories: names.map((name, index): Signatory => ({ id: `s-${index}`, type: 'organisation', name })),
  withdrawn: [],
})
const diagnostic = (message: string): Diagnostic => ({
  file: 'data/a-letter/signatories.csv',
  line: 3,
  column: 5,
  message,
  hint: 'write it so',
})
const review = (fields: Partial<Review> = {}) =>
  printReview({ problems: [], warnings: [], diffs: undefined, missing: [], ...fields })

describe('a review', () => {
  it('says what is wrong, and not what would change then', () => {
    expect(review({ problems: [diagnostic('it is wrong')], warnings: [diagnostic('it is odd')] })).toBe(
      [
        '### ✗ 1 problem: this cannot be published',
        '```\ndata/a-letter/signatories.csv:3:5: it is wrong; write it so\n```',
        '1 warning, which may be right as it is:',
        '```\ndata/a-letter/signatories.csv:3:5: warning: it is odd; write it so\n```\n',
      ].join('\n\n'),
    )
  })

  it('says what changes, as a diff whose lines begin with their marks', () => {
    const diffs = [
      compare('a-letter', side('a', ['Old', 'Same']), side('b', ['New', 'Same', 'More'])),
      compare('b-letter', side('c', ['X']), side('c', ['X'])),
      compare('c-letter', undefined, side('d', ['X'])),
    ]
    expect(review({ diffs, missing: ['d-letter'] })).toBe(
      [
        '### ✓ Merging this changes 2 letters for readers',
        '```diff\na-letter: revision aaaaaaaaaaaa → bbbbbbbbbbbb, 2 → 3 signatories\n+ More (3)\n  ~ [-Old-] {+New+}\n' +
          'c-letter: new, revision dddddddddddd, 1 signatory\n```',
        '1 letter without a folder, which readers still get:',
        '```\nd-letter\n```\n',
      ].join('\n\n'),
    )
  })

  it('says that nothing is wrong, or nothing changes', () => {
    expect(review()).toBe('### ✓ Nothing is wrong\n')
    expect(review({ diffs: [compare('a-letter', side('a', ['X']), side('a', ['X']))] })).toBe(
      '### ✓ Nothing changes for readers\n',
    )
  })

  it('lets no name out of its block, whatever is in it', () => {
    const names = ['```\n@everyone ![x](https://x.example) </details>', '````` @all', '\x1b[31m\u202e']
    const text = review({ diffs: [compare('a-letter', side('a', []), side('b', names))] })
    const [, fence = '', inside = ''] = /^(`{3,})diff\n([\s\S]*)\n\1\n$/m.exec(text) ?? []
    expect(fence).toBe('``````')
    expect(inside).not.toMatch(new RegExp(`^${fence}`, 'm'))
    expect(inside).toContain('\\u000a@everyone')
    expect(inside).toContain('\\u202e')
    expect(text.split(inside).join('')).not.toMatch(/@everyone|@all/)
  })

  it('is short enough for a comment, and says how much is left out', () => {
    const problems = Array.from({ length: 2_000 }, (_, n) => diagnostic(`it is wrong ${n}`))
    const warnings = problems
    const text = review({ problems, warnings })
    expect(text.length).toBeLessThan(65_536)
    expect(text).toMatch(/\n… and 1,\d\d\d more lines\.\n/)
  })
})

it('a mark beside a line is one workflow command, whatever is in it', () => {
  expect(annotation('error', { ...diagnostic('50 %,\n::warning::x'), file: 'data/a,b:c' })).toBe(
    '::error file=data/a%2Cb%3Ac,line=3,col=5::50 %25,%0A::warning::x; write it so',
  )
})
