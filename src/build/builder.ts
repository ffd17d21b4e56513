import { createHash } from 'node:crypto'
import { bundleScript } from './script.ts'
import { buildStyles } from './styles.ts'

/**
 * The embed builder's style, as `buildStyles` has it, and its script, with the first 16 hexadecimal
 * digits of the SHA-256 of the script, which an entity tag has.
 * @throws esbuild's BuildFailure, which names file, line and column
 */
export const buildBuilder = async () => {
  const script = await bundleScript('embed/builder/builder.ts')
  return {
    ...(await buildStyles('reading/embed/builder/builder.css')),
    script,
    scriptHash: createHash('sha256').update(script).digest('hex').slice(0, 16),
  }
}
