/** @jsxImportSource react */
/** What the elements' types allow in React and in Vue, and what not: `npm run check` holds it. */
import type { GlobalComponents } from 'vue'
import type {} from '../../src/embed/widget/react.ts'
import type {} from '../../src/embed/widget/vue.ts'

export const inReact = (view: 'list' | 'count', show: (count: number) => void) => (
  <>
    <signatory-list
      letter="a-letter"
      view={view}
      limit={20}
      className="names"
      style={{ display: 'block' }}
      suppressHydrationWarning
      onsignatories-load={({ detail }) => show(detail.count)}
    >
      <a href="/">Who signed</a>
    </signatory-list>
    <sign-form letter="a-letter" lang="fr" />
  </>
)

export const wrongInReact = [
  // @ts-expect-error there is no such view
  <signatory-list key="view" letter="a-letter" view="circle" />,
  // @ts-expect-error there is no such detail
  <signatory-list key="detail" letter="a-letter" onsignatories-load={({ detail }) => detail.nothing} />,
  // @ts-expect-error of which letter?
  <sign-form key="letter" />,
]

type Props<Name extends 'signatory-list' | 'sign-form'> = Partial<
  InstanceType<GlobalComponents[Name]>['$props']
>

export const inVue: Props<'signatory-list'> = {
  letter: 'a-letter',
  view: 'compact',
  class: ['names'],
  onSignatoriesLoad: ({ detail }) => detail.count.toFixed(),
}

export const wrongInVue: [Props<'signatory-list'>, Props<'sign-form'>] = [
  // @ts-expect-error there is no such view
  { letter: 'a-letter', view: 'circle' },
  // @ts-expect-error a letter has one name
  { letter: ['a-letter'] },
]
