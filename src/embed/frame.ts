import { attributes } from '../page/xml.ts'
import { type EmbedOptions, optionParameters, queryString } from './options.ts'

/** In CSS pixels: as wide as a column of text, as high as what the view shows of 18 names. */
export const FRAME_WIDTH = 640
export const FRAME_HEIGHTS: Record<EmbedOptions['view'], number> = {
  list: 480,
  compact: 200,
  count: 96,
}

/** Where the list is a page by itself. */
export const frameAddress = (origin: string, slug: string, options: EmbedOptions): string =>
  `${origin}/embed/${slug}${queryString(optionParameters(options))}`

/**
 * An `<iframe>` with the list. It may run its script, say how high it is under its own origin, and open a signatory's
 * site; it can send no form and lead the page around it nowhere. `frameborder`, though old, needs no style, which the
 * policy of the page around it may forbid; then it is as wide as `width` says.
 */
export const frameHtml = (
  src: string,
  title: string,
  { width, height, ...rest }: { width: number; height: number; class?: string; style?: string },
): string =>
  `<iframe${attributes({
    src,
    title,
    width,
    height,
    ...rest,
    sandbox: 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox',
    loading: 'lazy',
    frameborder: 0,
  })}></iframe>`

/** Where a page's oEmbed answer is: what its discovery links say. */
export const oembedAddress = (origin: string, url: string, format: 'json' | 'xml'): string =>
  `${origin}/oembed?${new URLSearchParams({ url, format })}`
