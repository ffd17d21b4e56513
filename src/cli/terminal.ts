/** Speaking with a person at a terminal. Messages go to standard error, so that standard output holds only results. */
import { createInterface } from 'node:readline/promises'
import { styleText } from 'node:util'
import { WrongUsage } from './command.ts'

type Style = Parameters<typeof styleText>[0]

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNSEEN = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/**
 * Text from data or from the network as a terminal may show it: no control character steers the terminal or begins a
 * line of its own, and no direction mark turns the rest around. They are shown as `\\u001b`.
 */
export const visible = (text: string): string =>
  text.replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** As `visible`, of a message that has several lines. */
export const visibleLines = (text: string): string => text.split('\n').map(visible).join('\n')

/** Colour, on a terminal only, and not where NO_COLOR is set (https://no-color.org). */
export const coloured = (style: Style, text: string): string =>
  process.env.NO_COLOR ? visible(text) : styleText(style, visible(text), { stream: process.stdout })

export const isYes = (answer: string): boolean => /^y(?:es)?$/i.test(answer)

/**
 * Asks before something changes. `yes` is the answer given beforehand, with --yes.
 * @throws WrongUsage where there is nobody to ask
 */
export const confirm = async (question: string, yes: boolean | undefined): Promise<boolean> => {
  if (yes) return true
  if (!process.stdin.isTTY) throw new WrongUsage(`${question} There is no terminal to ask at: add --yes`)
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return isYes((await terminal.question(`${question} [y/N] `)).trim())
  } finally {
    terminal.close()
  }
}

/** Says what is going on, on a terminal only and once it has taken a second; the line is wiped at the end. */
export const withProgress = async <Result>(
  work: (say: (what: string) => void) => Promise<Result>,
): Promise<Result> => {
  const { stderr } = process
  if (!stderr.isTTY) return work(() => {})
  let doing = 'Working'
  const started = Date.now()
  const timer = setInterval(() => {
    stderr.write(`\r\x1b[K${doing} … ${Math.round((Date.now() - started) / 1000)} s`)
  }, 1000)
  try {
    return await work((what) => {
      doing = what
    })
  } finally {
    clearInterval(timer)
    stderr.write('\r\x1b[K')
  }
}

/** The first `most` of them, one a line, and how many more there are. */
export function* shortened<Item>(
  items: readonly Item[],
  most: number,
  print: (item: Item) => string,
): Generator<string> {
  for (const item of items.slice(0, most)) yield print(item)
  if (items.length > most) yield `… and ${(items.length - most).toLocaleString('en')} more (all: --json)`
}

/** Says, on a terminal only, what is done while nothing else can run; the line is wiped at the end. */
export const announce = async <Result>(what: string, work: () => Result): Promise<Awaited<Result>> => {
  const { stderr } = process
  if (!stderr.isTTY) return await work()
  stderr.write(`${what} …`)
  try {
    return await work()
  } finally {
    stderr.write('\r\x1b[K')
  }
}

/** `1 signatory`, `18 signatories`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

export const signatories = (count: number): string => counted(count, 'signatory', 'signatories')

export { shortRevision as short } from '../letter/schema.ts'
