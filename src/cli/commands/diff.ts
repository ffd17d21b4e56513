import { command, type KvOptions, printJson, withKv } from '../command.ts'
import { diffLetters } from '../diff-letters.ts'
import { printDiff } from '../print-diff.ts'

type Options = KvOptions & { json?: true; url?: string }

export const diff = withKv(
  command('diff', 'show what publishing would change for readers', [
    'diff',
    'diff un-human-rights-council-2018 --remote',
    'diff --url https://letters.example.org',
  ]),
)
  .argument('[slug...]', 'the letters to compare; all of data/ when left out')
  .option('--url <address>', 'compare with what this deployment serves to everybody; needs no login')
  .action(async (slugs: string[], { json, ...options }: Options) => {
    const letters = await diffLetters(options, slugs)
    if (json) printJson({ letters })
    else for (const each of letters) for (const line of printDiff(each)) console.log(line)
  })
