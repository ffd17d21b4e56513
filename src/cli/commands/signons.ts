import { Argument, Option } from 'commander'
import { COLUMNS, fieldsOf } from '../../letter/columns.ts'
import { csvRecord } from '../../letter/csv.ts'
import type { Signatory } from '../../letter/schema.ts'
import { command, printJson, WrongUsage } from '../command.ts'
import { actOnSignons, type ListedSignon, listSignons, readersOfNews } from '../signons-api.ts'
import { coloured, confirm, visible } from '../terminal.ts'

const STATES = ['waiting', 'approved', 'rejected', 'withdrawn', 'unconfirmed', 'all']
const ACTS = ['list', 'approve', 'reject', 'erase', 'export', 'news'] as const
type Act = (typeof ACTS)[number]

type Options = {
  json?: true
  at?: string
  state?: string
  search?: string
  all?: true
  reason?: string
  mail?: true
  csv?: true
  yes?: true
}

const describe = ({ number, state, entry, proposed, domain, hints }: ListedSignon): string => {
  const about = [entry.role, entry.affiliation, entry.country, entry.url].filter(Boolean).join(', ')
  const more = [
    state,
    ...(about ? [about] : []),
    ...(domain ? [`mail from ${domain}`] : []),
    ...(proposed ? [`wants to be ${proposed.name}`] : []),
    ...hints.map(({ name }) => `! ${name}`),
  ]
  return `${String(number).padStart(6)}  ${coloured('bold', entry.name)}  ${visible(more.join('  '))}`
}

/** What everybody may read of one who is approved. */
const publicOf = ({ id = '', entry, confirmed = 0 }: ListedSignon): Signatory =>
  ({ id, ...entry, signed: new Date(confirmed).toISOString().slice(0, 10) }) as Signatory

/** The numbers that were named, or with --all those of everybody who waits. */
const chosen = async (slug: string, numbers: string[], options: Options): Promise<number[]> => {
  if (options.all) {
    if (numbers.length > 0) throw new WrongUsage('Name numbers, or --all, and not both')
    const waiting = await Array.fromAsync(listSignons(options, slug, { state: 'waiting' }))
    return waiting.map(({ number }) => number)
  }
  const read = numbers.map(Number)
  if (read.length === 0 || !read.every((number) => Number.isInteger(number) && number > 0))
    throw new WrongUsage(
      'Name the numbers that `undersigned signons list` shows, or --all for everybody who waits',
    )
  return read
}

/** As many as the API takes at a time. */
const CHUNK = 500

const actOn = async (
  act: 'approve' | 'reject' | 'erase',
  slug: string,
  given: string[],
  options: Options,
) => {
  if (act === 'reject' && options.reason === undefined)
    throw new WrongUsage('Say why with --reason: the signatory reads it')
  const numbers = await chosen(slug, given, options)
  const question = `${act} ${numbers.length} ${numbers.length === 1 ? 'signature' : 'signatures'}?`
  if ((act === 'erase' || options.all) && !(await confirm(question, options.yes))) return
  let count = 0
  for (let at = 0; at < numbers.length; at += CHUNK) {
    const common = { numbers: numbers.slice(at, at + CHUNK), by: 'undersigned signons' }
    count += await actOnSignons(
      options,
      slug,
      act === 'reject'
        ? { act, ...common, reason: options.reason ?? '', mail: options.mail ?? false }
        : { act, ...common },
    )
  }
  if (options.json) printJson({ act, asked: numbers.length, count })
  else console.log(`${count} of ${numbers.length} done.`)
}

const exportAll = async (slug: string, options: Options) => {
  const signatories: Signatory[] = []
  for await (const signon of listSignons(options, slug, { state: 'approved' }))
    signatories.push(publicOf(signon))
  if (options.json || !options.csv) return printJson({ signatories })
  const columns = COLUMNS.filter((column) => signatories.some((each) => column in each))
  process.stdout.write(csvRecord(columns))
  for (const signatory of signatories) process.stdout.write(csvRecord(fieldsOf(signatory, columns)))
}

/** The addresses of those who want news. */
const news = async (slug: string, options: Options) => {
  const readers = await Array.fromAsync(readersOfNews(options, slug))
  console.error('These addresses are private: mail each alone, with its own link, by which they end it.')
  if (options.json) return printJson({ readers })
  process.stdout.write(csvRecord(['address', 'language', 'link']))
  for (const { address, language, link } of readers)
    process.stdout.write(csvRecord([address, language, link]))
}

export const signons = command(
  'signons',
  'look through what the public signed, and let it through: the desk, as a command',
  [
    'signons list un-human-rights-council-2018',
    'signons approve un-human-rights-council-2018 17 18 --at https://letters.example.org',
    'signons reject un-human-rights-council-2018 19 --reason "This is not a name" --mail',
    'signons erase un-human-rights-council-2018 20',
    'signons export un-human-rights-council-2018 --csv',
    'signons news un-human-rights-council-2018',
  ],
)
  .addArgument(new Argument('<act>', 'what to do').choices(ACTS))
  .argument('<slug>', 'the letter')
  .argument('[number...]', 'which: the numbers that list shows')
  .option('--at <origin>', 'where the form is; this machine when left out. The token is in SIGNONS_TOKEN')
  .addOption(new Option('--state <state>', 'list: which').choices(STATES).default('waiting'))
  .option('--search <words>', 'list: whose name, role or affiliation has them')
  .option('--all', 'approve, reject or erase everybody who waits')
  .option('--reason <why>', 'reject: why; the signatory reads it')
  .option('--mail', 'reject: tell them by mail, where the address is still held')
  .option('--csv', 'export: as signatories.csv, with what is public and nothing else')
  .option('-y, --yes', 'do not ask')
  .action(async (act: Act, slug: string, numbers: string[], options: Options) => {
    if (act === 'export') return exportAll(slug, options)
    if (act === 'news') return news(slug, options)
    if (act !== 'list') return actOn(act, slug, numbers, options)
    const { state = 'waiting', search } = options
    const all = await Array.fromAsync(listSignons(options, slug, { state, search }))
    if (options.json) printJson({ signons: all })
    else for (const signon of all) console.log(describe(signon))
  })
