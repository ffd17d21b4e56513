/**
 * Deploying the sign-on Worker: after the reading Worker, whose KV it shares, and which must know how to read what this
 * one writes. Before that, whatever can be known to be missing is said, so that not one of the two is deployed alone.
 */
import { readFile } from 'node:fs/promises'
import { parse } from 'smol-toml'
import * as z from 'zod/mini'
import { CheckFailed } from './command.ts'
import { type Deployment, QUESTION_TIME_LIMIT_MS, TIME_LIMIT_MS, withNamespace } from './deploy-worker.ts'
import { rightSite } from './read-site.ts'
import { runWrangler, showWrangler, wranglerEnv } from './wrangler.ts'
import { BINDING, readTarget } from './wrangler-config.ts'

const CONFIG = 'wrangler.signing.toml'

const Config = z.looseObject({
  vars: z._default(z.record(z.string(), z.unknown()), {}),
  kv_namespaces: z._default(z.array(z.looseObject({ binding: z.string(), id: z.optional(z.string()) })), []),
})

/** RFC 2606: domains that nobody has. */
const EXAMPLE = /[@.](?:example|example\.(?:com|net|org))$/

/** https://developers.cloudflare.com/durable-objects/reference/data-location/ */
const JURISDICTIONS = ['', 'eu', 'us', 'fedramp', 'fedramp-high']

const secretCommand = (name: string): string =>
  `openssl rand -base64 32 | npx wrangler secret put ${name} -c ${CONFIG}`

/**
 * What cannot work of a sign-on Worker that is to be deployed, with what would be right.
 *
 * @param secrets the names of those that are set
 * @param webhooks of `site.yaml`
 */
export const signingFaults = (
  toml: string,
  secrets: readonly string[],
  webhooks: readonly string[] = [],
): string[] => {
  const { vars } = z.parse(Config, parse(toml))
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
      `the secret SIGNING_SECRET is not set; set it once, and keep it for good:\n  ${secretCommand('SIGNING_SECRET')}`,
    )
  if (!secrets.includes('SIGNONS_TOKEN'))
    faults.push(
      `the secret SIGNONS_TOKEN is not set; set it, and give it to whoever may use \`undersigned signons\`:\n  ${secretCommand('SIGNONS_TOKEN')}`,
    )
  if (webhooks.length > 0 && !secrets.includes('WEBHOOK_SECRET'))
    faults.push(
      `site.yaml has webhooks, and the secret WEBHOOK_SECRET is not set; set the one that \`publish\` signs with: npx wrangler secret put WEBHOOK_SECRET -c ${CONFIG}`,
    )
  const hasAccess = isSet('ACCESS_TEAM_DOMAIN')
  if (hasAccess !== isSet('ACCESS_AUDIENCE'))
    faults.push(`ACCESS_TEAM_DOMAIN and ACCESS_AUDIENCE go together: write both in ${CONFIG}, or neither`)
  if (!isSet('MODERATORS') && !hasAccess)
    faults.push(`nobody could sit at the desk: write the moderators' addresses into MODERATORS in ${CONFIG}`)
  return faults
}

/** The names of the Worker's secrets; none where there is no such Worker yet. */
const listSecrets = async (): Promise<string[]> => {
  try {
    const listed = await runWrangler(
      'list the secrets of the sign-on Worker',
      ['secret', 'list', '-c', CONFIG],
      QUESTION_TIME_LIMIT_MS,
    )
    return (JSON.parse(listed) as { name: string }[]).map(({ name }) => name)
  } catch (error) {
    if (/Worker ".*" not found/.test(String(error))) return []
    throw error
  }
}

/** Looks whether the sign-on Worker can be deployed, and writes nothing. @throws CheckFailed */
export const checkSigning = async (): Promise<void> => {
  const toml = await readFile(CONFIG, 'utf8').catch(() => {
    throw new CheckFailed(
      `There is no ${CONFIG}, which says how to deploy the sign-on Worker (docs/signing.md)`,
    )
  })
  const { webhooks } = await rightSite()
  const faults = signingFaults(toml, await listSecrets(), webhooks)
  if (faults.length > 0)
    throw new CheckFailed(
      `Nothing was deployed, for the sign-on Worker would not work (docs/signing.md, “Set it up”):\n${faults.map((fault) => `- ${fault}`).join('\n')}`,
    )
}

/** The KV that the deployed reading Worker has, whatever its title is. */
const readersNamespace = async (): Promise<string> => {
  const { name = '' } = await readTarget('')
  const ask = async (args: string[]): Promise<unknown> =>
    JSON.parse(
      await runWrangler(
        'look which KV the reading Worker has',
        [...args, '--name', name, '--json'],
        QUESTION_TIME_LIMIT_MS,
      ),
    )
  const { versions } = (await ask(['deployments', 'status'])) as { versions: { version_id: string }[] }
  const { resources } = (await ask(['versions', 'view', versions[0]?.version_id ?? ''])) as {
    resources: { bindings: { name: string; namespace_id?: string }[] }
  }
  const id = resources.bindings.find((binding) => binding.name === BINDING)?.namespace_id
  if (id === undefined) throw new CheckFailed(`The deployed Worker “${name}” has no KV called ${BINDING}`)
  return id
}

/** Deploys the sign-on Worker beside the reading Worker that is deployed. */
export const deploySigning = async ({
  stdout = 'inherit',
  timeLimit = TIME_LIMIT_MS,
}: Omit<Deployment, 'env'>): Promise<void> => {
  const id = await readersNamespace()
  const { kv_namespaces } = z.parse(Config, parse(await readFile(CONFIG, 'utf8')))
  const named = kv_namespaces.find(({ binding }) => binding === BINDING)?.id
  if (named !== undefined && named !== id)
    throw new CheckFailed(
      `${CONFIG} names the KV namespace ${named}, and the reading Worker has ${id}: nothing that is signed would be read. Leave the id out`,
    )
  await withNamespace(CONFIG, undefined, id, (config) =>
    showWrangler('deploy the sign-on Worker', ['deploy', '-c', config], timeLimit, stdout, {
      ...wranglerEnv,
      // Workers Builds means the one Worker that it builds, and would put this one into its place.
      WRANGLER_CI_OVERRIDE_NAME: undefined,
      WRANGLER_CI_MATCH_TAG: undefined,
    }),
  )
}
