import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { transform } from 'esbuild'
import { bundleScript, hashSource } from './script.ts'

const folder = join(import.meta.dirname, '../embed/widget')

const sheet = async (name: string): Promise<string> => {
  const source = await readFile(join(folder, name), 'utf8')
  return (await transform(source, { loader: 'css', minify: true })).code.trim()
}

/**
 * The widget's script, the first 16 hexadecimal digits of its SHA-256 for its address, and its `integrity`
 * (https://www.w3.org/TR/SRI/); and the style and script of its iframe's page, with the hash sources that let them
 * through a Content Security Policy.
 * @throws esbuild's BuildFailure, which names file, line and column
 */
export const buildWidget = async () => {
  const css = await sheet('style.css')
  const script = await bundleScript('embed/widget/widget.ts', { STYLE: JSON.stringify(css) })
  // In the iframe's page no shadow root stands between the page and the widget: `main` is its host.
  const style =
    (await sheet('embed.css')) + css.replace(/:host\(([^)]*)\)/g, 'main$1').replaceAll(':host', 'main')
  const measure = await bundleScript('embed/widget/embed.ts')
  return {
    script,
    hash: createHash('sha256').update(script).digest('hex').slice(0, 16),
    integrity: hashSource('sha384', script),
    embed: {
      css: style,
      cssHash: hashSource('sha256', style),
      script: measure,
      scriptHash: hashSource('sha256', measure),
    },
  }
}
