import { readdir, readFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import type * as z from 'zod/mini'
import type { Diagnostic } from '../../editing/diagnostic.ts'
import { LanguageMessages } from '../../page/messages/schema.ts'
import { SigningMessages } from '../../signing/messages/schema.ts'
import { sourceFile } from '../places.ts'
import { checkMessages, type Said, valueAt } from './check.ts'
import { type Json, type JsonSource, readSource } from './source.ts'

const PAGES = sourceFile('page/messages')
const SIGNING = sourceFile('signing/messages')

/** The reference that every other language is checked against. */
const REFERENCE = 'en'

/** The BCP 47 tag in its one spelling; undefined for what is none. */
const canonicalTag = (tag: string): string | undefined => {
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined
  }
}

const readFiles = async (folder: string) => {
  const sources: JsonSource[] = []
  const problems: Diagnostic[] = []
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  for (const name of files) {
    const path = join(folder, name)
    const file = relative(process.cwd(), path)
    const tag = basename(name, '.json')
    const canonical = canonicalTag(tag)
    if (tag !== canonical) {
      const message = `“${tag}” is not a language tag as BCP 47 writes it`
      const hint = `name the file ${canonical ?? 'pt-BR, say,'}.json`
      problems.push({ file, line: 1, column: 1, message, hint })
      continue
    }
    const read = readSource(file, tag, await readFile(path, 'utf8'))
    if ('problems' in read) problems.push(...read.problems)
    else sources.push(read)
  }
  return { sources, problems }
}

/** That a language has no file, unless something else is wrong with it. */
const missing = (
  folder: string,
  tag: string,
  hint: string,
  problems: readonly Diagnostic[],
): Diagnostic[] => {
  const file = relative(process.cwd(), join(folder, `${tag}.json`))
  if (problems.some((problem) => problem.file === file)) return []
  return [{ file, line: 1, column: 1, message: 'this file is missing', hint }]
}

type Read<Messages> = { messages: Map<string, Messages>; problems: Diagnostic[] }

/** What the files of a folder say, by their tags and in the order of tags, and all that is wrong with them. */
const readFolder = async <Messages extends Said>(
  folder: string,
  schema: z.ZodMiniType<Messages>,
): Promise<Read<Messages>> => {
  const { sources, problems } = await readFiles(folder)
  const english = sources.find(({ tag }) => tag === REFERENCE)
  const messages = new Map<string, Messages>()
  if (!english) {
    problems.push(...missing(folder, REFERENCE, 'bring it back', problems))
    return { messages, problems }
  }
  const parentOf = ({ json }: JsonSource): Json | undefined => valueAt(json, ['inherits'])
  const failed = new Set<string>()
  // Those that others build upon come first, and nothing can be judged by an English file that is wrong.
  const rank = (source: JsonSource): number =>
    source === english ? 0 : parentOf(source) === undefined ? 1 : 2
  for (const source of sources.toSorted((a, b) => rank(a) - rank(b))) {
    if (failed.has(REFERENCE)) break
    const parent = parentOf(source)
    const inherited = typeof parent === 'string' ? messages.get(parent) : undefined
    if (parent !== undefined && !(inherited && inherited.inherits === undefined)) {
      // What is wrong with the other file is told there.
      if (typeof parent === 'string' && failed.has(parent)) continue
      const message = `there is nothing to inherit from “${parent}”`
      problems.push({
        file: source.file,
        ...source.position(['inherits']),
        message,
        hint: 'name a language whose file is complete, such as pt',
      })
      continue
    }
    const checked = checkMessages(
      source,
      schema,
      english.json,
      inherited && { tag: String(parent), messages: inherited },
    )
    if ('messages' in checked) messages.set(source.tag, checked.messages)
    else {
      failed.add(source.tag)
      problems.push(...checked.problems)
    }
  }
  return { messages: new Map([...messages].sort(([a], [b]) => (a < b ? -1 : 1))), problems }
}

/** What pages, widget, builder and badge say in each language. */
export const readMessages = (folder = PAGES): Promise<Read<LanguageMessages>> =>
  readFolder(folder, LanguageMessages)

/**
 * What is said to those who sign, in each language. Each has a whole file of its own: who reads the pages in it is to sign in it, too.
 * @param languages those that pages speak
 */
export const readSigningMessages = async (
  languages: Iterable<string>,
  folder = SIGNING,
): Promise<Read<SigningMessages>> => {
  const { messages, problems } = await readFolder(folder, SigningMessages)
  const hint = 'copy en.json and translate it: in this language, too, people are to sign'
  const lacking = [...languages].filter((tag) => !messages.has(tag))
  return {
    messages,
    problems: [...problems, ...lacking.flatMap((tag) => missing(folder, tag, hint, problems))],
  }
}
