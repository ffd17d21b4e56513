import { raw } from 'hono/html'
import { jsx } from 'hono/jsx/jsx-runtime'
import built from '../../../../build/widget.json'
import { type Build, type WidgetMeta, type WidgetOptions, widget } from '../../../embed/markup.ts'
import { printedName, type Signatory } from '../../../letter/schema.ts'
import { createFormatter } from '../../../page/formatter.ts'

const h: Build<ReturnType<typeof jsx>> = (tag, attributes, ...children) =>
  jsx(tag, { ...attributes, children }, undefined)

type Embed = {
  facts: WidgetMeta
  /** How many have signed. */
  count: number
  /** Those to show, each with its position in the letter. */
  signatories: { position: number; signatory: Signatory }[]
  looks: WidgetOptions
  theme: 'auto' | 'light' | 'dark'
}

/** The widget as a whole HTML document: complete without script, which only tells its height to the page around it. */
export const embedPage = ({ facts, count, signatories, looks, theme }: Embed): string => {
  const shown = signatories.map(({ position, signatory }) => ({
    ...signatory,
    position,
    printed_as: printedName(signatory),
  }))
  const { number } = createFormatter(facts.language)
  const range = facts.words.shown.replace('#', number(shown.length)).replace('%', number(count))
  const status = shown.length < count ? [h('p', { part: 'status' }, range)] : []
  const html = (
    <html lang={facts.language} dir={facts.direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={theme === 'auto' ? 'light dark' : theme} />
        <meta name="robots" content="noindex" />
        <title>{facts.title}</title>
        <meta name="description" content={facts.title} />
        <link rel="canonical" href={facts.page} />
        {/* The letter opens beside the page around the frame, not inside the frame. */}
        <base target="_blank" />
        <style>{raw(built.embed.css)}</style>
      </head>
      <body>
        <main theme={theme}>{widget(h, facts, count, shown, looks, { above: status, below: [] })}</main>
        <script type="module">{raw(built.embed.script)}</script>
      </body>
    </html>
  )
  return `<!doctype html>${html}`
}
