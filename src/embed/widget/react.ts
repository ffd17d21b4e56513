/** The elements in React's JSX: `import type {} from 'undersigned/widget/react'`, once in the program. */
import type { HTMLAttributes, RefAttributes } from 'react'
import type {
  SignatoriesError,
  SignatoriesLoad,
  SignatoryListAttributes,
  SignFormAttributes,
} from './types.ts'

export type ElementProps<Attributes> = Attributes &
  RefAttributes<HTMLElement> &
  Omit<HTMLAttributes<HTMLElement>, keyof Attributes>

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'signatory-list': ElementProps<
        SignatoryListAttributes & {
          'onsignatories-load'?: (event: SignatoriesLoad) => void
          'onsignatories-error'?: (event: SignatoriesError) => void
        }
      >
      'sign-form': ElementProps<SignFormAttributes>
    }
  }
}
