import { readSite, type Site } from '../build/site-file/read.ts'
import { formatDiagnostic, formatWarning } from '../editing/diagnostic.ts'
import { CheckFailed } from './command.ts'
import { counted, visible } from './terminal.ts'

/**
 * What `site.yaml` says, or a site that says nothing of itself. Warnings are said and stop nothing.
 * @throws CheckFailed when anything is wrong in it, after saying all of it
 */
export const rightSite = async (): Promise<Site> => {
  const { site, problems, warnings } = await readSite()
  for (const problem of problems) console.error(visible(formatDiagnostic(problem)))
  for (const warning of warnings) console.error(visible(formatWarning(warning)))
  if (site === undefined)
    throw new CheckFailed(`${counted(problems.length, 'problem')} found; nothing was written.`)
  return site
}
