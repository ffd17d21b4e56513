/** oEmbed 1.0, https://oembed.com: what a page needs in order to show a letter's list in place of a link to it. */

import { FRAME_HEIGHTS, FRAME_WIDTH, frameAddress, frameHtml } from '../../../embed/frame.ts'
import type { EmbedOptions } from '../../../embed/options.ts'
import { site } from '../../../page/site.ts'
import { attributes, escapeXml } from '../../../page/xml.ts'

/** For how long a page may keep the answer, in seconds. The frame inside it is always current. */
const CACHE_AGE = 86_400

export type OembedView = {
  origin: string
  slug: string
  title: string
  /** Where the letter is read. */
  page: string
  options: EmbedOptions
  /** The most that there is room for, in CSS pixels. */
  maxwidth?: number | undefined
  maxheight?: number | undefined
}

/** What WordPress' script sizes, where a site trusts the letters; on what it shuts in, WordPress sets the class itself. */
const WORDPRESS = 'wp-embedded-content'

/**
 * What WordPress shows until the frame says how high it is, and where scripts are off. It has to come first, and loses all
 * attributes (`wp_filter_oembed_result`): for all others it is hidden.
 */
const forWordPress = (title: string, page: string): string =>
  `<blockquote class="${WORDPRESS}" hidden><a${attributes({ href: page })}>${escapeXml(title)}</a></blockquote>`

const responseOf = ({ origin, slug, title, page, options, maxwidth, maxheight }: OembedView) => {
  const width = Math.min(FRAME_WIDTH, maxwidth ?? FRAME_WIDTH)
  const height = Math.min(FRAME_HEIGHTS[options.view], maxheight ?? Number.POSITIVE_INFINITY)
  return {
    version: '1.0',
    type: 'rich',
    title,
    provider_name: site.name,
    provider_url: `${origin}/`,
    cache_age: CACHE_AGE,
    // Not in the standard; by these names others have it.
    ...(site.licence && { license: site.licence.name, license_url: site.licence.url }),
    width,
    height,
    html: `${forWordPress(title, page)}${frameHtml(frameAddress(origin, slug, options), title, { width, height, class: WORDPRESS })}`,
  }
}

export const oembedJson = (view: OembedView): string => `${JSON.stringify(responseOf(view), null, 2)}\n`

export const oembedXml = (view: OembedView): string =>
  [
    '<?xml version="1.0" encoding="utf-8" standalone="yes"?>',
    '<oembed>',
    ...Object.entries(responseOf(view)).map(
      ([name, value]) => `  <${name}>${escapeXml(String(value))}</${name}>`,
    ),
    '</oembed>\n',
  ].join('\n')
