/** `npm run messages`: what each language still lacks, on pages and in signing on, and whether a native reader has read it. */
import { basename } from 'node:path'
import { type Diagnostic, formatDiagnostic } from '../../editing/diagnostic.ts'
import type { Said } from './check.ts'
import { readMessages, readSigningMessages } from './read.ts'

const names = new Intl.DisplayNames('en', { type: 'language' })

const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`

/** What of a language a native reader has read, where some of it is not. */
const awaits = (pages: boolean, signing: boolean): string =>
  pages ? 'sign-on not reviewed' : signing ? 'pages not reviewed' : 'not reviewed'

/** A line for each language, then each problem at its place, then the sum. */
export const reportMessages = (
  pages: ReadonlyMap<string, Said>,
  signing: ReadonlyMap<string, Said>,
  problems: readonly Diagnostic[],
): string[] => {
  const wrong = Map.groupBy(problems, ({ file }) => basename(file, '.json'))
  const isReviewed = (tag: string) => [pages, signing].map((each) => each.get(tag)?.reviewed === true)
  const complete = [...pages.keys()].filter((tag) => !wrong.has(tag))
  const unreviewed = complete.filter((tag) => isReviewed(tag).includes(false))
  const lines = [
    ...complete.map((tag): [string, string] => {
      const inherits = pages.get(tag)?.inherits
      const whole = inherits === undefined ? 'complete' : `complete with ${inherits}`
      const [page = false, sign = false] = isReviewed(tag)
      return [tag, `${whole}, ${unreviewed.includes(tag) ? awaits(page, sign) : 'reviewed'}`]
    }),
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
  return [
    ...lines.map(([tag, state]) => `${tag.padEnd(width)}  ${name(tag)}: ${state}`),
    ...problems.map(formatDiagnostic),
    `${counted(lines.length, 'language')}: ${unreviewed.length} not wholly reviewed, ${counted(problems.length, 'problem')}.`,
  ]
}

if (import.meta.main) {
  const pages = await readMessages()
  const signing = await readSigningMessages(pages.messages.keys())
  const problems = [...pages.problems, ...signing.problems]
  console.log(reportMessages(pages.messages, signing.messages, problems).join('\n'))
  if (problems.length > 0) process.exitCode = 1
}
