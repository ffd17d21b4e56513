import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { build } from 'esbuild'
import { builtJson } from './built-json.ts'
import { isBundled, sourceFile } from './places.ts'

/**
 * A script below `src/` and what it imports, as one minified module.
 * @throws esbuild's BuildFailure, which names file, line and column
 */
export const bundleScript = async (entry: string, define: Record<string, string> = {}): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [sourceFile(entry)],
    bundle: true,
    format: 'esm',
    target: 'es2023',
    minify: true,
    charset: 'utf8',
    define,
    plugins: isBundled ? [builtJson(resolve('build'))] : [],
    write: false,
    logLevel: 'silent',
  })
  return outputFiles.map((file) => file.text.trim()).join('')
}

/** `sha256-` and the Base64 of the hash: of a Content Security Policy (CSP 3, 2.3.1), and as `integrity` (https://www.w3.org/TR/SRI/). */
export const hashSource = (algorithm: 'sha256' | 'sha384', text: string): string =>
  `${algorithm}-${createHash(algorithm).update(text).digest('base64')}`
