/** What a pull request does, as a comment under it in GitHub's Markdown, and as marks beside its lines. */
import { stripVTControlCharacters } from 'node:util'
import { type Diagnostic, formatDiagnostic, formatWarning } from '../editing/diagnostic.ts'
import type { LetterDiff } from '../publishing/diff/compare.ts'
import { isChange, printDiff } from './print-diff.ts'
import { counted, visible } from './terminal.ts'

export type Review = {
  problems: Diagnostic[]
  warnings: Diagnostic[]
  /** What merging would change for readers; nothing where there are problems, or nothing to compare with. */
  diffs: LetterDiff[] | undefined
  /** Letters that readers get, and that have no folder: their slugs. */
  missing: string[]
}

/** Characters that a comment may have (https://github.com/orgs/community/discussions/41331), with room for the rest of it. */
const MAX_BLOCK = 20_000

/**
 * Lines as a block of code, which no text in them can end: whoever proposes a change writes no Markdown of ours, links
 * nothing and calls nobody.
 */
const block = (language: string, lines: Iterable<string>): string => {
  const all = [...lines].map((line) => visible(line).trimEnd())
  const shown: string[] = []
  let length = 0
  for (const line of all) {
    length += line.length + 1
    if (length > MAX_BLOCK) break
    shown.push(line)
  }
  const rest = all.length - shown.length
  const text = shown.join('\n')
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const more = rest > 0 ? `\n\n… and ${counted(rest, 'more line')}.` : ''
  return `${fence}${language}\n${text}\n${fence}${more}`
}

/** A line of a diff, with its mark first, as GitHub colours it, in place of a terminal's colours. */
const asDiff = (line: string): string =>
  stripVTControlCharacters(line)
    .replace(/^ {2}(?=[+-] )/, '')
    .replace(/^ {2}× /, '- ')

/** The comment. */
export const printReview = ({ problems, warnings, diffs, missing }: Review): string => {
  const parts: string[] = []
  if (problems.length > 0) {
    parts.push(`### ✗ ${counted(problems.length, 'problem')}: this cannot be published`)
    parts.push(block('', problems.map(formatDiagnostic)))
  } else if (diffs === undefined) parts.push('### ✓ Nothing is wrong')
  else {
    const changing = diffs.filter(isChange)
    parts.push(
      changing.length === 0
        ? '### ✓ Nothing changes for readers'
        : `### ✓ Merging this changes ${counted(changing.length, 'letter')} for readers`,
    )
    if (changing.length > 0)
      parts.push(
        block(
          'diff',
          changing.flatMap((diff) => [...printDiff(diff)].map(asDiff)),
        ),
      )
  }
  if (missing.length > 0) {
    parts.push(`${counted(missing.length, 'letter')} without a folder, which readers still get:`)
    parts.push(block('', missing))
  }
  if (warnings.length > 0) {
    parts.push(`${counted(warnings.length, 'warning')}, which may be right as it is:`)
    parts.push(block('', warnings.map(formatWarning)))
  }
  return `${parts.join('\n\n')}\n`
}

const escaped = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const escapedProperty = (text: string): string => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** A workflow command that marks a line (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). */
export const annotation = (
  kind: 'error' | 'warning',
  { file, line, column, message, hint }: Diagnostic,
): string =>
  `::${kind} file=${escapedProperty(file)},line=${line},col=${column}::${escaped(`${message}; ${hint}`)}`
