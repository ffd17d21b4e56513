/** A letter's history as an Atom feed (RFC 4287). */
import { addresses } from '../../../page/addresses.ts'
import { escapeXml as x } from '../../../page/xml.ts'
import { type FeedView, feedEntries } from './entries.ts'

export const atomFeed = (view: FeedView): string => {
  const at = addresses(view.origin, view.slug)
  const entries = feedEntries(view)
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${x(view.language)}">
  <id>${at.feed('atom')}</id>
  <title>${x(view.title)}</title>
  <updated>${entries[0]?.published ?? `${view.date}T00:00:00Z`}</updated>
  <author><name>${x(`The signatories of “${view.title}”`)}</name></author>
  <link rel="self" type="application/atom+xml" href="${at.feed('atom')}"/>
  <link rel="alternate" type="text/html" href="${at.page}"/>
${entries
  .map(
    (entry) => `  <entry>
    <id>${x(entry.id)}</id>
    <title>${x(entry.title)}</title>
    <updated>${entry.published}</updated>
    <link rel="alternate" type="text/html" href="${entry.url}"/>
    <content type="text" xml:lang="en">${x(entry.text)}</content>
  </entry>
`,
  )
  .join('')}</feed>
`
}
