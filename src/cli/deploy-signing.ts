/**
 * Deploying the sign-on Worker: after the reading Worker, whose KV it shares, and which must know how to read what this
 * one writes. Before that, whatever can be known to be missing is said, so that not one of the two is deployed alone.
 */
import { readFile } from 'node:fs/promises'
import { parse } from 'smol-toml'
import * as z from 'zod/mini'
import { ApiFailure, type Ask } from './cloudflare-api.ts'
import { CheckFailed } from './command.ts'
import { type Deployment, QUESTION_TIME_LIMIT_MS, TIME_LIMIT_MS, withNamespace } from './deploy-worker.ts'
import { findAccount, findNamespace } from './kv-remote.ts'
import { rightSite } from './read-site.ts'
import { showWrangler, wranglerEnv } from './wrangler.ts'
import { BINDING, readTarget } from './wrangler-config.ts'

const CONFIG = 'wrangler.signing.toml'

const Target = z.looseObject({
  name: z.optional(z.string()),
  vars: z._default(z.record(z.string(), z.unknown()), {}),
  kv_namespaces: z._default(z.array(z.looseObject({ binding: z.string(), id: z.optional(z.string()) })), []),
})
const Config = z.extend(Target, { env: z._default(z.record(z.string(), Target), {}) })

/** What the file says of an environment, or of the Worker itself; undefined where there is no such environment. */
const targetIn = (toml: string, env: string): z.infer<typeof Target> | undefined => {
  const config = z.parse(Config, parse(toml))
  return env ? config.env[env] : config
}

const readToml = (): Promise<string> =>
  readFile(CONFIG, 'utf8').catch(() => {
    throw new CheckFailed(
      `There is no ${CONFIG}, which says how to deploy the sign-on Worker (docs/signing.md)`,
    )
  })

/** Whether there can be a sign-on Worker in an environment. */
export const hasSigning = async (env: string): Promise<boolean> =>
  env === '' || targetIn(await readFile(CONFIG, 'utf8').catch(() => ''), env) !== undefined

/** RFC 2606: domains that nobody has. */
const EXAMPLE = /[@.](?:example|example\.(?:com|net|org))$/

/** https://developers.cloudflare.com/durable-objects/reference/data-location/ */
const JURISDICTIONS = ['', 'eu', 'us', 'fedramp', 'fedramp-high']

const secretCommand = (name: string, env: string): string =>
  `openssl rand -base64 32 | npx wrangler secret put ${name} -c ${CONFIG}${env && ` --env ${env}`}`

/**
 * What cannot work of a sign-on Worker that is to be deployed, with what would be right.
 *
 * @param secrets the names of those that are set
 * @param webhooks of `site.yaml`
 * @param env of the file; production where it is empty
 */
export const signingFaults = (
  toml: string,
  secrets: readonly string[],
  webhooks: readonly string[] = [],
  env = '',
): string[] => {
  const { vars = {} } = targetIn(toml, env) ?? {}
  const isSet = (name: string) => secrets.includes(name) || (vars[name] ?? '') !== ''
  const faults: string[] = []
  const { data: from } = z.safeParse(z.email(), vars.MAIL_FROM)
  if (from === undefined || EXAMPLE.test(from))
    faults.push(
      `MAIL_FROM is “${vars.MAIL_FROM ?? ''}”: write an address in ${CONFIG} whose domain your account sends mail from`,
    )
  if (!/^[1-9]\d*$/.test(String(vars.MAILS_PER_DAY ?? '')))
    faults.push(
      `MAILS_PER_DAY is “${vars.MAILS_PER_DAY ?? ''}”: write in ${CONFIG} how many mails your account may send in a day, such as "1000"`,
    )
  if (!['', 'on'].includes(String(vars.PUZZLE ?? '')))
    faults.push(`PUZZLE is “${vars.PUZZLE}”: write "on" in ${CONFIG}, or leave it empty`)
  if (isSet('TURNSTILE_SITE_KEY') !== secrets.includes('TURNSTILE_SECRET'))
    faults.push(
      `TURNSTILE_SITE_KEY in ${CONFIG} and the secret TURNSTILE_SECRET go together: set both, or neither`,
    )
  const { JURISDICTION: jurisdiction = '' } = vars
  if (!JURISDICTIONS.includes(String(jurisdiction)))
    faults.push(
      `JURISDICTION is “${jurisdiction}”: write in ${CONFIG} one of ${JURISDICTIONS.join(', ').slice(2)}, or leave it empty`,
    )
  if (!secrets.includes('SIGNING_SECRET'))
    faults.push(
      `the secret SIGNING_SECRET is not set; set it once, and keep it for good:\n  ${secretCommand('SIGNING_SECRET', env)}`,
    )
  if (!secrets.includes('SIGNONS_TOKEN'))
    faults.push(
      `the secret SIGNONS_TOKEN is not set; set it, and give it to whoever may use \`undersigned signons\`:\n  ${secretCommand('SIGNONS_TOKEN', env)}`,
    )
  if (webhooks.length > 0 && !secrets.includes('WEBHOOK_SECRET'))
    faults.push(
      `site.yaml has webhooks, and the secret WEBHOOK_SECRET is not set; set the one that \`publish\` signs with:\n  ${secretCommand('WEBHOOK_SECRET', env)}`,
    )
  const hasAccess = isSet('ACCESS_TEAM_DOMAIN')
  if (hasAccess !== isSet('ACCESS_AUDIENCE'))
    faults.push(`ACCESS_TEAM_DOMAIN and ACCESS_AUDIENCE go together: write both in ${CONFIG}, or neither`)
  if (!isSet('MODERATORS') && !hasAccess)
    faults.push(`nobody could sit at the desk: write the moderators' addresses into MODERATORS in ${CONFIG}`)
  return faults
}

/** The sign-on Worker's name, as Wrangler makes it. */
const workerIn = (toml: string, env: string): string | undefined => {
  const { name } = targetIn(toml, '') ?? {}
  return env ? (targetIn(toml, env)?.name ?? `${name}-${env}`) : name
}

/** The account is that of the reading Worker, for the two share their KV. */
const openAccount = async (ask: Ask, env: string) => {
  const target = await readTarget(env)
  return { target, account: await findAccount(ask, target, QUESTION_TIME_LIMIT_MS) }
}

const Secrets = z.array(z.object({ name: z.string() }))

/** The names of the Worker's secrets; none where there is no such Worker yet. */
const listSecrets = async (ask: Ask, toml: string, env: string): Promise<string[]> => {
  const { account } = await openAccount(ask, env)
  try {
    const { result } = await ask(`/accounts/${account}/workers/scripts/${workerIn(toml, env)}/secrets`, {
      timeLimit: QUESTION_TIME_LIMIT_MS,
    })
    return z.parse(Secrets, result).map(({ name }) => name)
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 404) return []
    throw error
  }
}

/** Why the sign-on Worker cannot be deployed to an environment; undefined where it can be. Writes nothing. */
export const whyNoSigning = async (ask: Ask, env: string): Promise<string | undefined> => {
  const { webhooks } = await rightSite()
  const toml = await readToml()
  const faults = signingFaults(toml, await listSecrets(ask, toml, env), webhooks, env)
  if (faults.length === 0) return undefined
  return `the sign-on Worker would not work${env && ` in ${env}`} (docs/signing.md, “Set it up”):\n${faults.map((fault) => `- ${fault}`).join('\n')}`
}

/** Deploys the sign-on Worker beside the reading Worker that is deployed. */
export const deploySigning = async (
  ask: Ask,
  { env = '', stdout = 'inherit', timeLimit = TIME_LIMIT_MS }: Deployment,
): Promise<void> => {
  const { target, account } = await openAccount(ask, env)
  // The one that readers' Worker has, whatever its title is.
  const id = await findNamespace(ask, account, target, QUESTION_TIME_LIMIT_MS)
  const { kv_namespaces = [] } = targetIn(await readToml(), env) ?? {}
  const named = kv_namespaces.find(({ binding }) => binding === BINDING)?.id
  if (named !== undefined && named !== id)
    throw new CheckFailed(
      `${CONFIG} names the KV namespace ${named}, and the reading Worker has ${id}: nothing that is signed would be read. Leave the id out`,
    )
  await withNamespace(CONFIG, env, id, (config) =>
    showWrangler('deploy the sign-on Worker', ['deploy', '-c', config, '--env', env], timeLimit, stdout, {
      ...wranglerEnv,
      // Workers Builds means the one Worker that it builds, and would put this one into its place.
      WRANGLER_CI_OVERRIDE_NAME: undefined,
      WRANGLER_CI_MATCH_TAG: undefined,
    }),
  )
}
