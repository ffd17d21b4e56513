import { widthOf } from '../../src/embed/room.ts'
import { type Snippets, snippets } from '../../src/embed/snippets.ts'
import { printedName, type SignedLetter } from '../../src/letter/schema.ts'
import { inSections } from '../../src/letter/sections.ts'

/** The code that the builder gives for a letter, which keeps room for its names. */
export const codesFor = (
  origin: string,
  letter: SignedLetter,
  view: 'list' | 'compact' | 'count',
): Snippets =>
  snippets({
    origin,
    slug: letter.slug,
    titles: Object.fromEntries(letter.translations.map(({ language, title }) => [language, title])),
    options: { view, theme: 'auto', sort: 'letter', heading: '3' },
    extent: {
      count: letter.signatories.length,
      title: widthOf(letter.translations[0].title),
      names: inSections(letter.signatories.slice(0, 50)).map(({ items }) =>
        items.map((each) => widthOf(printedName(each))),
      ),
    },
  })
