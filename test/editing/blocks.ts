import fc from 'fast-check'
import type { Block, Inline } from '../../src/letter/schema.ts'

// Blocks as readMarkdown gives them: words between blocks' ends, no two neighbouring runs that say the same.

const word = fc.oneof(
  fc.stringMatching(/^[a-z]{1,6}$/),
  fc.stringMatching(/^[!-/:-@[-`{-~]{1,4}$/),
  fc.constantFrom(
    '1.',
    '-',
    '#',
    '> x',
    '*',
    '_',
    '**',
    'http://a.b/_c_',
    '&amp;',
    '<b>',
    '[a](b)',
    '![',
    '---',
  ),
  fc.constantFrom(
    'été',
    'حقوق',
    '人権',
    '🕊',
    'a  b',
    '|',
    '---|---',
    '=',
    '===',
    '+',
    '2)',
    '~~',
    '#a',
    '[^1]',
    '{%',
    '{{',
    'www.a.org',
    'a@b.org',
    '`x`',
    '\\',
    'a\\',
    '\t',
  ),
)
const text = fc
  .array(word, { minLength: 1, maxLength: 5 })
  .map((words) => words.join(' ').normalize('NFC').trim())
  .filter((value) => value !== '')
  .map((value): Inline => ({ type: 'text', value }))

const link = (children: fc.Arbitrary<Inline[]>): fc.Arbitrary<Inline> =>
  fc.record({
    type: fc.constant('link' as const),
    url: fc.constantFrom(
      'https://example.org/',
      'https://example.org/a_(b)?c=*d*&amp;e',
      'mailto:a@example.org',
    ),
    children,
  })

const marked = (type: 'emphasis' | 'strong', children: fc.Arbitrary<Inline[]>): fc.Arbitrary<Inline> =>
  children.map((runs): Inline => ({ type, children: runs }))

/** Runs of which no two neighbours have one type; a hard break only between two others. */
const runs = (of: fc.Arbitrary<Inline>, breaks: boolean): fc.Arbitrary<Inline[]> =>
  fc.array(fc.tuple(of, fc.boolean()), { minLength: 1, maxLength: 4 }).map((pairs) => {
    const out: Inline[] = []
    for (const [run, broken] of pairs) {
      if (out.at(-1)?.type === run.type) {
        if (!breaks) continue
        out.push({ type: 'break' })
      } else if (out.length > 0 && broken && breaks) out.push({ type: 'break' })
      out.push(run)
    }
    return out
  })

const inlines = (breaks: boolean): fc.Arbitrary<Inline[]> => {
  const plain = runs(text, false)
  const inEmphasis = runs(fc.oneof(text, marked('strong', plain), link(plain)), breaks)
  const inStrong = runs(fc.oneof(text, marked('emphasis', plain), link(plain)), breaks)
  return runs(
    fc.oneof(
      { weight: 4, arbitrary: text },
      marked('emphasis', inEmphasis),
      marked('strong', inStrong),
      link(runs(fc.oneof(text, marked('strong', plain), marked('emphasis', plain)), false)),
    ),
    breaks,
  )
}

const { block } = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.record({ type: fc.constant('paragraph' as const), children: inlines(true) }),
    fc.constant<Block>({ type: 'rule' }),
    fc.record({
      type: fc.constant('heading' as const),
      depth: fc.integer({ min: 1, max: 4 }),
      children: inlines(false),
    }),
    fc.record({
      type: fc.constant('quotation' as const),
      children: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
    }),
    fc
      .record({
        ordered: fc.boolean(),
        start: fc.integer({ min: 0, max: 999_999_999 - 3 }),
        items: fc.array(fc.array(tie('block'), { minLength: 1, maxLength: 3 }), {
          minLength: 1,
          maxLength: 3,
        }),
      })
      .map(
        ({ ordered, start, items }): Block => ({ type: 'list', ordered, start: ordered ? start : 1, items }),
      ),
  ),
}))

export const blocks = fc.array(block, { minLength: 1, maxLength: 4 })
