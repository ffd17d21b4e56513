import { glob, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as z from 'zod/mini'
import type { LanguageMessages } from '../page/messages/schema.ts'
import { SigningMessages } from '../signing/messages/schema.ts'
import { sourceFile } from './places.ts'
import { bundleScript, hashSource } from './script.ts'
import { buildStyles } from './styles.ts'

const FOLDER = sourceFile('signing/messages')

/**
 * What the sign-on Worker says, by language: its own messages and those that all pages share. A language without a file
 * of its own takes that of the language it inherits from.
 * @throws Error with a line for each file that is not as the schema has it
 */
export const readSigningMessages = async (pages: ReadonlyMap<string, LanguageMessages>) => {
  const own = new Map<string, SigningMessages>()
  const wrong: string[] = []
  for await (const path of glob('*.json', { cwd: FOLDER })) {
    const { data, error } = z.safeParse(
      SigningMessages,
      JSON.parse(await readFile(join(FOLDER, path), 'utf8')),
    )
    if (data) own.set(basename(path, '.json'), data)
    else wrong.push(`src/signing/messages/${path}: ${z.prettifyError(error)}`)
  }
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
  const all: Record<string, { page: object; signing: SigningMessages }> = {}
  for (const [language, { page, widget, badge, inherits }] of pages) {
    const signing = own.get(language) ?? own.get(inherits ?? '')
    if (signing) all[language] = { page: { page, widget, badge }, signing }
  }
  return all
}

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
