/** The letter of the reference's examples: in two languages, signed by an organisation, then by a person too. */
import type { SignedLetter } from '../../src/letter/schema.ts'

const first: SignedLetter = {
  slug: 'clean-water',
  date: '2026-03-22',
  translations: [
    {
      language: 'en',
      title: 'Clean water for “everyone” & every <place>',
      addressee: 'The Minister for Water',
      context: 'On the water bill of 2026.',
      body: [
        { type: 'paragraph', children: [{ type: 'text', value: 'Dear Minister,' }] },
        {
          type: 'paragraph',
          children: [
            { type: 'text', value: 'We ask you to bring ' },
            { type: 'emphasis', children: [{ type: 'text', value: 'clean water' }] },
            { type: 'text', value: ' to everyone, wherever they live, before the end of the decade.' },
          ],
        },
      ],
    },
    {
      language: 'fr',
      title: 'De l’eau propre pour tous',
      addressee: 'Le ministre de l’Eau',
      body: [{ type: 'paragraph', children: [{ type: 'text', value: 'Monsieur le Ministre,' }] }],
    },
  ],
  signatories: [
    {
      id: 'wells-and-rivers',
      type: 'organisation',
      name: 'Wells & Rivers, "the keepers"',
      acronym: 'WR',
      country: 'KE',
      url: 'https://wells.example/',
      signed: '2026-03-20',
    },
  ],
}

const second: SignedLetter = {
  ...first,
  signatories: [
    ...first.signatories,
    { id: 'amina-odhiambo', type: 'person', name: 'Amina Odhiambo', role: 'Hydrologist' },
    { id: 'equals', type: 'organisation', name: '=1+1 *Equals*', alias: 'Ltd.\nSecond line' },
  ],
}

export const SLUG = first.slug

export const publications: [SignedLetter, string][] = [
  [first, '2026-03-22T09:00:00.000Z'],
  [second, '2026-03-29T09:00:00.000Z'],
]
