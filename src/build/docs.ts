import { bundleScript, hashSource } from './script.ts'
import { buildStyles } from './styles.ts'

/** The style and the script of the reference, which its page has inside, and the hash sources that let them through a policy. */
export const buildDocs = async () => {
  const { css, hash } = await buildStyles('reading/site/docs/docs.css')
  const script = await bundleScript('reading/site/docs/browser/docs.ts')
  return { own: { css, script }, hashes: { style: hash, script: hashSource('sha256', script) } }
}
