/** A feed as Atom (RFC 4287). */
import { site } from '../../page/site.ts'
import { escapeXml as x } from '../../page/xml.ts'
import { licenceLine } from '../licence.ts'
import type { Feed } from './feed.ts'

/** RFC 4946; in each entry, too, for whoever takes one out of its feed. */
const licenceLink = site.licence ? `\n  <link rel="license" href="${x(site.licence.url)}"/>` : ''

export const atomFeed = ({
  title,
  language,
  self,
  hub,
  page,
  author,
  sign,
  begun,
  entries,
}: Feed): string => {
  const address = self('atom')
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${x(language)}">
  <id>${address}</id>
  <title>${x(title)}</title>
  <updated>${entries[0]?.published ?? begun}</updated>${
    site.publisher ? `\n  <subtitle>${x(site.publisher)}</subtitle>` : ''
  }${licenceLine && `\n  <rights>${x(licenceLine)}</rights>`}
  <author><name>${x(author)}</name></author>
  <link rel="self" type="application/atom+xml" href="${address}"/>${hub ? `\n  <link rel="hub" href="${x(hub)}"/>` : ''}
  <link rel="alternate" type="text/html" href="${page}"/>${licenceLink}${
    sign ? `\n  <link rel="related" href="${sign}"/>` : ''
  }
${entries
  .map(
    (entry) => `  <entry>
    <id>${x(entry.id)}</id>
    <title${entry.language ? ` xml:lang="${x(entry.language)}"` : ''}>${x(entry.title)}</title>
    <updated>${entry.published}</updated>
    <link rel="alternate" type="text/html" href="${entry.url}"/>${licenceLink}
    <content type="text" xml:lang="en">${x(entry.text)}</content>
  </entry>
`,
  )
  .join('')}</feed>
`
}
