/** `npm run messages`: what each language still lacks, and whether a native reader has read it. */
import { basename } from 'node:path'
import { type Diagnostic, formatDiagnostic } from '../../editing/diagnostic.ts'
import type { LanguageMessages } from '../../page/messages/schema.ts'
import { readMessages } from './read.ts'

const names = new Intl.DisplayNames('en', { type: 'language' })

const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`

/** A line for each language, then each problem at its place, then the sum. */
export const reportMessages = (
  messages: ReadonlyMap<string, LanguageMessages>,
  problems: readonly Diagnostic[],
): string[] => {
  const complete = Array.from(messages, ([tag, { inherits, reviewed }]): [string, string] => {
    const whole = inherits === undefined ? 'complete' : `complete with ${inherits}`
    return [tag, `${whole}, ${reviewed ? 'reviewed' : 'not reviewed'}`]
  })
  const wrong = Map.groupBy(problems, ({ file }) => basename(file, '.json'))
  const lines = [
    ...complete,
    ...Array.from(wrong, ([tag, found]): [string, string] => [tag, counted(found.length, 'problem')]),
  ].sort(([a], [b]) => (a < b ? -1 : 1))
  const width = Math.max(...lines.map(([tag]) => tag.length))
  const name = (tag: string): string => {
    try {
      return names.of(tag) ?? tag
    } catch {
      return tag
    }
  }
  const unreviewed = complete.filter(([tag]) => !messages.get(tag)?.reviewed).length
  return [
    ...lines.map(([tag, state]) => `${tag.padEnd(width)}  ${name(tag)}: ${state}`),
    ...problems.map(formatDiagnostic),
    `${counted(lines.length, 'language')}: ${unreviewed} not reviewed, ${counted(problems.length, 'problem')}.`,
  ]
}

if (import.meta.main) {
  const { messages, problems } = await readMessages()
  console.log(reportMessages(messages, problems).join('\n'))
  if (problems.length > 0) process.exitCode = 1
}
