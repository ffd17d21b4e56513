import type { Position } from '../position.ts'
import { tidy } from './clean.ts'
import { isDay } from './dates.ts'
import { foldWords } from './phrases.ts'
import { SIGNATORY } from './vocabulary.ts'

/** A piece of a line: its words and what is said of them; or the end of a line, as the eye sees it or only as typed. */
export type Run =
  | {
      type: 'text'
      text: string
      position: Position
      link?: string
      struck?: boolean
      strong?: boolean
      raised?: boolean
    }
  | { type: 'hard' | 'soft' }

/** What stands on one line: `Ada Example (Example University)`. */
export type Entry = {
  text: string
  position: Position
  /** Where its first link leads. */
  link?: string
  struck?: true
  /** Whether all of it is bold, as a heading is that was not made one. */
  strong?: true
  /** Links beside the first, and links to e-mail addresses: left out. */
  leftOut: number
  /** What was struck through within it, and is no longer said. */
  struckPart?: string
}

/** Words for “here is a link”, which are no part of what is linked. */
const LABEL =
  /^[[(]?(?:web ?sites?|sites?|web|links?|home ?page|www|url|profile|twitter|x|mastodon|linkedin|orcid|github|🔗|↗|→|webseite|site web|sitio web|página|сайт|网站|網站|الموقع)[\])]?$/iu
const MAIL_LABEL = /^[[(]?(?:e-?mail|mail|contact|kontakt|courriel|correo|почта|邮箱|✉|✉️|📧)[\])]?$/iu
const FOOTNOTE_LABEL = /^[[(]?(?:\d{1,3}|[a-z]|[*†‡§¶]+|note ?\d+)[\])]?$/i
const NO_ADDRESS = /^(?:#|\/(?!\/)|\.\.?\/|javascript:|tel:|mailto:)/i

const entryOf = (runs: Exclude<Run, { type: 'hard' | 'soft' }>[]): Entry | undefined => {
  const first = runs.find(({ text }) => text.trim() !== '')
  if (first === undefined) return undefined
  const entry: Entry = { text: '', position: first.position, leftOut: 0 }
  const words = runs.filter(({ text }) => text.trim() !== '')
  if (words.every(({ strong }) => strong)) entry.strong = true
  // The name stands first: when it is struck, the whole entry is; a struck affiliation is only an old one.
  const isStruck = first.struck === true
  const seen = new Set<string>()
  for (const run of runs) {
    const { text, link, struck, raised } = run
    const word = text.trim()
    if (raised && FOOTNOTE_LABEL.test(word)) continue
    if (link !== undefined) {
      if (link.startsWith('#') && FOOTNOTE_LABEL.test(word)) continue
      if (!seen.has(link)) {
        seen.add(link)
        if (!NO_ADDRESS.test(link) && entry.link === undefined) entry.link = link
        else if (!link.startsWith('#')) entry.leftOut++
      }
      const isLabel = LABEL.test(word) || (/^mailto:/i.test(link) && MAIL_LABEL.test(word))
      if (isLabel && entry.text.trim() !== '') continue
    }
    if (struck && !isStruck) entry.struckPart = tidy(`${entry.struckPart ?? ''} ${text}`)
    else entry.text += text
  }
  if (isStruck) entry.struck = true
  entry.text = entry.text
    .replace(/\(\s*\)|\[\s*\]/g, '')
    .replace(/[\s,;|–—-]+$/, '')
    .trim()
  return entry.text === '' ? undefined : entry
}

/** The entries of a paragraph's runs, one a line. @param soft whether a line that only the source breaks ends one, too */
export const entriesOf = (runs: readonly Run[], soft: boolean): Entry[] => {
  const entries: Entry[] = []
  let line: Exclude<Run, { type: 'hard' | 'soft' }>[] = []
  const end = () => {
    const entry = entryOf(line)
    if (entry !== undefined) entries.push(entry)
    line = []
  }
  for (const run of runs) {
    if (run.type === 'text') line.push(run)
    else if (run.type === 'hard' || soft) end()
    else {
      const last = line.at(-1)
      if (last !== undefined) line.push({ type: 'text', text: ' ', position: last.position })
    }
  }
  end()
  return entries
}

const ABBREVIATION =
  /(?:\.\p{L}{1,4}|(?:^|\s|\()\p{Lu}\p{L}{0,3}|\b(?:e\. ?V|Inc|Ltd|Corp|Assn|Assoc|Univ|Dept|ret|emer|Esq|Prof|hons?))\.$/u
const SENTENCE = /\p{Ll}{3,}[.!?]\s+\p{Lu}\p{Ll}+\s+\p{Ll}/u
const LONGEST_LINE = 200

const OF_PAGE =
  /^(?:last )?(?:published|updated|posted|modified|edited|dated?|stand|veröffentlicht|aktualisiert|publié|mis à jour|publicado|actualizado|atualizado|опубликовано|обновлено|نشر|تاريخ|发布|更新)(?: (?:on|am|le|el|em))?[\s:：]+/iu

/** `Published 14 March 2026`: of the page, and nobody. */
const isOfPage = (text: string): boolean => OF_PAGE.test(text) && isDay(text.replace(OF_PAGE, ''))

/** `Signed by: Ada Example, Bo Example`: several in a line, of which nobody can tell where one ends. */
const isRunOn = (text: string): boolean => {
  const [, label] = /^([^:：]{2,60})[:：]\s*\S/u.exec(text) ?? []
  return label !== undefined && SIGNATORY.isIn(foldWords(label))
}

/** Whether a line can be somebody's name and what they are, rather than a sentence. */
export const isNameLike = (text: string): boolean =>
  text.length <= LONGEST_LINE &&
  /\p{L}/u.test(text) &&
  !/[:：]$/.test(text) &&
  !isOfPage(text) &&
  !isRunOn(text) &&
  (!/[.!?。！？]$/.test(text) || ABBREVIATION.test(text)) &&
  !SENTENCE.test(text)

/** `Signed:` as a heading: `Signed`. */
export const withoutColon = (text: string): string => text.replace(/[\s:：]+$/, '')
