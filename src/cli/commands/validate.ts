import { readSite } from '../../build/site-file/read.ts'
import { formatDiagnostic, formatWarning } from '../../editing/diagnostic.ts'
import { CheckFailed, command, printJson } from '../command.ts'
import { checkLetters } from '../read-letters.ts'
import { coloured, counted, short, signatories } from '../terminal.ts'

export const validate = command('validate', 'find everything that is wrong in data/ and site.yaml', [
  'validate',
  'validate un-human-rights-council-2018',
])
  .argument('[slug...]', 'the letters to look at; all of data/ when left out')
  .action(async (slugs: string[], { json }: { json?: true }) => {
    const checked = await checkLetters(slugs)
    const site = await readSite()
    const problems = [...site.problems, ...checked.flatMap((each) => each.problems)]
    const warnings = [...site.warnings, ...checked.flatMap((each) => each.warnings)]
    if (json) {
      printJson({
        letters: checked.map(({ slug, compiled }) => ({
          slug,
          valid: compiled !== undefined,
          ...(compiled && { revision: compiled.revision.id, count: compiled.revision.count }),
        })),
        problems,
        warnings,
      })
    } else {
      for (const problem of problems) console.log(coloured('red', formatDiagnostic(problem)))
      for (const warning of warnings) console.log(coloured('yellow', formatWarning(warning)))
      for (const { slug, compiled } of checked) {
        if (compiled)
          console.log(
            `${slug}: right, ${signatories(compiled.revision.count)}, revision ${short(compiled.revision.id)}`,
          )
      }
      if (problems.length > 0) console.log(`${counted(problems.length, 'problem')} found.`)
    }
    if (problems.length > 0) throw new CheckFailed()
  })
