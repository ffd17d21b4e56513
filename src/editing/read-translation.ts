import { isMap, isScalar, type ParsedNode, parseDocument } from 'yaml'
import { unwantedCharacters } from '../letter/characters.ts'
import { didYouMean } from '../letter/nearest.ts'
import { Language, type Translation } from '../letter/schema.ts'
import type { Signing } from '../letter/signing.ts'
import { checkDate } from './advice.ts'
import type { Diagnostic } from './diagnostic.ts'
import { type Position, positionsIn } from './position.ts'
import { readMarkdown } from './read-markdown.ts'
import { readSigning } from './read-signing.ts'
import { readText } from './read-text.ts'

const KEYS = ['title', 'date', 'addressee', 'context', 'translation_of', 'signing'] as const
type Key = (typeof KEYS)[number]
type FrontMatter = Partial<Record<Exclude<Key, 'signing'>, string>> & { signing?: Signing }

const isKey = (name: string): name is Key => (KEYS as readonly string[]).includes(name)

/** In characters. YAML nests, and its parser recurses: five short lines need no more. */
const LONGEST_FRONT_MATTER = 8192
const FRONT_MATTER = /^---[ \t]*(?:\r\n?|\n)([\s\S]*?)(?<=[\r\n])---[ \t]*(?:(?:\r\n?|\n)|$)/

/** The name of a translation's file: `letter.<lang>.md`. */
export const TRANSLATION_FILE = /(?:^|\/)letter\.([^/]+)\.md$/

/** What people write for a language and is none, or another one: mostly the code of a country. */
const MISTAKEN: Record<string, string> = {
  gr: 'el',
  cn: 'zh-Hans',
  jp: 'ja',
  cz: 'cs',
  dk: 'da',
  ua: 'uk',
  sp: 'es',
}

/** Languages that are mistaken for that of the country whose code they look like. */
const MISLEADING: Record<string, string> = { br: 'pt-BR', kr: 'ko', se: 'sv', tw: 'zh-Hant' }

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

const canonicalLanguage = (tag: string): string | undefined => {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag.replaceAll('_', '-'))
    return Language.safeParse(canonical).success ? canonical : undefined
  } catch {
    return undefined
  }
}

/** The tag that is probably meant by one; the same where it is right, or nobody can tell. */
export const languageMeant = (tag: string): string =>
  MISTAKEN[tag.toLowerCase()] ?? canonicalLanguage(tag) ?? tag

/** What is wrong with a language tag; undefined for one that is right. */
export const languageProblem = (tag: string): { message: string; hint: string } | undefined => {
  const canonical = canonicalLanguage(tag)
  const mistaken = MISTAKEN[tag.toLowerCase()]
  if (mistaken !== undefined)
    return { message: `“${tag}” is not ${languages.of(mistaken)}`, hint: `write ${mistaken}` }
  if (canonical !== undefined && languages.of(canonical.split('-')[0] ?? '') === undefined)
    return { message: `there is no language “${tag}”`, hint: 'write for example en, pt-BR or zh-Hans' }
  if (canonical === tag) return undefined
  return {
    message: `“${tag}” is not a language tag in its usual form`,
    hint: canonical === undefined ? 'write for example en, pt-BR or zh-Hans' : `write ${canonical}`,
  }
}

/**
 * Reads the YAML between the `---` lines; it begins at `offset` of `text`. Every value but that of `signing` is taken as text.
 * `seen` is the keys that are there, with or without a good value, and where; undefined if they cannot be known.
 */
const readFrontMatter = (file: string, text: string, yaml: string, offset: number) => {
  const values: FrontMatter = {}
  const seen = new Map<Key, number>()
  const problems: Diagnostic[] = []
  const warnings: Diagnostic[] = []
  const place = positionsIn(text)
  const sayIn = (list: Diagnostic[]) => (at: number, message: string, hint: string) => {
    list.push({ file, ...place(offset + at), message, hint })
  }
  const say = sayIn(problems)
  const start = (node: ParsedNode | null) => node?.range[0] ?? 0
  /** Where on a value's own line a comment begins that cuts it off. */
  const commentAfter = (node: ParsedNode | null): number | undefined => {
    const end = node?.range[1] ?? 0
    const [rest = ''] = yaml.slice(end).split(/[\r\n]/)
    const at = rest.search(/(?<=[ \t])#/)
    return at < 0 ? undefined : end + at
  }

  if (yaml.length > LONGEST_FRONT_MATTER) {
    say(
      LONGEST_FRONT_MATTER,
      'the front matter is too long',
      'end it with a line of --- and put the text below',
    )
    return { values, problems, warnings, seen: undefined }
  }
  // The failsafe schema leaves 2018-06-22 and “no” the words they are.
  const document = parseDocument(yaml, {
    schema: 'failsafe',
    prettyErrors: false,
  })
  for (const { pos, message, code } of [...document.errors, ...document.warnings]) {
    const hint =
      code === 'DUPLICATE_KEY'
        ? 'keep one of them'
        : 'write key: value, with quotation marks around a value that holds a colon'
    say(pos[0], `this is not YAML: ${message}`, hint)
  }
  if (document.errors.length > 0) return { values, problems, warnings, seen: undefined }
  const { contents } = document
  if (contents === null) return { values, problems, warnings, seen }
  if (!isMap(contents)) {
    say(start(contents), 'the front matter is not a list of keys and values', 'write key: value on each line')
    return { values, problems, warnings, seen: undefined }
  }
  for (const { key, value } of contents.items) {
    const name = isScalar(key) ? String(key.value) : ''
    const at = value === null || start(value) === 0 ? start(key) : start(value)
    if (isKey(name)) seen.set(name, start(key))
    const words = isScalar(value)
      ? String(value.value ?? '')
          .trim()
          .normalize('NFC')
      : ''
    if (!isKey(name)) say(start(key), `there is no key “${name}”`, didYouMean(name, KEYS))
    else if (name === 'signing') {
      const signing = readSigning(value, start(key), say, sayIn(warnings))
      if (signing) values.signing = signing
    } else if (value !== null && !isScalar(value)) say(at, `${name} is not text`, 'put it in quotation marks')
    else if (words === '') say(start(key), `${name} is empty`, 'write it, or delete the line')
    else if (words.includes('\n')) say(at, `${name} is more than one line`, 'join its lines')
    else {
      values[name] = words
      const comment = commentAfter(value)
      if (comment !== undefined)
        say(
          comment,
          `${name} would end before this #, which begins a comment`,
          'put the whole value in quotation marks, or the comment on a line of its own',
        )
      const advice =
        name === 'date' ? checkDate(words) : name === 'translation_of' ? languageProblem(words) : undefined
      if (advice !== undefined) say(at, advice.message, advice.hint)
    }
  }
  return { values, problems, warnings, seen }
}

/**
 * One `letter.<lang>.md`: the front matter and the words. `date` is there in the original, `translationOf` (the
 * original's language) in every other; `signing` where the public can sign. `places` is where each block of its body begins.
 */
export const readTranslation = (
  file: string,
  bytes: Uint8Array,
): {
  translation?: Translation
  places: Position[]
  date?: string
  translationOf?: string
  signing?: Signing
  problems: Diagnostic[]
  warnings: Diagnostic[]
} => {
  const read = readText(file, bytes)
  if ('problem' in read) return { places: [], problems: [read.problem], warnings: [] }
  const { text } = read
  const head = { file, line: 1, column: 1 }
  const language = TRANSLATION_FILE.exec(file)?.[1] ?? ''
  const named = languageProblem(language)
  const problems: Diagnostic[] =
    named === undefined ? [] : [{ ...head, ...named, message: `in the file's name ${named.message}` }]

  const warnings: Diagnostic[] = []
  const meant = MISLEADING[language]
  if (meant !== undefined) {
    warnings.push({
      ...head,
      message: `${language} is ${languages.of(language)}`,
      hint: `rename the file to letter.${meant}.md if it is in ${languages.of(meant)}`,
    })
  }

  const front = FRONT_MATTER.exec(text)
  if (front === null) {
    const begun = /^---[ \t]*[\r\n]/.test(text)
    problems.push({
      ...head,
      message: begun ? 'the front matter never ends' : 'the front matter is missing',
      hint: begun
        ? 'put a line of --- after its last key'
        : 'begin the file with a line of ---, title, date and addressee, and another line of ---',
    })
    return { places: [], problems, warnings }
  }
  const [whole, yaml = ''] = front
  const yamlStart = whole.indexOf(yaml, whole.search(/[\r\n]/))
  const { values, seen, problems: wrong, warnings: odd } = readFrontMatter(file, text, yaml, yamlStart)
  const place = positionsIn(text)
  for (const { offset, ...said } of unwantedCharacters(whole))
    problems.push({ file, ...place(offset), ...said })
  problems.push(...wrong)
  warnings.push(...odd)
  if (seen !== undefined) {
    for (const key of ['title', 'addressee'] as const) {
      if (!seen.has(key)) {
        problems.push({ ...head, message: `the front matter has no ${key}`, hint: `add a line ${key}: ...` })
      }
    }
    if (seen.has('date') && seen.has('translation_of')) {
      problems.push({
        ...head,
        message: 'the front matter has both date and translation_of',
        hint: 'keep date if this is the original, translation_of if it is a translation',
      })
    } else if (!seen.has('date') && !seen.has('translation_of')) {
      problems.push({
        ...head,
        message: 'the front matter has neither date nor translation_of',
        hint: 'add date: YYYY-MM-DD if this is the original, or translation_of: and the language of the original',
      })
    }
  }

  const signingAt = seen?.get('signing')
  if (signingAt !== undefined && seen?.has('translation_of')) {
    problems.push({
      file,
      ...place(yamlStart + signingAt),
      message: 'signing stands in a translation',
      hint: 'move it into the file of the original, which has the date',
    })
  }

  const bodyLine = place(whole.length).line
  const body = readMarkdown(file, text.slice(whole.length), bodyLine)
  problems.push(...body.problems)
  if (body.blocks.length === 0 && body.problems.length === 0) {
    problems.push({
      file,
      line: bodyLine,
      column: 1,
      message: 'the letter has no words',
      hint: 'write them here',
    })
  }
  const { title, addressee, context, date, translation_of: translationOf, signing } = values
  return {
    ...(problems.length === 0 &&
      title !== undefined &&
      addressee !== undefined && {
        translation: {
          language,
          title,
          addressee,
          ...(context !== undefined && { context }),
          body: body.blocks,
        },
      }),
    places: body.places,
    ...(date !== undefined && { date }),
    ...(translationOf !== undefined && { translationOf }),
    ...(signing !== undefined && { signing }),
    problems,
    warnings: [...warnings, ...body.warnings],
  }
}
