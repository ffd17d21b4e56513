/** What an import cannot tell by itself, asked at a terminal. */
import { createInterface } from 'node:readline/promises'
import { setImmediate } from 'node:timers/promises'
import { chooseLists } from '../editing/import/choose-lists.ts'
import { type Field, isField, MEANINGS } from '../editing/import/header-meaning.ts'
import { type MappedList, mapColumns } from '../editing/import/map-columns.ts'
import type { MapOptions } from '../editing/import/options.ts'
import type { Question } from '../editing/import/question.ts'
import type { Source } from '../editing/import/source.ts'
import { hideEmailAddresses } from '../letter/email-addresses.ts'
import { fold } from '../letter/fold.ts'
import { didYouMean } from '../letter/nearest.ts'
import { WrongUsage } from './command.ts'
import { isYes, visibleLines, withProgress } from './terminal.ts'

export type Answered = { options: MapOptions; numbers: readonly number[] }

/** An answer as its question takes it, or what to say of one that it does not take. */
type Reading = Answered | string

const readers: Record<
  Question['about'],
  { ask: string; read: (answer: string, question: Question, now: Answered) => Reading }
> = {
  list: {
    ask: 'Which? (numbers)',
    read: (answer, _, now) => {
      const numbers = answer
        .split(/[\s,]+/)
        .filter((each) => each !== '')
        .map(Number)
      return numbers.length > 0 && numbers.every((each) => Number.isInteger(each) && each > 0)
        ? { ...now, numbers }
        : 'Write the number of a list, or several: 2, 3'
    },
  },
  name: {
    ask: 'Which column holds the names?',
    read: (answer, _, { options, ...now }) =>
      answer === '' ? 'Write the name of a column' : { ...now, options: withMap(options, 'name', answer) },
  },
  column: {
    ask: `Which field is it? (${MEANINGS.join(', ')}; nothing leaves it out)`,
    read: (answer, { subject }, { options, ...now }) => {
      if (answer === '')
        return {
          ...now,
          options: {
            ...options,
            map: new Map([...options.map].filter(([, column]) => column !== subject)),
            leaveOut: new Set([...options.leaveOut, subject]),
          },
        }
      return isField(answer)
        ? { ...now, options: withMap(options, answer, subject) }
        : `There is no field “${answer}”; ${didYouMean(answer, MEANINGS)}`
    },
  },
  type: {
    ask: 'Which are they? (person, organisation)',
    read: (answer, { subject }, { options, ...now }) => {
      const type = ['person', 'organisation'].find(
        (each) => answer !== '' && each.startsWith(answer.toLowerCase()),
      )
      if (type !== 'person' && type !== 'organisation') return 'Write person or organisation'
      const typeUnder = new Map(options.typeUnder).set(fold(subject), type)
      return { ...now, options: subject === '' ? { ...options, type } : { ...options, typeUnder } }
    },
  },
  dates: {
    ask: 'Which comes first? (day, month)',
    read: (answer, _, { options, ...now }) => {
      if (!/^[dm]/i.test(answer)) return 'Write day or month'
      return { ...now, options: { ...options, dates: /^d/i.test(answer) ? 'dmy' : 'mdy' } }
    },
  },
  answer: {
    ask: 'Import those rows? [y/N]',
    read: (answer, { subject, value = '' }, { options, ...now }) => {
      const known = new Map(options.answers.get(subject)).set(value, isYes(answer))
      return { ...now, options: { ...options, answers: new Map(options.answers).set(subject, known) } }
    },
  },
}

const withMap = (options: MapOptions, field: Field, column: string): MapOptions => ({
  ...options,
  map: new Map(options.map).set(field, column),
})

/** Asks until the question is answered. */
const askQuestion = async (question: Question, now: Answered): Promise<Answered> => {
  const { ask, read } = readers[question.about]
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    process.stderr.write(`${visibleLines(hideEmailAddresses(question.message))}\n`)
    for (;;) {
      const reading = read((await terminal.question(`${ask} `)).trim(), question, now)
      if (typeof reading !== 'string') return reading
      process.stderr.write(`${reading}\n`)
    }
  } finally {
    terminal.close()
  }
}

/** @throws WrongUsage where an option names a column that no chosen list has */
const checkColumns = (
  file: string,
  { lists }: Source,
  chosen: readonly number[],
  options: MapOptions,
): void => {
  const columns = new Set(chosen.flatMap((index) => lists[index]?.columns ?? []))
  const named: [option: string, column: string][] = [
    ...[...options.map.values()].map((column): [string, string] => ['--map', column]),
    ...[...options.leaveOut].map((column): [string, string] => ['--leave-out', column]),
    ...[...options.where.keys()].map((column): [string, string] => ['--where', column]),
    ...(options.key === undefined ? [] : [['--key', options.key] as [string, string]]),
  ]
  for (const [option, column] of named) {
    if (column === '' || columns.has(column)) continue
    const there = [...columns].map((each) => `“${each}”`).join(', ')
    throw new WrongUsage(hideEmailAddresses(`${option}: ${file} has no column “${column}”; it has ${there}`))
  }
}

export type Understood = { chosen: number[]; mapped: MappedList; options: MapOptions }

/**
 * Chooses and maps the lists of a source.
 *
 * @param mayAsk whether there is somebody to ask; else what is open is given back
 * @throws WrongUsage where an option names a list or column that is not there
 */
export const understand = async (
  file: string,
  source: Source,
  start: Answered & { heading: string | undefined },
  mayAsk: boolean,
): Promise<Understood | { open: Question[] }> => {
  let now: Answered = start
  for (;;) {
    const choice = chooseLists(source, { numbers: now.numbers, heading: start.heading })
    if ('missing' in choice) throw new WrongUsage(hideEmailAddresses(`${file}: ${choice.missing}`))
    let questions: Question[]
    if ('question' in choice) questions = [choice.question]
    else {
      const { chosen } = choice
      const { options } = now
      checkColumns(file, source, chosen, options)
      const mapped = await withProgress((say) =>
        mapColumns(file, source, chosen, options, async (count) => {
          say(`Reading ${file}: ${count.toLocaleString('en')} names`)
          await setImmediate()
        }),
      )
      if (mapped.questions.length === 0) return { chosen, mapped, options }
      questions = mapped.questions
    }
    const [question] = questions
    if (question === undefined || !mayAsk) return { open: questions }
    now = await askQuestion(question, now)
  }
}
