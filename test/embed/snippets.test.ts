import fc from 'fast-check'
import type { Image, Link, Paragraph } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { expect, test } from 'vitest'
import { snippets } from '../../src/embed/snippets.ts'

test('whatever the title, the Markdown is one badge in one link, and the title is its text', () => {
  const word = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.constantFrom('*', '_', '](x)', '![', '<b>', '&amp;', '`', '\\', '#', '~', 'https://x.example', '|'),
  )
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (words) => {
      const title = words.join(' ').replace(/\s+/g, ' ').trim()
      fc.pre(title !== '')
      const { badgeMarkdown } = snippets({
        origin: 'https://letters.example',
        slug: 'x',
        titles: { en: title },
        options: { view: 'list', theme: 'dark', sort: 'letter', heading: '3' },
        extent: { count: 1, title: 5, names: [[5]] },
      })
      const [paragraph, ...rest] = fromMarkdown(badgeMarkdown).children
      expect(rest).toEqual([])
      const [link, ...more] = (paragraph as Paragraph).children
      expect(more).toEqual([])
      expect(link).toMatchObject({ type: 'link', url: 'https://letters.example/letters/x' })
      const [image] = (link as Link).children
      expect(image).toMatchObject({
        type: 'image',
        url: 'https://letters.example/letters/x/badge.svg?theme=dark',
      })
      expect((image as Image).alt).toBe(title)
    }),
  )
})

test('while a letter can be signed, there is a code with its form, from the host that has it, and room for the link to it', () => {
  const codesOf = (view: 'list' | 'compact' | 'count', sign?: string) =>
    snippets({
      origin: 'https://letters.example',
      slug: 'a-letter',
      titles: { en: 'A <letter>', fr: 'Une lettre' },
      options: { view, theme: 'auto', sort: 'letter', heading: '3', lang: 'fr' },
      extent: { count: 1, title: 5, names: [[5]] },
      sign,
    })
  const sign = 'https://sign.example/sign/a-letter'
  expect(codesOf('list', sign).form).toBe(
    `<sign-form letter="a-letter" lang="fr"><a href="${sign}">Une lettre</a></sign-form>\n<script async src="https://sign.example/sign/form.js"></script>`,
  )
  expect(codesOf('list').form).toBe('')
  const room = (view: 'list' | 'compact' | 'count', sign?: string) =>
    Number(/padding-bottom:(\d+)em/.exec(codesOf(view, sign).tag)?.[1])
  for (const view of ['compact', 'count'] as const) expect(room(view, sign)).toBeGreaterThan(room(view))
  expect(codesOf('list', sign).tag).toBe(codesOf('list').tag)
})
