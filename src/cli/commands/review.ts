import { writeFile } from 'node:fs/promises'
import { listLetters } from '../../editing/read-data.ts'
import { fetchSlugs } from '../../publishing/deployed.ts'
import { CheckFailed, command, printJson } from '../command.ts'
import { diffLetters } from '../diff-letters.ts'
import { originOf } from '../origin.ts'
import { annotation, printReview } from '../print-review.ts'
import { checkLetters } from '../read-letters.ts'

/** @throws DeploymentError */
const liveWithoutFolder = async (origin: string): Promise<string[]> => {
  const available = new Set(await listLetters())
  return (await fetchSlugs(origin)).filter((slug) => !available.has(slug))
}

type Options = { json?: true; url?: string; out?: string }

export const review = command('review', 'say what a pull request is about to change, in Markdown', [
  'review --url https://letters.example.org',
  'review --url https://letters.example.org --out review.md',
])
  .argument('[slug...]', 'the letters to look at; all of data/ when left out')
  .option('--url <address>', 'compare with what this deployment serves; left out, only what is wrong is said')
  .option('--out <file>', 'write it there; in GitHub Actions, what is wrong is then marked at its lines')
  .action(async (slugs: string[], { json, url, out }: Options) => {
    const checked = await checkLetters(slugs)
    const problems = checked.flatMap((each) => each.problems)
    const warnings = checked.flatMap((each) => each.warnings)
    const diffs = problems.length > 0 || url === undefined ? undefined : await diffLetters({ url }, slugs)
    const missing = url === undefined || slugs.length > 0 ? [] : await liveWithoutFolder(originOf(url))
    const markdown = printReview({ problems, warnings, diffs, missing })
    if (out !== undefined) await writeFile(out, markdown)
    if (json) printJson({ problems, warnings, diffs: diffs ?? null, missing })
    else if (out === undefined) process.stdout.write(markdown)
    else if (process.env.GITHUB_ACTIONS === 'true') {
      for (const each of problems) console.log(annotation('error', each))
      for (const each of warnings) console.log(annotation('warning', each))
    }
    if (problems.length > 0) throw new CheckFailed()
  })
