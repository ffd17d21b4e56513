/** The commands that a page of the documentation shows, with what it says they print; and the files that it shows. */

export type ConsoleCommand = {
  /** After `npx undersigned`. */
  args: string[]
  /** What is printed, without the question that is answered at a terminal. */
  printed: string
  /** Whether the page answers a question with yes. */
  asks: boolean
}

const WORD = /(?:"[^"]*"|[^\s"])+/g
const ANSWERED = /^.*\[y\/N\] y\n/m

const argsOf = (line: string): string[] =>
  (line.match(WORD) ?? []).map((word) => word.replaceAll('"', '')).slice(2)

const blocksOf = (markdown: string): { info: string; text: string }[] =>
  Array.from(markdown.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm), ([, info = '', text = '']) => ({
    info,
    text,
  }))

/** The part of a page under a heading, up to the next of its depth. */
export const sectionOf = (markdown: string, heading: string): string => {
  const depth = heading.replace(/ .*/, ' ')
  const lines: string[] = []
  let isIn = false
  let isCode = false
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) isCode = !isCode
    const ends = !isCode && line.startsWith(depth)
    if (ends) isIn = line === heading
    else if (isIn) lines.push(line)
  }
  if (lines.length === 0) throw new Error(`there is no ${heading}`)
  return lines.join('\n')
}

/** Each `$ npx undersigned …` of the page's console blocks, in order. */
export const consoleCommands = (markdown: string): ConsoleCommand[] =>
  blocksOf(markdown)
    .filter(({ info }) => info === 'console')
    .flatMap(({ text }) => text.split(/^\$ /m).slice(1))
    .map((command) => {
      const [line = '', ...printed] = command.split('\n')
      const all = printed.join('\n')
      return { args: argsOf(line), printed: all.replace(ANSWERED, ''), asks: ANSWERED.test(all) }
    })

/** Files whose block names them: three backticks, the language, the name. */
export const shownFiles = (markdown: string): Record<string, string> =>
  Object.fromEntries(
    blocksOf(markdown).flatMap(({ info, text }) => {
      const [, file] = info.split(' ')
      return file === undefined ? [] : [[file, text]]
    }),
  )

/** The rows of the first table of the page, as it is shown. */
export const shownTable = (markdown: string): string[][] =>
  (/(?:^\|.*\|\n)+/m.exec(markdown)?.[0] ?? '')
    .trim()
    .split('\n')
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter((row) => !row.every((cell) => /^-+$/.test(cell)))
