#!/usr/bin/env node
/** The `undersigned` command. Exit codes: 0 done, 1 problems found, 2 wrong usage. */
import { Command, CommanderError } from 'commander'
import { formatProblem, formatWarning, type Problem } from '../letter/problem.ts'
import { readLetter } from '../letter/read-letter.ts'
import type { SignedLetter } from '../letter/schema.ts'
import { build } from './build.ts'
import { publish } from './publish.ts'
import { letterFolder, listLetters } from './read-data.ts'

const root = process.cwd()
const program = new Command('undersigned')
  .description('Open letters: validates data/ and publishes it to Workers KV.')
  .exitOverride()
  .showHelpAfterError('(see undersigned --help)')

/** The letters named, or all of `data/`; with any problem, all problems on standard error and exit code 1. */
const lettersOrProblems = async (slugs: string[]): Promise<SignedLetter[]> => {
  const available = await listLetters()
  const unknown = slugs.find((slug) => !available.includes(slug))
  if (unknown !== undefined)
    program.error(`There is no data/${unknown}; there is ${available.join(', ') || 'no letter yet'}`)
  const letters: SignedLetter[] = []
  const problems: Problem[] = []
  for (const slug of slugs.length > 0 ? slugs : available) {
    const read = await readLetter(await letterFolder(slug))
    for (const warning of read.warnings) console.error(formatWarning(warning))
    if ('letter' in read) letters.push(read.letter)
    else problems.push(...read.problems)
  }
  if (problems.length === 0) return letters
  for (const problem of problems) console.error(formatProblem(problem))
  console.error(
    `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} found; nothing was written.`,
  )
  process.exit(1)
}

program
  .command('build')
  .description('compile data/ into build/, which the Worker bundles; Wrangler runs this')
  .action(async () => build(root, await lettersOrProblems([])))

program
  .command('publish')
  .description('publish letters to KV: what never changes first, the head last')
  .argument('[slug...]', 'the letters to publish; all of data/ when left out')
  .option('--remote', "the deployed Worker's KV, with your Wrangler login, instead of the local one")
  .addHelpText(
    'after',
    '\nExamples:\n  undersigned publish\n  undersigned publish un-human-rights-council-2018 --remote',
  )
  .action(async (slugs: string[], { remote }: { remote?: true }) => {
    for (const { slug, revision, count, changed } of await publish(
      remote ? 'remote' : 'local',
      await lettersOrProblems(slugs),
    )) {
      const now = `revision ${revision.slice(0, 12)}, ${count} signatories`
      console.log(changed ? `${slug}: published ${now}` : `${slug}: already published, ${now}`)
    }
  })

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2)
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
