import { readFile } from 'node:fs/promises'
import { build, transform } from 'esbuild'
import type { Site as CompiledSite } from '../page/site.ts'
import { sourceFile } from './places.ts'
import { hashSource } from './script.ts'
import { ACCENT, type Accent, type Ground } from './site-file/accent.ts'

/**
 * A style sheet below `src/`, minified, and the hash source that lets it through a Content Security Policy:
 * `sha256-` and the Base64 of the SHA-256 of exactly the text between `<style>` and `</style>` (CSP 3, 2.3.1).
 * @throws esbuild's BuildFailure, which names file, line and column
 */
export const buildStyles = async (sheet: string): Promise<{ css: string; hash: string }> => {
  const { outputFiles } = await build({
    entryPoints: [sourceFile(sheet)],
    minify: true,
    write: false,
    logLevel: 'silent',
  })
  const css = outputFiles.map((file) => file.text.trim()).join('')
  return { css, hash: hashSource('sha256', css) }
}

/** What only some sites have: a logo, and links of their own at the foot. */
const LOGO =
  '.top nav{align-items:center}.mark img{block-size:2em;max-inline-size:100%;margin-inline-end:.6em;vertical-align:middle}'
const FOOT = 'footer .pages{font-size:.8em;font-weight:400}'

/** The style of all pages of a site: in its accent, and with room for what it has. */
export const buildPageStyle = async (
  site: Pick<CompiledSite, 'logo' | 'links' | 'pages'>,
  accent: Accent = ACCENT,
) => {
  const source = await readFile(sourceFile('page/style.css'), 'utf8')
  const coloured = (Object.keys(ACCENT) as Ground[]).reduce(
    (css, ground) => css.replace(`--accent: ${ACCENT[ground]};`, `--accent: ${accent[ground]};`),
    source,
  )
  const { code } = await transform(coloured, { loader: 'css', minify: true })
  const css = [
    code.trim(),
    ...(site.logo ? [LOGO] : []),
    ...(site.links.length > 0 || site.pages.length > 0 ? [FOOT] : []),
  ].join('')
  return { css, hash: hashSource('sha256', css) }
}
