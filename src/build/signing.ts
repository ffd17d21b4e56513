import type { LanguageMessages } from '../page/messages/schema.ts'
import type { SigningMessages } from '../signing/messages/schema.ts'
import { bundleScript, hashSource } from './script.ts'
import { buildStyles } from './styles.ts'

/** What the sign-on Worker says, by language: its own messages and those that all pages share. */
export const signingMessages = (
  pages: ReadonlyMap<string, LanguageMessages>,
  own: ReadonlyMap<string, SigningMessages>,
) =>
  Object.fromEntries(
    Array.from(own, ([language, signing]) => {
      const { page, widget, badge } = pages.get(language) ?? {}
      return [language, { page: { page, widget, badge }, signing }]
    }),
  )

/**
 * The style of its pages, and the script of its form in a frame, with the hash sources that let them through a policy; and
 * the script that makes such frames on other sites, as a function of where the form is.
 */
export const buildSigningPages = async () => {
  const script = await bundleScript('embed/sign-form/frame.ts')
  return {
    ...(await buildStyles('signing/pages/style.css')),
    frame: { script, hash: hashSource('sha256', script) },
    form: `(ORIGIN=>{${await bundleScript('embed/sign-form/element.ts')}})`,
  }
}

/** What solves the puzzle on the page before the form is sent, which has it inside. */
export const buildPuzzle = async (): Promise<{ script: string; hash: string }> => {
  const script = await bundleScript('signing/challenge/browser/solve.ts')
  return { script, hash: hashSource('sha256', script) }
}
