/** The elements in Vue's templates: `import type {} from 'undersigned/widget/vue'`, once in the program. */
import type { HTMLAttributes, PublicProps } from 'vue'
import type {
  SignatoriesError,
  SignatoriesLoad,
  SignatoryListAttributes,
  SignFormAttributes,
} from './types.ts'

export type ElementType<Attributes> = new () => {
  $props: Attributes & Omit<HTMLAttributes, keyof Attributes> & PublicProps
}

declare module 'vue' {
  interface GlobalComponents {
    'signatory-list': ElementType<
      SignatoryListAttributes & {
        onSignatoriesLoad?: (event: SignatoriesLoad) => void
        onSignatoriesError?: (event: SignatoriesError) => void
      }
    >
    'sign-form': ElementType<SignFormAttributes>
  }
}
