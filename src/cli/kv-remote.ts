/**
 * The deployed Worker's KV through Cloudflare's API (https://developers.cloudflare.com/api/resources/kv/), which takes
 * some tenths of a second a call; Wrangler's own commands take two seconds each.
 */
import * as z from 'zod/mini'
import { getTogether } from '../publishing/get-together.ts'
import { assertFits, type Kv, MAX_KEYS_PER_GET, type PairToPut, readMetadata } from '../publishing/kv.ts'
import { withRetries } from '../publishing/retry.ts'
import { ApiFailure, type Ask, isUsedUp, openApi, type Request } from './cloudflare-api.ts'
import { BINDING, readTarget, type WorkerTarget } from './wrangler-config.ts'

/** Which deployed Worker's KV it is: of which environment of wrangler.toml. */
export type RemotePlace = {
  env?: string | undefined
  /** Milliseconds that a call may take which sends nothing; a minute when left out. */
  timeLimit?: number
}

/** A call writes at most 10,000 pairs and 100 MB (https://developers.cloudflare.com/kv/platform/limits/). */
const MAX_PAIRS = 10_000
const MAX_CHARACTERS = 25_000_000
const TIME_LIMIT_MS = 60_000

const Accounts = z.array(z.object({ id: z.string(), name: z.string() }))
const Settings = z.object({
  bindings: z.array(z.object({ type: z.string(), name: z.string(), namespace_id: z.optional(z.string()) })),
})
const Values = z.object({ values: z.record(z.string(), z.nullable(z.string())) })
const Written = z.object({ unsuccessful_keys: z._default(z.array(z.string()), []) })
const Keys = z.array(z.object({ name: z.string(), metadata: z.optional(z.unknown()) }))

/** No deployed Worker has a KV of letters. */
export class NotDeployed extends Error {
  override name = 'NotDeployed'
}

/** There is a Worker of this name, and it is another's. */
export class NameTaken extends Error {
  override name = 'NameTaken'

  constructor(worker: string) {
    super(
      `There is a Worker “${worker}” in this account that is not of this site, for it has no KV called ${BINDING}, and a deploy would ` +
        'replace it. Write another name into wrangler.toml; or delete that Worker in the dashboard, if nobody needs it',
    )
  }
}

/** The API left out some of what it was to write. */
class Incomplete extends Error {
  override name = 'Incomplete'

  constructor(count: number) {
    super(`Cloudflare did not write ${count} values, and did not say why; try again`)
  }
}

/** The account that is named, in the order in which Wrangler looks. */
export const toldAccount = ({ accountId }: WorkerTarget): string | undefined =>
  accountId ?? (process.env.CLOUDFLARE_ACCOUNT_ID || undefined)

/** That, or the only one of the login. @throws Error where it could be one of several */
export const findAccount = async (ask: Ask, target: WorkerTarget, timeLimit: number): Promise<string> => {
  const told = toldAccount(target)
  if (told) return told
  const { result } = await ask('/accounts', { query: { per_page: '50' }, timeLimit })
  const accounts = z.parse(Accounts, result)
  const [only, ...more] = accounts
  if (only && more.length === 0) return only.id
  throw new Error(
    only
      ? 'Your login has several accounts. Write the one to use into wrangler.toml, at the top:\n' +
          accounts.map(({ id, name }) => `  account_id = "${id}"  # ${name}`).join('\n')
      : 'Your login shows no account. Write account_id = "..." into wrangler.toml, at the top, or set CLOUDFLARE_ACCOUNT_ID',
  )
}

/** @throws NotDeployed, NameTaken */
export const findNamespace = async (
  ask: Ask,
  account: string,
  { name, namespaceId }: WorkerTarget,
  timeLimit: number,
): Promise<string> => {
  if (namespaceId !== undefined) return namespaceId
  if (name === undefined) throw new Error('wrangler.toml has no name for the Worker')
  const missing = `There is no Worker “${name}” with a KV for letters in this account: deploy it first`
  let bindings: z.infer<typeof Settings>['bindings']
  try {
    const { result } = await ask(`/accounts/${account}/workers/scripts/${name}/settings`, { timeLimit })
    bindings = z.parse(Settings, result).bindings
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 404) throw new NotDeployed(missing)
    throw error
  }
  const bound = bindings.find((binding) => binding.type === 'kv_namespace' && binding.name === BINDING)
  if (bound?.namespace_id !== undefined) return bound.namespace_id
  // Workers Builds makes the Worker, with nothing in it, before it deploys it for the first time.
  throw process.env.WRANGLER_CI_OVERRIDE_NAME === name ? new NotDeployed(missing) : new NameTaken(name)
}

/** What an operator can do where it is their right that is missing. */
export const RIGHTS =
  'Does your login, or the token in CLOUDFLARE_API_TOKEN, have the permissions “Workers KV Storage: Edit” and “Workers Scripts: Read” for this account?'

export const isDenied = (error: unknown): boolean =>
  error instanceof ApiFailure && (error.status === 401 || error.status === 403)

/** What goes on once the day's writes are used up. */
const USED_UP =
  'What the Free plan allows in a day is used up, by this site or another of the account: go on after midnight UTC, or take the Workers Paid plan (docs/operating.md). Readers see what was live'

/** Says what was tried. */
const explain = (what: string, error: unknown): unknown => {
  if (!(error instanceof Error) || error instanceof NotDeployed || error instanceof NameTaken) return error
  const hint = isDenied(error) ? `. ${RIGHTS}` : isUsedUp(error) ? `. ${USED_UP}` : ''
  return new Error(`Could not ${what} remote KV: ${error.message}${hint}`, { cause: error })
}

/** Where it is is found at the first call. */
export const createRemoteKv = ({ env, timeLimit = TIME_LIMIT_MS }: RemotePlace): Kv => {
  const ask = openApi()
  const find = async (): Promise<string> => {
    const target = await readTarget(env)
    const account = await findAccount(ask, target, timeLimit)
    const namespace = await findNamespace(ask, account, target, timeLimit)
    return `/accounts/${account}/storage/kv/namespaces/${namespace}`
  }
  let base: Promise<string> | undefined
  const call = async (what: string, path: string, request: Omit<Request, 'timeLimit'>) => {
    try {
      base ??= find()
      return await ask(`${await base}${path}`, { ...request, timeLimit })
    } catch (error) {
      throw explain(what, error)
    }
  }

  /** What the call says it did not write is written again. */
  const write = (pairs: PairToPut[]): Promise<void> => {
    let left = pairs
    return withRetries(
      async () => {
        const { result } = await call('write to', '/bulk', { method: 'PUT', body: left })
        const failed = new Set(z.parse(Written, result).unsuccessful_keys)
        left = left.filter(({ key }) => failed.has(key))
        if (left.length > 0) throw new Incomplete(left.length)
      },
      (error) => error instanceof Incomplete,
    )
  }

  return {
    consistent: false,

    async *get(keys) {
      const read = async (some: readonly string[]) => {
        const { result } = await call('read from', '/bulk/get', {
          method: 'POST',
          body: { keys: some, type: 'text' },
        })
        return new Map(Object.entries(z.parse(Values, result).values))
      }
      for (let at = 0; at < keys.length; at += MAX_KEYS_PER_GET)
        yield* getTogether(keys.slice(at, at + MAX_KEYS_PER_GET), read)
    },

    async put(pairs, onWritten = () => {}) {
      let batch: PairToPut[] = []
      let characters = 0
      const flush = async () => {
        if (batch.length === 0) return
        await write(batch)
        onWritten(batch.length)
        batch = []
        characters = 0
      }
      for await (const pair of pairs) {
        assertFits(pair)
        if (batch.length === MAX_PAIRS || characters + pair.value.length > MAX_CHARACTERS) await flush()
        batch.push(pair)
        characters += pair.value.length
      }
      await flush()
    },

    async *list(prefix) {
      for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
        const answer = await call('list the keys of', '/keys', {
          query: { prefix, limit: '1000', ...(cursor !== undefined && { cursor }) },
        })
        cursor = answer.cursor
        for (const { name: key, metadata } of z.parse(Keys, answer.result)) {
          const known = readMetadata(metadata)
          yield known === undefined ? { key } : { key, metadata: known }
        }
      }
    },

    async delete(keys) {
      for (let at = 0; at < keys.length; at += MAX_PAIRS)
        await call('delete from', '/bulk/delete', { method: 'POST', body: keys.slice(at, at + MAX_PAIRS) })
    },
  }
}
