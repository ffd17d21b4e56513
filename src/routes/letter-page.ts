import { letterPage } from '../render/page/letter.tsx'
import { ofCurrent } from './letter.ts'
import { MOST } from './query.ts'
import type { Resource } from './resource.ts'

/** The letter as a page, with as many signatories as one answer holds. */
export const page: Resource = async (store, { io, origin, param, answer }) =>
  store.current(io, param('slug'), (current) => {
    const [original] = current.revision.languages
    return answer({
      ...ofCurrent(current),
      kind: 'page',
      type: 'text/html; charset=utf-8',
      name: 'letter.html',
      ...(original !== undefined && { language: original }),
      async render() {
        const [{ letter }, signatories] = await Promise.all([current.letter(), current.signatories(0, MOST)])
        const [translation] = letter.translations
        if (!translation) throw new TypeError('a letter has at least its original text')
        const { revision, published } = current.head
        return letterPage({
          origin,
          letter,
          translation,
          revision: { id: revision.id, published },
          total: revision.count,
          first: 1,
          signatories,
        })
      },
    })
  })
