/** What the sign-on Worker is told on this machine alone: `.dev.vars`, which no commit holds. */
import { randomBytes } from 'node:crypto'
import { appendFile, readFile } from 'node:fs/promises'

export const LOCAL_MODERATOR = 'moderator@example.org'

/** Adds what is missing. What is there, perhaps the operator's own, stays. */
export const completeDevVars = async (path = '.dev.vars'): Promise<void> => {
  const known = await readFile(path, 'utf8').catch(() => '')
  const wanted = {
    SIGNING_SECRET: randomBytes(32).toString('base64url'),
    SIGNONS_TOKEN: randomBytes(32).toString('base64url'),
    MODERATORS: LOCAL_MODERATOR,
    // There is none on this machine, and the Worker does nothing where the one that is wanted is not there.
    JURISDICTION: '',
  }
  const missing = Object.entries(wanted).filter(([name]) => !new RegExp(`^\\s*${name}\\s*=`, 'm').test(known))
  if (missing.length === 0) return
  const before = known === '' || known.endsWith('\n') ? '' : '\n'
  await appendFile(path, before + missing.map(([name, value]) => `${name}="${value}"\n`).join(''), {
    mode: 0o600,
  })
}
