/** A letter's history as an Atom feed (RFC 4287). */
import { addresses } from '../../../page/addresses.ts'
import { site } from '../../../page/site.ts'
import { escapeXml as x } from '../../../page/xml.ts'
import { type Feed, feedEntries } from './feed.ts'

export const atomFeed = (feed: Feed): string => {
  const { origin, letter, translation, sign } = feed.view
  const { language, title } = translation
  const at = addresses(origin, letter.slug)
  const entries = feedEntries(feed)
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${x(language)}">
  <id>${at.feed('atom')}</id>
  <title>${x(title)}</title>
  <updated>${entries[0]?.published ?? `${letter.date}T00:00:00Z`}</updated>${
    site.publisher ? `\n  <subtitle>${x(site.publisher)}</subtitle>` : ''
  }${site.licence ? `\n  <rights>${x(site.licence)}</rights>` : ''}
  <author><name>${x(`The signatories of “${title}”`)}</name></author>
  <link rel="self" type="application/atom+xml" href="${at.feed('atom')}"/>
  <link rel="alternate" type="text/html" href="${at.page}"/>${
    sign ? `\n  <link rel="related" href="${sign}"/>` : ''
  }
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
