/** What the build made of `site.yaml` for this Worker alone. */
import built from '../../build/signing-site.json'

type Own = {
  /** Who answers for the data. One line. */
  controller?: string
  /** `#rrggbb`, on paper. */
  accent: string
  /** What the operator says of privacy, as HTML by language; the first is in the site's own where there is one in that. */
  privacy: Record<string, string>
  /** Who is told of letters that changed. */
  webhooks: string[]
}

export const own: Own = built as Own
