import { isSlug, type Letter, type Signatory, type SignedLetter } from '../letter/schema.ts'
import { RESERVED_SLUGS, type Signing } from '../letter/signing.ts'
import { slugOf } from '../letter/slug.ts'
import { compareStructure } from './compare-structure.ts'
import { type Diagnostic, isDiagnostic } from './diagnostic.ts'
import { type Notice, readSignatories } from './read-signatories.ts'
import { languageMeant, readTranslation, TRANSLATION_FILE } from './read-translation.ts'

/** A folder of `data/`: its name is the letter's slug, `path` what problems call it, its files in any order. */
export type LetterFolder = { slug: string; path: string; files: LetterFile[] }
/** `chunks` throws UnreadableFile where there is something by that name that cannot be read. */
export type LetterFile = { name: string; chunks: () => AsyncIterable<Uint8Array> }

/** There is something by that name, and it cannot be read: a folder, a link that leads nowhere, no permission. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
}

/**
 * A letter as far as it could be read. Signatories come as a stream, with the problems among them. Warnings keep
 * nobody from publishing.
 */
export type OpenedLetter = {
  letter: Letter | undefined
  /** Where the public can sign it. */
  signing?: Signing
  problems: Diagnostic[]
  warnings: Diagnostic[]
  signatories: (notice?: Notice) => AsyncIterable<Signatory | Diagnostic>
}

const SIGNATORIES_FILE = 'signatories.csv'
/** In bytes: reading stops well above the longest text that `readMarkdown` takes. */
const LARGEST_TRANSLATION = 1_048_576

/** What a file is probably meant to be called: `letter.md`, `Letter.EN.MD`, `letter_fr.txt`, `Signatories.CSV`. */
const nameMeant = (name: string): string | undefined => {
  if (name.toLowerCase() === SIGNATORIES_FILE) return SIGNATORIES_FILE
  const [found, tag] =
    /^letter(?:[._ -]([a-z]{2,3}(?:[-_][a-z]{2,4})?))?\.(?:md|markdown|txt)$/i.exec(name) ?? []
  if (found === undefined) return undefined
  return tag === undefined ? 'letter.<lang>.md, for example letter.en.md' : `letter.${languageMeant(tag)}.md`
}

const unreadable = (file: string, error: unknown): Diagnostic => {
  if (!(error instanceof UnreadableFile)) throw error
  const hint = 'put the file itself here, or delete this'
  return { file, line: 1, column: 1, message: `this cannot be read: ${error.message}`, hint }
}

async function* readList(file: string, list: LetterFile, notice?: Notice) {
  try {
    yield* readSignatories(file, list.chunks(), notice)
  } catch (error) {
    yield unreadable(file, error)
  }
}

const bytesOf = async (file: LetterFile): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of file.chunks()) {
    chunks.push(chunk)
    length += chunk.length
    if (length > LARGEST_TRANSLATION) break
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** Reads a folder's words; its signatories are read when they are asked for, so a million need no array. */
export const openLetter = async ({ slug, path, files }: LetterFolder): Promise<OpenedLetter> => {
  const problems: Diagnostic[] = []
  const say = (file: string, message: string, hint: string) =>
    problems.push({ file, line: 1, column: 1, message, hint })

  if (!isSlug(slug)) {
    say(path, `“${slug}” cannot be a letter's address`, `name the folder for example ${slugOf(slug)}`)
  }
  const sorted = files.toSorted((one, two) => (one.name < two.name ? -1 : 1))
  const read: (ReturnType<typeof readTranslation> & { file: string })[] = []
  for (const file of sorted) {
    const name = `${path}/${file.name}`
    if (TRANSLATION_FILE.test(file.name)) {
      try {
        const translation = readTranslation(name, await bytesOf(file))
        problems.push(...translation.problems)
        read.push({ file: name, ...translation })
      } catch (error) {
        problems.push(unreadable(name, error))
      }
    } else if (file.name !== SIGNATORIES_FILE) {
      const meant = nameMeant(file.name)
      say(
        name,
        'this file is not part of a letter',
        meant === undefined
          ? `a folder holds letter.<lang>.md and ${SIGNATORIES_FILE}`
          : `rename it to ${meant}`,
      )
    }
  }

  const originals = read.filter(
    ({ date, translationOf }) => date !== undefined && translationOf === undefined,
  )
  const [original] = originals
  // A file that says neither has its own problem already, and may have been meant as the original.
  if (original === undefined && read.every(({ translationOf }) => translationOf !== undefined)) {
    const hint =
      read.length === 0
        ? 'add letter.<lang>.md, for example letter.en.md'
        : 'give the original date: YYYY-MM-DD in place of translation_of'
    say(path, 'this folder has no original letter', hint)
  }
  for (const { file } of originals.slice(1)) {
    say(file, `${original?.file} is an original already`, 'write translation_of: and its language, not date')
  }
  const language = original && TRANSLATION_FILE.exec(original.file)?.[1]
  const translations = read.filter(({ translationOf }) => translationOf !== undefined)
  for (const { file, translationOf } of translations) {
    if (original === undefined || translationOf === language) continue
    say(file, `translation_of is ${translationOf}, and the original is ${original.file}`, `write ${language}`)
  }

  const [first, ...others] = [...(original ? [original] : []), ...translations].flatMap(
    ({ translation }) => translation ?? [],
  )
  for (const { file, translation } of translations) {
    if (original?.translation === undefined || translation === undefined) continue
    if (JSON.stringify(translation.body) === JSON.stringify(original.translation.body))
      say(file, `the text is that of ${original.file}, word for word`, 'translate it, or delete this file')
  }
  const warnings = read.flatMap((each) => each.warnings)
  if (original !== undefined)
    warnings.push(...translations.flatMap((translation) => compareStructure(original, translation)))
  if (original?.signing && RESERVED_SLUGS.includes(slug))
    say(
      path,
      `/sign/${slug} is an address of the sign-on Worker's own, so the public cannot sign a letter of that name`,
      'give the folder another name',
    )
  const list = files.find(({ name }) => name === SIGNATORIES_FILE)
  const listPath = `${path}/${SIGNATORIES_FILE}`
  if (list === undefined) say(listPath, 'this file is missing', 'add it, with a header line such as id,name')
  return {
    letter:
      problems.length === 0 && original?.date !== undefined && first !== undefined
        ? { slug, date: original.date, translations: [first, ...others] }
        : undefined,
    ...(original?.signing && { signing: original.signing }),
    problems,
    warnings,
    signatories: (notice) =>
      list === undefined ? (async function* () {})() : readList(listPath, list, notice),
  }
}

/** The whole letter with everyone who signed it, or every problem in its folder; warnings in either case. */
export const readLetter = async (
  folder: LetterFolder,
): Promise<({ letter: SignedLetter } | { problems: Diagnostic[] }) & { warnings: Diagnostic[] }> => {
  const { letter, problems, warnings, signatories } = await openLetter(folder)
  const signed: Signatory[] = []
  for await (const item of signatories()) {
    if (isDiagnostic(item)) problems.push(item)
    else signed.push(item)
  }
  return letter === undefined || problems.length > 0
    ? { problems, warnings }
    : { letter: { ...letter, signatories: signed }, warnings }
}
