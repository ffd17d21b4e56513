import { decodeHTMLStrict } from 'entities'
import { hasInvisible, removeInvisible } from '../../letter/invisible.ts'

/** A value as it should have been written, and what was done to it. */
export type Cleaned = {
  text: string
  /** Invisible characters that were taken out. */
  removed: string[]
  /** Tags that were taken out: `<b>`. */
  tags: string[]
  /** Marks of footnotes that were taken out: `[^1]`. */
  footnotes: string[]
  /** An entity that is still there, because it had been encoded twice: `&amp;`. */
  encodedTwice?: string
}

const NEEDS_NO_CLEANING = /^[\w.,;:()/@ -]*$/
const ENTITY = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/

/** The tags that editors and forms leave in a value. `<ada@example.org>` is none. */
const TAG =
  /<!--[\s\S]*?-->|<(script|style)\b[^<>]*>[\s\S]*?<\/\1\s*>|<\/?(?:a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|mark|ol|p|q|s|script|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul|wbr)(?:\s[^<>]*)?\/?>/gi
const BREAKS_WORDS = /^<\/?(?:br|blockquote|div|h[1-6]|hr|li|ol|p|table|td|th|tr|ul)\b/i

/** What a spreadsheet's guard against formulas puts in front of them. */
const GUARD = /^'(?=[=+\-@\t\r])/
const HYPERLINK = /^=HYPERLINK\(\s*"[^"]*"\s*[,;]\s*"((?:[^"]|"")*)"\s*\)$/i

const FOOTNOTE =
  /\[\^[^\]\s]{1,20}\]|(?<=[\p{L}\p{M})\].”"’])\s?(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹]+|\*{1,2}(?!\*)|[†‡§¶]+)+(?=\s*(?:$|[,;(]|[-–—]\s))|^[†‡]+\s*(?=\p{L})|^\*\s+(?=\p{L})/gu

/** Most values, and checking them so is much faster than tidying them again. */
const IS_TIDY = /^(?:[\x21-\x7e]+(?: [\x21-\x7e]+)*)?$/

export const isBlank = (text: string): boolean => text === '' || !/[^\s\u2800]/.test(text)

/** White space of any kind is one space; Unicode's normal form C. What every value and name of a column gets. */
export const tidy = (text: string): string =>
  IS_TIDY.test(text)
    ? text
    : text
        .replace(/[\s\u2800]+/g, ' ')
        .trim()
        .normalize('NFC')

/**
 * @param encoded whether the format leaves HTML's entities as they are: CSV does, Markdown does not. They are decoded
 *   once: `&amp;lt;` says `&lt;`.
 */
export const clean = (raw: string, encoded: boolean): Cleaned => {
  const cleaned: Cleaned = { text: raw, removed: [], tags: [], footnotes: [] }
  if (NEEDS_NO_CLEANING.test(raw)) {
    cleaned.text = tidy(raw)
    return cleaned
  }
  let text = raw.replace(GUARD, '')
  text = HYPERLINK.exec(text)?.[1]?.replaceAll('""', '"') ?? text
  if (encoded && text.includes('&')) text = decodeHTMLStrict(text)
  if (text.includes('<')) {
    text = text.replace(TAG, (tag) => {
      cleaned.tags.push(tag)
      return BREAKS_WORDS.test(tag) ? ' ' : ''
    })
  }
  if (hasInvisible(text)) {
    const { text: visible, removed } = removeInvisible(text)
    text = visible
    cleaned.removed = removed
  }
  text = tidy(text)
  const withoutFootnotes = text.replace(FOOTNOTE, (mark) => {
    cleaned.footnotes.push(mark.trim())
    return ''
  })
  cleaned.text = cleaned.footnotes.length > 0 ? tidy(withoutFootnotes) : text
  const twice = text.includes('&') ? ENTITY.exec(text)?.[0] : undefined
  if (twice !== undefined) cleaned.encodedTwice = twice
  return cleaned
}

const LONGEST_SAMPLE = 48

/** How a text begins, for a message. What is private in it stays out: e-mail addresses. */
export const sampleOf = (raw: string): string => {
  const text = tidy(removeInvisible(raw.slice(0, 4 * LONGEST_SAMPLE)).text).replace(
    /[^\s<>(),;:"“”]+@[^\s<>(),;:"“”]+/g,
    '…@…',
  )
  return text.length > LONGEST_SAMPLE ? `${[...text].slice(0, LONGEST_SAMPLE - 1).join('')}…` : text
}
