/** `npm create undersigned my-letters`: a repository for open letters, with none of the code that publishes them. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, extname, join, relative, resolve } from 'node:path'
import { Command } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { TEMPLATE } from '../build/places.ts'
import { WrongUsage } from '../cli/command.ts'
import { SIGNATORIES } from '../cli/commands/new.ts'
import { today } from '../cli/edit-list.ts'
import { exitOf } from '../cli/exit.ts'
import { visibleLines } from '../cli/terminal.ts'
import { isSlug } from '../letter/schema.ts'
import { slugOf } from '../letter/slug.ts'
import { type Given, readAnswers, workerName } from './answers.ts'
import { filesOf } from './files.ts'
import { exampleLetter, givenLetter } from './letter.ts'
import { repositoryOf } from './repository.ts'

type Options = Given & { yes?: true; letter?: string; template?: string[] }

/** @throws WrongUsage where there is something in it already */
const assertEmpty = async (folder: string): Promise<void> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    if (error.code === 'ENOTDIR') throw new WrongUsage(`${folder} is a file; name a new folder`)
    throw error
  })
  // A repository that was just cloned.
  const [first] = names.filter((name) => name !== '.git')
  if (first !== undefined)
    throw new WrongUsage(`${folder} is not empty: ${first} is in it. Name a new folder; nothing was written.`)
}

/** The files that the letter is made of: its text, and its list. @throws WrongUsage */
const readTemplates = async (paths: readonly string[]) => {
  const texts = paths.filter((path) => /^\.(?:md|markdown|txt)$/i.test(extname(path)))
  const lists = paths.filter((path) => !texts.includes(path))
  const [text, anotherText] = texts
  const [list, anotherList] = lists
  if (anotherText ?? anotherList)
    throw new WrongUsage(
      `--template takes one text (.md) and one list (.csv, .xlsx and others), and ${anotherText ?? anotherList} is another`,
    )
  const read = (path: string) =>
    readFile(path, 'utf8').catch((error: Error) => {
      throw new WrongUsage(`The template cannot be read: ${error.message}`)
    })
  if (list !== undefined) await read(list)
  return { text: text === undefined ? undefined : await read(text), list: list && resolve(list) }
}

const writeAll = async (folder: string, files: Record<string, string>): Promise<void> => {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

const create = async (to: string, { yes, letter: slug, template = [], ...given }: Options): Promise<void> => {
  const folder = resolve(to)
  await assertEmpty(folder)
  if (slug !== undefined && !isSlug(slug))
    throw new WrongUsage(`“${slug}” cannot be a letter's address; write for example ${slugOf(slug)}`)
  const { text, list } = await readTemplates(template)
  const mayAsk = process.stdin.isTTY === true && !yes
  const answers = await readAnswers(folder, given, mayAsk)
  const wanted = { ...answers, date: today(), slug }
  const first = text === undefined ? exampleLetter(wanted) : givenLetter(text, wanted)
  const inData = Object.entries({ ...first.files, 'signatories.csv': SIGNATORIES })
  await writeAll(folder, {
    ...(await filesOf(TEMPLATE, workerName(folder), answers, await repositoryOf(folder))),
    ...Object.fromEntries(inData.map(([name, content]) => [`data/${first.slug}/${name}`, content])),
  })
  const shown = relative(process.cwd(), folder) || '.'
  console.log(`Made ${shown}, with the letter data/${first.slug}.`)
  for (const each of first.todo) console.log(`To be written: data/${first.slug}/${each}`)
  process.chdir(folder)
  // Only here: to load them takes longer than all the rest.
  if (list !== undefined) {
    const { importList } = await import('../cli/commands/import.ts')
    await importList.parseAsync([first.slug, list, '--yes'], { from: 'user' })
  }
  const { validate } = await import('../cli/commands/validate.ts')
  await validate.parseAsync([], { from: 'user' })
  console.log(
    `\nNow:\n${shown === '.' ? '' : `  cd ${shown}\n`}  npm install\n  npm start      # http://localhost:8787`,
  )
}

const program = new Command('create-undersigned')
  .description(
    'Makes a repository for open letters. What no option says is asked, or with --yes is as the answer in brackets.',
  )
  .version(manifest.version)
  .argument('<folder>', 'a new folder, whose name the Worker gets, too')
  .option('--name <text>', 'what the site is called')
  .option(
    '--domain <host>',
    'the address of the site, such as letters.example.org; workers.dev for a free one of Cloudflare’s',
  )
  .option('--languages <tags>', 'the languages of the letters, such as en,fr,ar; the first is the site’s')
  .option('--sign-on', 'the public may sign, in a form')
  .option('--no-sign-on', 'the public may not sign')
  .option('--letter <slug>', 'the first letter’s name in its address, such as clean-air-2027')
  .option(
    '--template <file...>',
    'make the first letter of these: a text (.md), a list of who signs (.csv, .xlsx and others)',
  )
  .option('-y, --yes', 'ask nothing')
  .addHelpText(
    'after',
    `
Examples:
  npm create undersigned@latest my-letters
  npm create undersigned@latest my-letters -- --yes --name "Clean Air Letters" --domain letters.example.org
  npm create undersigned@latest my-letters -- --template letter.md signatories.csv`,
  )
  .exitOverride()
  .showHelpAfterError('(see create-undersigned --help)')
  .action(create)

try {
  await program.parseAsync()
} catch (error) {
  const { code, message } = exitOf(error)
  if (message !== '') console.error(visibleLines(message))
  process.exitCode = code
}
