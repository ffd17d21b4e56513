/**
 * Deploying the reading Worker, also after a first upload that failed. Wrangler creates the KV namespace before it uploads the
 * Worker, and finds it again through the deployed Worker alone; where there is none it would create it once more, which
 * the API refuses. Then it is told which one to take.
 */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { parse, stringify } from 'smol-toml'
import * as z from 'zod/mini'
import type { Ask } from './cloudflare-api.ts'
import { findAccount, findNamespace, NotDeployed } from './kv-remote.ts'
import { ShownFailure, showWrangler } from './wrangler.ts'
import { BINDING, readTarget } from './wrangler-config.ts'

/** What a deploy may take, in milliseconds: with a slow upload some seconds. */
export const TIME_LIMIT_MS = 5 * 60_000
/** What a question may take. */
export const QUESTION_TIME_LIMIT_MS = 60_000

export type Deployment = {
  /** Of `wrangler.toml`. */
  env?: string | undefined
  /** 2 to leave standard output to the result. */
  stdout?: 'inherit' | 2
  /** Milliseconds that each try may take where there is no terminal. */
  timeLimit?: number
}

const isTaken = (error: unknown): boolean =>
  error instanceof ShownFailure && /\/storage\/kv\/namespaces\) failed[\s\S]*\[code: 10014\]/.test(error.said)

/** The KV of the deployed Worker; undefined where there is none. */
const boundNamespace = async (...where: Parameters<typeof findNamespace>): Promise<string | undefined> => {
  try {
    return await findNamespace(...where)
  } catch (error) {
    if (error instanceof NotDeployed) return undefined
    throw error
  }
}

const PER_PAGE = 100
const Namespaces = z.array(z.object({ id: z.string(), title: z.string() }))

/** Undefined where none is called so. */
const titledNamespace = async (ask: Ask, path: string, title: string): Promise<string | undefined> => {
  for (let page = 1; ; page++) {
    const query = { per_page: String(PER_PAGE), page: String(page) }
    const { result } = await ask(path, { query, timeLimit: QUESTION_TIME_LIMIT_MS })
    const namespaces = z.parse(Namespaces, result)
    const found = namespaces.find((namespace) => namespace.title === title)
    if (found !== undefined || namespaces.length < PER_PAGE) return found?.id
  }
}

/** The id of the namespace that Wrangler would have created. @throws Error where it may be somebody else's */
const findLeft = async (ask: Ask, account: string, title: string): Promise<string> => {
  const path = `/accounts/${account}/storage/kv/namespaces`
  const id = await titledNamespace(ask, path, title)
  if (id === undefined)
    throw new Error(
      `Cloudflare says that there is a KV namespace “${title}”, and does not list it; try again in a minute`,
    )
  const { result: keys } = await ask(`${path}/${id}/keys`, { timeLimit: QUESTION_TIME_LIMIT_MS })
  if (z.parse(z.array(z.unknown()), keys).length > 0)
    throw new Error(
      `There is a KV namespace “${title}” that no deploy of this Worker uses, and it is not empty: it may be another's. ` +
        `If it is yours, write id = "${id}" below binding = "${BINDING}" in wrangler.toml and deploy again`,
    )
  return id
}

type Config = { kv_namespaces?: { binding: string; id?: string }[]; env?: Record<string, Config> }

/** Does `work` with a copy of a configuration that names the namespace. */
export const withNamespace = async (
  file: string,
  environment: string | undefined,
  id: string,
  work: (config: string) => Promise<void>,
): Promise<void> => {
  const config = parse(await readFile(file, 'utf8')) as Config
  const { kv_namespaces = [] } = (environment && config.env?.[environment]) || config
  for (const namespace of kv_namespaces) if (namespace.binding === BINDING) namespace.id = id
  // Beside it, for the paths in it are relative.
  const path = `.wrangler-${process.pid}.toml`
  await writeFile(path, stringify(config))
  try {
    await work(path)
  } finally {
    await rm(path)
  }
}

/** Deploys the reading Worker of this folder, and says on the way what Wrangler says. */
export const deployWorker = async (
  ask: Ask,
  { env, stdout = 'inherit', timeLimit = TIME_LIMIT_MS }: Deployment,
): Promise<void> => {
  const deploy = (...args: string[]) =>
    showWrangler(
      'deploy the Worker',
      ['deploy', ...(env === undefined ? [] : ['--env', env]), ...args],
      timeLimit,
      stdout,
    )
  try {
    return await deploy()
  } catch (error) {
    if (!isTaken(error)) throw error
  }
  const target = await readTarget(env)
  const account = await findAccount(ask, target, QUESTION_TIME_LIMIT_MS)
  // Wrangler goes on without the deployed Worker's settings when it cannot read them.
  if (await boundNamespace(ask, account, target, QUESTION_TIME_LIMIT_MS)) return deploy()
  const { name, environment } = target
  const title = `${name}-${BINDING.toLowerCase()}`
  const id = await findLeft(ask, account, title)
  console.error(
    `The KV namespace “${title}” is left from a deploy that failed, and empty: this one takes it.`,
  )
  await withNamespace('wrangler.toml', environment, id, (config) => deploy('--config', config))
}
