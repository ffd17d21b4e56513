/** A line of our own Markdown (CommonMark) that shows as it is: only what could be markup is escaped, so that it stays readable. */
export const escapeMarkdownLine = (line: string): string =>
  line
    .replace(/[\\`*_[\]<>&~]/g, '\\$&')
    .replace(/^([#+=-])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2')

/**
 * Text for other people's Markdown, which may know more than CommonMark: every mark of punctuation is escaped (CommonMark,
 * 2.4), so that no `@name` or `:emoji:` is one. On one line.
 */
export const escapeMarkdownText = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&')
