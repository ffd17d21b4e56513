import { expect, test } from 'vitest'
import { readMarkdown } from '../../../../src/editing/read-markdown.ts'
import { toText } from '../../../../src/reading/letter/text/text.ts'

const textOf = (markdown: string) => toText(readMarkdown('letter.en.md', markdown, 1).blocks)

test('paragraphs are parted by a blank line, marks are gone, breaks stay', () => {
  expect(textOf('# To all\n\nWe *do*\nwrite\\\nhere.\n\nBye')).toBe('To all\n\nWe do write\nhere.\n\nBye')
})

test('a link keeps its address, once', () => {
  expect(textOf('[us](https://a.org/) <https://b.org/> <c@d.org>')).toBe(
    'us (https://a.org/) https://b.org/ c@d.org',
  )
})

test('lists and quotations keep their marks and their depth', () => {
  expect(textOf('9. one\n10. two\n    - three\n\n> four\n>\n> five')).toBe(
    '9. one\n\n10. two\n\n    - three\n\n> four\n>\n> five',
  )
  expect(textOf('- one\n- two\\\n  three')).toBe('- one\n- two\n  three')
})
