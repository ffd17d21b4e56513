import { addresses } from '../../page/addresses.ts'

export type Alternate = { type: string; href: string; name: string }

/** A letter's other forms, under the names that they go by in every language. */
export const alternates = (origin: string, slug: string): Alternate[] => {
  const at = addresses(origin, slug)
  return [
    { type: 'application/json', href: at.json, name: 'JSON' },
    { type: 'text/markdown', href: at.as('md'), name: 'Markdown' },
    { type: 'application/ld+json', href: at.as('jsonld'), name: 'JSON-LD' },
    { type: 'text/plain', href: at.as('txt'), name: 'Text' },
    { type: 'text/csv', href: at.csv, name: 'CSV' },
    { type: 'application/jsonl', href: at.jsonl, name: 'JSON Lines' },
    { type: 'application/zip', href: at.bundle, name: 'ZIP' },
    { type: 'application/atom+xml', href: at.feed('atom'), name: 'Atom' },
    { type: 'application/feed+json', href: at.feed('json'), name: 'JSON Feed' },
  ]
}

/** Other forms as a `Link` field (RFC 8288). */
export const linkField = (forms: Alternate[]): string =>
  forms.map(({ type, href }) => `<${href}>; rel="alternate"; type="${type}"`).join(', ')
