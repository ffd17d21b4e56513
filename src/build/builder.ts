import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { build } from 'esbuild'
import { buildStyles } from './styles.ts'

/**
 * The embed builder's style, as `buildStyles` has it, and its script, with the SHA-256 of the script in hexadecimal.
 * @throws esbuild's BuildFailure, which names file, line and column
 */
export const buildBuilder = async () => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '../embed/builder/builder.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2023',
    minify: true,
    charset: 'utf8',
    write: false,
    logLevel: 'silent',
  })
  const script = outputFiles.map((file) => file.text.trim()).join('')
  return {
    ...(await buildStyles('reading/embed/builder/builder.css')),
    script,
    scriptHash: createHash('sha256').update(script).digest('hex'),
  }
}
