/** What a new repository of letters is made of: each answer is an option, and what no option says is asked. */
import { basename } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { WrongUsage } from '../cli/command.ts'
import { isYes } from '../cli/terminal.ts'
import { isSlug, Language } from '../letter/schema.ts'
import { slugOf } from '../letter/slug.ts'

export type Answers = {
  /** Of the site, as people read it. */
  name: string
  /** A host; empty for one of Cloudflare's. */
  domain: string
  /** BCP 47; the first is the site's own. */
  languages: [string, ...string[]]
  /** Whether the public may sign. */
  signOn: boolean
}

/** As the command line has them. */
export type Given = { name?: string; domain?: string; languages?: string; signOn?: boolean }

export const workerName = (folder: string): string => {
  const name = slugOf(basename(folder)).slice(0, 50).replace(/-$/, '')
  return isSlug(name) && !name.startsWith('signatory-') ? name : 'letters'
}

const inWords = (folder: string): string => {
  const words = basename(folder).replace(/[-_]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** @throws WrongUsage */
const readName = (text: string): string => {
  const name = text.trim().normalize()
  if (name === '' || name.length > 300 || /\p{Cc}/u.test(name))
    throw new WrongUsage('A site’s name is one line of text, of at most 300 characters.')
  return name
}

/** A host, also where a whole address was pasted. @throws WrongUsage */
const readDomain = (text: string): string => {
  const domain = text.trim()
  if (domain === '' || domain === 'workers.dev') return ''
  const url = URL.parse(/^https?:/i.test(domain) ? domain : `https://${domain}`)
  if (!url?.hostname.includes('.') || url.port !== '' || url.pathname !== '/')
    throw new WrongUsage(`“${domain}” is not a domain; write one such as letters.example.org`)
  return url.hostname
}

/** @throws WrongUsage */
const readLanguages = (text: string): [string, ...string[]] => {
  const tags = text.split(/[\s,;]+/).filter((tag) => tag !== '')
  const [first, ...others] = tags.map((tag) => {
    let canonical: string | undefined
    try {
      canonical = Intl.getCanonicalLocales(tag)[0]
    } catch {}
    if (canonical === undefined || !Language.safeParse(canonical).success)
      throw new WrongUsage(
        `“${tag}” is not the tag of a language; write for example en, pt-BR or zh-Hans, with commas between them`,
      )
    return canonical
  })
  if (first === undefined) throw new WrongUsage('Which language are the letters in? Write for example en')
  return [first, ...new Set(others.filter((tag) => tag !== first))]
}

/** What each question is, in the order in which they are asked. */
const questions = (folder: string) => ({
  name: { ask: 'What is the site called?', unsaid: inWords(folder), read: readName },
  domain: {
    ask: 'At which address? A domain of yours, such as letters.example.org; or nothing, for a free one of Cloudflare’s',
    unsaid: '',
    read: readDomain,
  },
  languages: {
    ask: 'In which languages are the letters? Tags such as en, fr, ar, the first that of the site',
    unsaid: 'en',
    read: readLanguages,
  },
  signOn: { ask: 'May the public sign, in a form? (yes or no)', unsaid: 'no', read: isYes },
})

/** Asks until the answer can be read. */
const ask = async <Answer>(
  terminal: ReturnType<typeof createInterface>,
  question: { ask: string; unsaid: string; read: (text: string) => Answer },
): Promise<Answer> => {
  const { ask, unsaid, read } = question
  for (;;) {
    const answer = (await terminal.question(`${ask}${unsaid && ` [${unsaid}]`} `)).trim()
    try {
      return read(answer || unsaid)
    } catch (error) {
      if (!(error instanceof WrongUsage)) throw error
      process.stderr.write(`${error.message}\n`)
    }
  }
}

/**
 * @param mayAsk whether there is somebody to ask; else what is not given is as each question's answer in brackets
 * @throws WrongUsage where what is given makes no sense
 */
export const readAnswers = async (folder: string, given: Given, mayAsk: boolean): Promise<Answers> => {
  const all = questions(folder)
  const signOn = given.signOn === undefined ? undefined : given.signOn ? 'yes' : 'no'
  const said = { ...given, signOn }
  // What is wrong in an option is said before anything is asked.
  for (const key of ['name', 'domain', 'languages'] as const) {
    const value = said[key]
    if (value !== undefined) all[key].read(value)
  }
  const terminal = mayAsk ? createInterface({ input: process.stdin, output: process.stderr }) : undefined
  const answer = <Answer>(
    value: string | undefined,
    question: { ask: string; unsaid: string; read: (text: string) => Answer },
  ): Answer | Promise<Answer> =>
    value === undefined && terminal !== undefined
      ? ask(terminal, question)
      : question.read(value ?? question.unsaid)
  try {
    return {
      name: await answer(said.name, all.name),
      domain: await answer(said.domain, all.domain),
      languages: await answer(said.languages, all.languages),
      signOn: await answer(said.signOn, all.signOn),
    }
  } finally {
    terminal?.close()
  }
}
