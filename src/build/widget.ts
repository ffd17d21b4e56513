import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { transform } from 'esbuild'
import type { LanguageMessages } from '../page/messages/schema.ts'
import { readMessages } from './messages/read.ts'
import { sourceFile } from './places.ts'
import { bundleScript, hashSource } from './script.ts'

const sheet = async (name: string): Promise<string> => {
  const source = await readFile(sourceFile(`embed/widget/${name}`), 'utf8')
  const { code } = await transform(source, { loader: 'css', minify: true })
  // What esbuild leaves alone: spaces in custom properties, products and ratios, quotes, and the names of properties that are our own.
  const own = [...new Set(code.match(/--(?!signatories-)\w+/g))]
  return code
    .trim()
    .replace(/(?<=--\w+:|,) | (?=[*/])|(?<=[*/]) /g, '')
    .replace(/(?<=\[theme=)"(\w+)"/g, '$1')
    .replace(/--(?!signatories-)\w+/g, (name) => `--${own.indexOf(name).toString(36)}`)
}

/** Languages that have a file of their own for some region or script: `pt` beside `pt-BR`. */
const varied = (languages: readonly string[]): string[] =>
  languages.filter((language) => languages.some((other) => other.startsWith(`${language}-`)))

/** The languages in which the script itself has words, as many as there is room for, each the same in all its regions. */
const BUNDLED = ['ar', 'de', 'en', 'es', 'fr', 'ru']

/** “Read the letter” in those. */
const readIn = (messages: ReadonlyMap<string, LanguageMessages>): Record<string, string> =>
  Object.fromEntries(BUNDLED.map((language) => [language, messages.get(language)?.widget.read ?? '']))

/**
 * At the head of a script, has V8 compile all of it while it arrives, on another thread, and not each function when it is
 * first called, which keeps names back (https://v8.dev/blog/explicit-compile-hints).
 */
const COMPILE_AT_ONCE = '//# allFunctionsCalledOnLoad'

/**
 * The widget's script, the first 16 hexadecimal digits of its SHA-256 for its address, and its `integrity`
 * (https://www.w3.org/TR/SRI/); and the style and script of its iframe's page, with the hash sources that let them
 * through a Content Security Policy.
 *
 * `letterScript` is what a letter's own script begins with: a function of its list, its tag and an address of the
 * deployment. Where such a script has run already, it only hands over the list.
 * @throws esbuild's BuildFailure, which names file, line and column
 */
export const buildWidget = async () => {
  const { messages } = await readMessages()
  const css = await sheet('style.css')
  const bundle = (entry: string, isLetters: boolean) =>
    bundleScript(`embed/widget/${entry}`, {
      STYLE: JSON.stringify(css),
      // Left out where nothing uses it, for it would stay in the script all the same.
      ...(isLetters && { VARIED: JSON.stringify(varied([...messages.keys()])) }),
      READ: JSON.stringify(readIn(messages)),
      IS_LETTERS: String(isLetters),
    })
  const script = `const SELF=import.meta.url;${await bundle('widget.ts', false)}`
  const letterCode = await bundle('letter.ts', true)
  const letterScript = `${COMPILE_AT_ONCE}\n((LIST,TAG,SELF)=>{const known=customElements.get("signatory-list");if(known?.receive)known.receive(LIST,TAG);else{${letterCode}}})`
  // In the iframe's page no shadow root stands between the page and the widget: `main` is its host.
  const style =
    (await sheet('embed.css')) + css.replace(/:host\(([^)]*)\)/g, 'main$1').replaceAll(':host', 'main')
  const measure = await bundleScript('embed/widget/embed.ts')
  return {
    script,
    letterScript,
    hash: createHash('sha256').update(script).digest('hex').slice(0, 16),
    integrity: hashSource('sha384', script),
    frame: { css: style, script: measure },
    frameHashes: { css: hashSource('sha256', style), script: hashSource('sha256', measure) },
  }
}
