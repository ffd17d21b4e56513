import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, transform } from 'esbuild'

const folder = join(import.meta.dirname, '../embed/widget')

const bundle = async (entry: string, define: Record<string, string> = {}): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(folder, entry)],
    bundle: true,
    format: 'esm',
    target: 'es2023',
    minify: true,
    charset: 'utf8',
    define,
    write: false,
    logLevel: 'silent',
  })
  return outputFiles.map((file) => file.text.trim()).join('')
}

const sheet = async (name: string): Promise<string> => {
  const source = await readFile(join(folder, name), 'utf8')
  return (await transform(source, { loader: 'css', minify: true })).code.trim()
}

const hash = (algorithm: 'sha256' | 'sha384', text: string): string =>
  `${algorithm}-${createHash(algorithm).update(text).digest('base64')}`

/**
 * The widget's script, the first 16 hexadecimal digits of its SHA-256 for its address, and its `integrity`
 * (https://www.w3.org/TR/SRI/); and the style and script of its iframe's page, with the hash sources that let them
 * through a Content Security Policy.
 * @throws esbuild's BuildFailure, which names file, line and column
 */
export const buildWidget = async () => {
  const css = await sheet('style.css')
  const script = await bundle('widget.ts', { STYLE: JSON.stringify(css) })
  // In the iframe's page no shadow root stands between the page and the widget: `main` is its host.
  const style =
    (await sheet('embed.css')) + css.replace(/:host\(([^)]*)\)/g, 'main$1').replaceAll(':host', 'main')
  const measure = await bundle('embed.ts')
  return {
    script,
    hash: createHash('sha256').update(script).digest('hex').slice(0, 16),
    integrity: hash('sha384', script),
    embed: {
      css: style,
      cssHash: hash('sha256', style),
      script: measure,
      scriptHash: hash('sha256', measure),
    },
  }
}
