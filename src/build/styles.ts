import { join } from 'node:path'
import { build } from 'esbuild'
import { hashSource } from './script.ts'

/**
 * A style sheet below `src/`, minified, and the hash source that lets it through a Content Security Policy:
 * `sha256-` and the Base64 of the SHA-256 of exactly the text between `<style>` and `</style>` (CSP 3, 2.3.1).
 * @throws esbuild's BuildFailure, which names file, line and column
 */
export const buildStyles = async (sheet: string): Promise<{ css: string; hash: string }> => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '..', sheet)],
    minify: true,
    write: false,
    logLevel: 'silent',
  })
  const css = outputFiles.map((file) => file.text.trim()).join('')
  return { css, hash: hashSource('sha256', css) }
}
