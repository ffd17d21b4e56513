import { siteAddresses } from '../../page/addresses.ts'
import type { Alternate } from '../letter/alternates.ts'

/** Other forms of the list of letters, under the names that they go by in every language. */
export const siteAlternates = (origin: string): Alternate[] => {
  const { json, dump, feed } = siteAddresses(origin)
  return [
    { type: 'application/json', href: json, name: 'JSON' },
    { type: 'application/jsonl', href: dump, name: 'JSON Lines' },
    { type: 'application/atom+xml', href: feed('atom'), name: 'Atom' },
    { type: 'application/feed+json', href: feed('json'), name: 'JSON Feed' },
  ]
}
