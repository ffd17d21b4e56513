/** oEmbed 1.0, https://oembed.com: what a page needs in order to show a letter's list in place of a link to it. */
import { embedAddress, frame, HEIGHTS, WIDTH } from '../../../embed/frame.ts'
import type { EmbedOptions } from '../../../embed/options.ts'
import { escapeXml } from '../../../page/xml.ts'

/** For how long a page may keep the answer, in seconds. The frame inside it is always current. */
const CACHE_AGE = 86_400

export type OEmbedView = {
  origin: string
  slug: string
  title: string
  options: EmbedOptions
  /** The most that there is room for, in CSS pixels. */
  maxwidth?: number | undefined
  maxheight?: number | undefined
}

const response = ({ origin, slug, title, options, maxwidth, maxheight }: OEmbedView) => {
  const width = Math.min(WIDTH, maxwidth ?? WIDTH)
  const height = Math.min(HEIGHTS[options.view], maxheight ?? Number.POSITIVE_INFINITY)
  return {
    version: '1.0',
    type: 'rich',
    title,
    provider_name: 'Undersigned',
    provider_url: `${origin}/`,
    cache_age: CACHE_AGE,
    width,
    height,
    html: frame(embedAddress(origin, slug, options), title, width, height),
  }
}

export const oembedJson = (view: OEmbedView): string => `${JSON.stringify(response(view), null, 2)}\n`

export const oembedXml = (view: OEmbedView): string =>
  [
    '<?xml version="1.0" encoding="utf-8" standalone="yes"?>',
    '<oembed>',
    ...Object.entries(response(view)).map(
      ([name, value]) => `  <${name}>${escapeXml(String(value))}</${name}>`,
    ),
    '</oembed>\n',
  ].join('\n')
