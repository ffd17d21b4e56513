import { createStore } from '../src/reading/store/store.ts'
import { ioOf } from './io.ts'

/** What a reader who comes now is given, by a Worker that knows nothing yet: always from one revision, or the reading fails. */
export const readNow = (kv: KVNamespace, slug: string) => {
  return createStore({}).current(ioOf({ kv }), slug, async ({ head, revision, open }) => ({
    revision: revision.id,
    count: revision.count,
    history: head.history,
    title: (await open().letter()).letter.translations[0].title,
    signatories: (await open().signatories(0, revision.count)).length,
  }))
}
