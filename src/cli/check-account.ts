/**
 * What would stop a deploy, or do harm, found before anything is built or sent. Wrangler finds it late, names a request
 * of its own for it, and replaces a Worker of the same name without a word.
 */
import { ApiFailure, type Ask } from './cloudflare-api.ts'
import { CheckFailed } from './command.ts'
import { findAccount, findNamespace, isDenied, NotDeployed } from './kv-remote.ts'
import { readTarget, type WorkerTarget } from './wrangler-config.ts'

const TIME_LIMIT_MS = 20_000

/** The API's codes for an account that is not there, or none of the login's. */
const NO_SUCH_ACCOUNT = new Set([7_003, 9_109])

const WHICH =
  'Is it the right one? npx wrangler whoami shows those of your login; account_id in wrangler.toml, or CLOUDFLARE_ACCOUNT_ID, says which.'
const RIGHTS =
  'Does your login, or the token in CLOUDFLARE_API_TOKEN, have the permissions “Workers Scripts: Edit” and “Workers KV Storage: Edit” for it?'

/** @throws CheckFailed where it is known what to do; else what was thrown */
const explain = (error: unknown, account: string): never => {
  if (!(error instanceof ApiFailure)) throw error
  const isElsewhere = error.codes.some((code) => NO_SUCH_ACCOUNT.has(code))
  if (!isElsewhere && !isDenied(error)) throw error
  throw new CheckFailed(
    `Nothing was deployed, for the account ${account} cannot be used: ${error.message}. ${isElsewhere ? WHICH : `${WHICH} ${RIGHTS}`}`,
  )
}

/** Looks whether the Worker is there, and is this site's; and, before its first deploy, whether a KV can be made. */
const examine = async (ask: Ask, account: string, target: WorkerTarget): Promise<void> => {
  // One that is named may be another Worker's on purpose, and the token need not be allowed to see KV.
  if (target.namespaceId !== undefined) return
  try {
    await findNamespace(ask, account, target, TIME_LIMIT_MS)
  } catch (error) {
    if (!(error instanceof NotDeployed)) throw error
    await ask(`/accounts/${account}/storage/kv/namespaces`, {
      query: { per_page: '5' },
      timeLimit: TIME_LIMIT_MS,
    })
  }
}

/**
 * @param env of wrangler.toml
 * @throws CheckFailed, NameTaken; Error where there is no login, or no way to Cloudflare
 */
export const checkAccount = async (ask: Ask, env: string | undefined): Promise<void> => {
  const target = await readTarget(env)
  const account = await findAccount(ask, target, TIME_LIMIT_MS)
  await examine(ask, account, target).catch((error: unknown) => explain(error, account))
}
