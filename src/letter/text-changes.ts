import { diffText, type WordChange } from './diff-text.ts'
import type { Letter, Translation } from './schema.ts'

const FIELDS = ['title', 'addressee', 'context', 'text'] as const

/** A letter's words in one language; `text` is Markdown. */
export type Words = Omit<Translation, 'body'> & { text: string }

/** What became of a field, with the words around that stayed. */
export type TextChange = { language: string; field: (typeof FIELDS)[number]; changes: WordChange[] }

/** @param markdown the text of each translation */
export const wordsOf = ({ letter, markdown }: { letter: Letter; markdown: string[] }): Words[] =>
  letter.translations.map(({ body: _, ...words }, index) => ({ ...words, text: markdown[index] ?? '' }))

/** What changed in the languages that both have. */
export const textChanges = (before: Words[], after: Words[]): TextChange[] =>
  after.flatMap((words) => {
    const { language } = words
    const old = before.find((other) => other.language === language)
    if (old === undefined) return []
    return FIELDS.map((field) => ({
      language,
      field,
      changes: diffText(old[field] ?? '', words[field] ?? '', language),
    })).filter(({ changes }) => changes.length > 0)
  })
