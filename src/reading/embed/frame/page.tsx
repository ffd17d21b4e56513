import { type Build, type WidgetMeta, type WidgetOptions, widget } from '../../../embed/markup.ts'
import type { EmbedOptions } from '../../../embed/options.ts'
import { printedName } from '../../../letter/schema.ts'
import { createFormatter } from '../../../page/formatter.ts'
import { jsx, raw } from '../../../page/jsx-runtime.ts'
import type { PositionedSignatory } from '../../../revision/packed.ts'
import { OEmbedLinks } from '../oembed/links.tsx'

type FrameView = {
  origin: string
  /** Where this frame is. */
  address: string
  meta: WidgetMeta
  /** How many have signed. */
  count: number
  /** Those to show, each with its position in the letter. */
  signatories: PositionedSignatory[]
  options: WidgetOptions
  theme: EmbedOptions['theme']
  /** Its style and its script, whose hashes its policy has. */
  code: { css: string; script: string }
}

/** The widget as a whole HTML document: complete without script, which only tells its height to the page around it. */
export const framePage = ({
  origin,
  address,
  meta,
  count,
  signatories,
  options,
  theme,
  code,
}: FrameView): string => {
  const items = signatories.map(({ position, signatory }) => ({
    ...signatory,
    position,
    printed_as: printedName(signatory),
  }))
  // In the order of the links to signatories' sites: two may have one site.
  const places = signatories
    .filter(({ signatory }) => signatory.url !== undefined)
    .map(({ signatory }) => `${meta.page}#signatory-${signatory.id}`)
  const h: Build<ReturnType<typeof jsx>> = (tag, attributes, ...children) =>
    jsx(tag, {
      ...attributes,
      // For the script: where to lead instead, where a link to a signatory's site cannot be followed.
      ...(attributes.part === 'link' && { 'data-place': places.shift() }),
      children,
    })
  const { number } = createFormatter(meta.language)
  const range = meta.words.shown.replace('#', number(items.length)).replace('%', number(count))
  const status = items.length < count ? [h('p', { part: 'status' }, range)] : []
  const isHeaded = options.view === 'list' && options.heading === '1'
  const html = (
    <html lang={meta.language} dir={meta.direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={theme === 'auto' ? 'light dark' : theme} />
        <meta name="robots" content="noindex" />
        <title>{meta.title}</title>
        <meta name="description" content={meta.title} />
        <link rel="canonical" href={meta.page} />
        <OEmbedLinks origin={origin} of={address} title={meta.title} />
        {/* The letter opens beside the page around the frame, not inside the frame. */}
        <base target="_blank" />
        <style>{raw(code.css)}</style>
      </head>
      <body>
        <main theme={theme}>
          {!isHeaded && (
            // For those who go by headings; whoever sees finds the title below.
            <h1 lang={meta.title_language}>{meta.title}</h1>
          )}
          {widget(h, meta, count, items, options, { above: status, below: [] })}
        </main>
        <script type="module">{raw(code.script)}</script>
      </body>
    </html>
  )
  return `<!doctype html>${html.html}`
}
