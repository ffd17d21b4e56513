import { writeFile } from 'node:fs/promises'
import { readSite } from '../../build/site-file/read.ts'
import { fetchSlugs } from '../../publishing/deployed.ts'
import { CheckFailed, command, printJson } from '../command.ts'
import { compareWithDeployed } from '../compare-deployed.ts'
import { originOf } from '../origin.ts'
import { annotation, printReview } from '../print-review.ts'
import { checkLetters, withoutFolder } from '../read-letters.ts'
import { openSpool } from '../spool.ts'

type Options = { json?: true; url?: string; out?: string }

export const review = command('review', 'say what a pull request is about to change, in Markdown', [
  'review --url https://letters.example.org',
  'review --url https://letters.example.org --out review.md',
])
  .argument('[slug...]', 'the letters to look at; all of data/ when left out')
  .option('--url <address>', 'compare with what this deployment serves; left out, only what is wrong is said')
  .option('--out <file>', 'write it there; in GitHub Actions, what is wrong is then marked at its lines')
  .action(async (slugs: string[], { json, url, out }: Options) => {
    const origin = url === undefined ? undefined : originOf(url)
    using spool = openSpool()
    const checked = await checkLetters(slugs, origin === undefined ? undefined : spool.add)
    const site = await readSite()
    const problems = [...site.problems, ...checked.flatMap((each) => each.problems)]
    const warnings = [...site.warnings, ...checked.flatMap((each) => each.warnings)]
    const letters = checked.flatMap(({ compiled }) => compiled ?? [])
    const diffs =
      problems.length > 0 || origin === undefined
        ? undefined
        : await compareWithDeployed(origin, letters, spool)
    const missing =
      origin === undefined || slugs.length > 0 ? [] : await withoutFolder(await fetchSlugs(origin))
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
