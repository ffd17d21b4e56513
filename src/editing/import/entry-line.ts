/** A signatory in one line of text, as letters print them, taken apart. Pure. */
import { printedName } from '../../letter/schema.ts'
import { countryNamed } from '../countries.ts'
import type { Candidate } from './candidate.ts'
import { arePronouns, initialsOf, isCredential, isOfOrganisation, isRole } from './name-words.ts'

type Signatory = Candidate['signatory']
type Fields<Type extends Signatory['type']> = Extract<Signatory, { type: Type }>

/** Between the parts of a line: comma, semicolon, bar, dash with spaces, line break. */
const SEPARATOR = /\s*[,،;、，；]\s+|[،、，；]|\s*[|｜]\s*|\s+[-–—―]+\s+|\s*\n\s*|\s*\t\s*/uy

type Part = { text: string /** Whether a comma came before it. */; comma: boolean }

/** The parts of a line; what is in brackets stays whole. */
const partsOf = (line: string): Part[] => {
  const parts: Part[] = []
  let depth = 0
  let start = 0
  let comma = false
  for (let at = 0; at < line.length; at++) {
    const character = line[at] as string
    if ('([（【'.includes(character)) depth++
    if (')]）】'.includes(character)) depth = Math.max(0, depth - 1)
    SEPARATOR.lastIndex = at
    const found = depth === 0 && at > 0 ? SEPARATOR.exec(line) : null
    if (found === null) continue
    parts.push({ text: line.slice(start, at).trim(), comma })
    comma = /[,،、，]/u.test(found[0])
    start = at + found[0].length
    at = start - 1
  }
  parts.push({ text: line.slice(start).trim(), comma })
  return parts.filter(({ text }) => text !== '')
}

const CLOSES: Record<string, string> = { ')': '(', '）': '（', ']': '[', '】': '【' }

/** `Ada Example (Example Org (Kenya))`: what stands before the bracket that ends the text, and in it. */
const endingBracket = (text: string): { before: string; inside: string } | undefined => {
  const close = text.at(-1) ?? ''
  const open = CLOSES[close]
  if (open === undefined) return undefined
  let depth = 0
  for (let at = text.length - 1; at > 0; at--) {
    if (text[at] === close) depth++
    if (text[at] === open && --depth === 0) {
      const before = text.slice(0, at).trim()
      return before === '' ? undefined : { before, inside: text.slice(at + 1, -1).trim() }
    }
  }
  return undefined
}

/** The parts with the credentials that follow a name joined to it: `Ada Example, PhD`. */
const withCredentials = (parts: Part[]): { name: string; rest: string[] } => {
  let name = parts[0]?.text ?? ''
  let taken = 1
  for (let part = parts[1]; part?.comma; part = parts[taken]) {
    if (!isCredential(endingBracket(part.text)?.before ?? part.text)) break
    name += `, ${part.text}`
    taken++
  }
  return { name, rest: parts.slice(taken).map(({ text }) => text) }
}

const joined = (parts: string[]): string => parts.join(', ')

/** What somebody is, and where: `Professor`, `University of Example, Nairobi`. */
const roleAndAffiliation = (parts: string[]): { role?: string; affiliation?: string } => {
  const [first, second] = parts
  if (first === undefined) return {}
  const firstIsRole =
    isRole(first) || (second !== undefined && !isOfOrganisation(first) && isOfOrganisation(second))
  const others = parts.findIndex((part, index) => index > 0 && !isRole(part))
  const roles = firstIsRole ? (others < 0 ? parts.length : others) : 0
  const affiliation = joined(parts.slice(roles))
  return {
    ...(roles > 0 && { role: joined(parts.slice(0, roles)) }),
    ...(affiliation !== '' && { affiliation }),
  }
}

const withPrinted = <Any extends Signatory>(signatory: Any, line: string): Any =>
  printedName({ ...signatory, id: '' }) === line ? signatory : { ...signatory, printed_as: line }

/** `1. Ada Example`, `- [x] Ada`: lists bring their numbers along when they are pasted as plain text. */
const withoutNumber = (line: string): string =>
  line.replace(/^\s*(?:\d{1,6}[.)]|[-*•·–])\s+/u, '').replace(/[\s,;]+$/u, '')

/**
 * `Ada Example, PhD, Professor, University of Example` and `Bo Example (Debian Project, GNOME Foundation)`: name, role
 * and affiliation. What is in brackets after a person is where they belong, or a country, or their pronouns.
 */
export const splitPerson = (text: string): Fields<'person'> => {
  const line = withoutNumber(text)
  const { name: start, rest } = withCredentials(partsOf(line))
  let name = start
  const inBrackets: string[] = []
  let country: string | undefined
  for (let bracket = endingBracket(name); bracket !== undefined; bracket = endingBracket(name)) {
    const { before, inside } = bracket
    if (isCredential(inside)) break
    const named = countryNamed(inside)
    country ??= named
    // Pronouns and handles stay in the printed form only.
    const isAside = inside === '' || arePronouns(inside) || /^@\S+$/.test(inside)
    if (!isAside && named === undefined) inBrackets.unshift(inside)
    name = before
  }
  // What is bracketed after the rest of the line says more of it: `Ada Example, Director (Example Org)`.
  const last = rest.at(-1)
  const ending = last === undefined ? undefined : endingBracket(last)
  const parts =
    ending !== undefined && isRole(ending.before)
      ? [...rest.slice(0, -1), ending.before, ending.inside]
      : rest
  const own = roleAndAffiliation(parts)
  const bracketed = joined(inBrackets)
  const bracketedIsRole = own.role === undefined && inBrackets.length === 1 && isWholeRole(bracketed)
  const affiliation = joined(
    [bracketedIsRole ? '' : bracketed, own.affiliation ?? ''].filter((part) => part !== ''),
  )
  const role = bracketedIsRole ? bracketed : own.role
  return withPrinted(
    {
      type: 'person',
      name,
      ...(role !== undefined && { role }),
      ...(affiliation !== '' && { affiliation }),
      ...(country !== undefined && { country }),
    },
    line,
  )
}

/** `(Director)`, but not `(Engineers Without Borders)`. */
const isWholeRole = (text: string): boolean => isRole(text) && !isOfOrganisation(text)

/** Whether the letters stand in the text in that order. */
const isSubsequence = (letters: string, text: string): boolean => {
  let at = 0
  for (const letter of text) if (letter === letters[at]) at++
  return at === letters.length
}

const ACRONYM_LENGTH = 15

/** Whether words in brackets are the name's own acronym: short, without spaces, in capitals or of its initials. */
export const isAcronymOf = (short: string, name: string): boolean => {
  const letters = short.replace(/[^\p{L}]/gu, '')
  if (/\s/.test(short) || letters.length < 2 || [...short].length > ACRONYM_LENGTH) return false
  if (!/^[\p{L}\p{N}.&/’'-]+$/u.test(short)) return false
  const capitals = short.match(/\p{Lu}/gu) ?? []
  if (capitals.length >= 2) return true
  return isSubsequence(letters.toLowerCase(), initialsOf(name)) && letters.length >= 3
}

/**
 * `Example Collective (EC), Kenya`: name, acronym and country. Brackets that are neither, such as
 * `(formerly Example Eye)`, stay in the printed form only.
 */
export const splitOrganisation = (text: string): Fields<'organisation'> => {
  const line = withoutNumber(text)
  let name = line
  let acronym: string | undefined
  let country: string | undefined
  for (;;) {
    const bracket = endingBracket(name)
    if (bracket !== undefined) {
      const { before, inside } = bracket
      const named = countryNamed(inside)
      if (named !== undefined) country ??= named
      else if (isAcronymOf(inside, before)) acronym ??= inside
      name = before
      continue
    }
    const [, before, tail] = /^(.+?)\s*(?:,|\s[-–—|])\s*([^,]+)$/u.exec(name) ?? []
    if (before === undefined || tail === undefined) break
    const named = countryNamed(tail)
    const isContact = isRole(tail) && /\s[-–—|]\s/u.test(name)
    if (named === undefined && !isContact) break
    country ??= named
    name = before
  }
  return withPrinted(
    {
      type: 'organisation',
      name,
      ...(acronym !== undefined && { acronym }),
      ...(country !== undefined && { country }),
    },
    line,
  )
}

/** The name of a line, and what follows it, for telling persons from organisations. */
export const nameAndRest = (text: string): { name: string; rest: string } => {
  const { name, rest } = withCredentials(partsOf(withoutNumber(text)))
  const bracket = endingBracket(name)
  return bracket === undefined
    ? { name, rest: joined(rest) }
    : { name: bracket.before, rest: joined([bracket.inside, ...rest]) }
}
