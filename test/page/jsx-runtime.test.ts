import fc from 'fast-check'
import { parseFragment } from 'parse5'
import { expect, test } from 'vitest'
import { type Child, Fragment, jsx, raw, render } from '../../src/page/jsx-runtime.ts'

/** Text as a parser of HTML gives it back: it has no other line ends than \n, and no NUL. */
const text = fc
  .string({ unit: 'binary' })
  .map((all) => all.replace(/[\0\r]/g, '').toWellFormed())
  .filter((all) => all !== '')

test('a parser finds the text of an element and of an attribute as they were', () => {
  fc.assert(
    fc.property(text, text, (inside, value) => {
      const [element, ...others] = parseFragment(jsx('b', { title: value, children: inside }).html).childNodes
      expect(others).toEqual([])
      expect(element).toMatchObject({
        tagName: 'b',
        attrs: [{ name: 'title', value }],
        childNodes: [{ nodeName: '#text', value: inside }],
      })
    }),
  )
})

test('no text becomes an element, however deep it stands', () => {
  const nodes = fc.letrec<{ node: Child }>((tie) => ({
    node: fc.oneof(
      text,
      fc.constantFrom(null, undefined, true, false, 7),
      fc.array(tie('node'), { maxLength: 3 }),
    ),
  })).node
  fc.assert(
    fc.property(nodes, (node) => {
      const { childNodes } = parseFragment(render(node))
      for (const each of childNodes) expect(each.nodeName).toBe('#text')
    }),
  )
})

test('true, false, null and undefined are not written; nought is', () => {
  expect(render([true, false, null, undefined, 0, 'a'])).toBe('0a')
})

test('an attribute that is true stands without a value, one that is false or undefined not at all', () => {
  expect(jsx('input', { checked: true, disabled: false, name: undefined, value: '', min: 0 }).html).toBe(
    '<input checked="" value="" min="0"/>',
  )
})

test('what is raw is written as it is, once', () => {
  expect(jsx('style', { children: raw('a > b {}') }).html).toBe('<style>a > b {}</style>')
  expect(render(jsx('i', { children: jsx('b', { children: '<' }) }))).toBe('<i><b>&lt;</b></i>')
})

test('a component is given its props, and a fragment writes its children alone', () => {
  const Named = ({ name, children }: { name: string; children?: Child }) =>
    jsx('p', { class: name, children: [children, '.'] })
  expect(jsx(Named, { name: 'x', children: 'y' }).html).toBe('<p class="x">y.</p>')
  expect(jsx(Fragment, { children: ['a', jsx('br', {})] }).html).toBe('a<br/>')
})
