/** Where a folder is cloned from. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** The address of a repository's page, from what git calls its remote: only these two have what the button needs. */
export const pageOf = (remote: string): string | undefined => {
  const found =
    /^(?:https:\/\/(?:[^@/]+@)?|ssh:\/\/git@|git@)(github\.com|gitlab\.com)[:/]([\w./-]+?)(?:\.git)?\/?$/.exec(
      remote.trim(),
    )
  return found === null ? undefined : `https://${found[1]}/${found[2]}`
}

/** Undefined where there is no git, no repository, or none at GitHub or GitLab. */
export const repositoryOf = async (folder: string): Promise<string | undefined> => {
  try {
    const { stdout } = await promisify(execFile)('git', [
      '-C',
      folder,
      'config',
      '--get',
      'remote.origin.url',
    ])
    return pageOf(stdout)
  } catch {
    return undefined
  }
}
