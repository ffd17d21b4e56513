/** Whether a deployment can succeed, looked at in the order in which a newcomer meets it. Reads, and writes nothing. */
import * as z from 'zod/mini'
import { readSite } from '../build/site-file/read.ts'
import { revisionKeys } from '../publishing/revision-keys.ts'
import { ApiFailure, type Ask } from './cloudflare-api.ts'
import { MANY, WRITES_A_DAY } from './free-plan.ts'
import {
  findAccount,
  findNamespace,
  isDenied,
  NameTaken,
  NotDeployed,
  RIGHTS,
  toldAccount,
} from './kv-remote.ts'
import { checkLetters } from './read-letters.ts'
import { readTarget, type WorkerTarget } from './wrangler-config.ts'

/** `later`: nothing is wrong yet, but there is something to know or to do. */
export type Finding = { what: string; state: 'right' | 'later' | 'wrong'; says: string; todo?: string }

const TIME_LIMIT_MS = 20_000
/** How far apart the clocks may be: from then on logins and times of publishing are not to be trusted. */
const MAX_SKEW_MS = 60_000
/** Beside a revision's parts a first publish writes its head, the list of letters, and a claim, twice. */
const BESIDE = 4

const right = (what: string, says: string): Finding => ({ what, state: 'right', says })
const later = (what: string, says: string, todo: string): Finding => ({ what, state: 'later', says, todo })
const wrong = (what: string, says: string, todo: string): Finding => ({ what, state: 'wrong', says, todo })
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** What is in the folder: the letters, the site, and what a publish of them writes. */
export async function* examineProject(): AsyncGenerator<Finding> {
  const letters = await checkLetters([])
  const { site, problems } = await readSite()
  const count = problems.length + letters.flatMap((each) => each.problems).length
  yield count > 0
    ? wrong(
        'data/',
        `has ${count} ${count === 1 ? 'problem' : 'problems'}`,
        'undersigned validate shows where',
      )
    : right('data/', `${letters.length} ${letters.length === 1 ? 'letter' : 'letters'}, and nothing wrong`)
  const writes = letters.reduce(
    (sum, { slug, compiled }) => sum + (compiled ? revisionKeys(slug, compiled.revision).length : 0),
    BESIDE,
  )
  const says = `a first publish writes some ${writes.toLocaleString('en')} values; the Free plan allows ${WRITES_A_DAY.toLocaleString('en')} a day`
  yield writes < MANY
    ? right('plan', says)
    : later('plan', says, 'take the Workers Paid plan, or publish the letters on different days')
  if (site)
    yield site.origin === undefined
      ? later(
          'address',
          'site.yaml names no origin, so no shared cache keeps a page',
          'write the address that the first deploy prints into site.yaml, as origin, and deploy again',
        )
      : right('address', site.origin)
}

const examineClock = (date: string | null, now: number): Finding => {
  const skew = date === null ? 0 : Math.abs(now - Date.parse(date))
  return skew <= MAX_SKEW_MS
    ? right('clock', 'agrees with Cloudflare’s')
    : wrong(
        'clock',
        `is ${Math.round(skew / 60_000)} minutes off`,
        'set this machine’s clock: times of publishing come from it',
      )
}

async function* examineDeployment(ask: Ask, account: string, target: WorkerTarget): AsyncGenerator<Finding> {
  const worker = target.name ?? 'the Worker'
  let namespace: string
  try {
    namespace = await findNamespace(ask, account, target, TIME_LIMIT_MS)
    yield right('Worker', `${worker} is deployed, with a KV for letters`)
  } catch (error) {
    if (error instanceof NotDeployed) yield later('Worker', `${worker} is not deployed yet`, 'npm run deploy')
    else if (error instanceof NameTaken) yield wrong('Worker', error.message, 'then try again')
    else yield wrong('Worker', messageOf(error), isDenied(error) ? RIGHTS : 'try again in some minutes')
    return
  }
  try {
    const path = `/accounts/${account}/storage/kv/namespaces/${namespace}/keys`
    await ask(path, { query: { limit: '10' }, timeLimit: TIME_LIMIT_MS })
    yield right('KV', 'can be read')
  } catch (error) {
    const isGone = error instanceof ApiFailure && error.status === 404
    yield wrong(
      'KV',
      messageOf(error),
      isGone
        ? `there is no namespace ${namespace} in this account: is its id in wrangler.toml another account’s?`
        : isDenied(error)
          ? RIGHTS
          : 'try again in some minutes',
    )
  }
}

const Subdomain = z.object({ subdomain: z.nullable(z.string()) })

const examineSubdomain = async (ask: Ask, account: string): Promise<Finding> => {
  const none = later(
    'workers.dev',
    'the account has no name for free addresses yet',
    'open Workers & Pages in the dashboard once and choose one, unless wrangler.toml has a domain of yours',
  )
  try {
    const { result } = await ask(`/accounts/${account}/workers/subdomain`, { timeLimit: TIME_LIMIT_MS })
    const { subdomain } = z.parse(Subdomain, result)
    return subdomain ? right('workers.dev', `${subdomain}.workers.dev`) : none
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 404) return none
    return later('workers.dev', messageOf(error), 'nothing, where the site has a domain of its own')
  }
}

/** What is at Cloudflare. What depends on something that is wrong is not looked at. */
export async function* examineAccount(
  ask: Ask,
  env: string | undefined,
  now = Date.now(),
): AsyncGenerator<Finding> {
  let target: WorkerTarget
  try {
    target = await readTarget(env)
    yield right('wrangler.toml', `is of the Worker ${target.name ?? 'without a name'}`)
  } catch (error) {
    yield wrong('wrangler.toml', messageOf(error), 'put that right: docs/operating.md')
    return
  }
  let account: string
  try {
    // A token for one account need not be allowed to list them.
    const told = toldAccount(target)
    const path = told ? `/accounts/${told}/storage/kv/namespaces` : '/accounts'
    const { date } = await ask(path, { query: { per_page: '5' }, timeLimit: TIME_LIMIT_MS })
    yield right('login', 'is accepted')
    yield examineClock(date, now)
  } catch (error) {
    yield wrong(
      'login',
      messageOf(error),
      isDenied(error) ? RIGHTS : 'npx wrangler login; in a workflow, set CLOUDFLARE_API_TOKEN',
    )
    return
  }
  try {
    account = await findAccount(ask, target, TIME_LIMIT_MS)
    yield right('account', account)
  } catch (error) {
    yield wrong('account', messageOf(error), 'then try again')
    return
  }
  yield await examineSubdomain(ask, account)
  yield* examineDeployment(ask, account, target)
}
