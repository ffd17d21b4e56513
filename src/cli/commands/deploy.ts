import { checkAccount } from '../check-account.ts'
import { openApi } from '../cloudflare-api.ts'
import { CheckFailed, command, printJson, WrongUsage } from '../command.ts'
import { deploySigning, hasSigning, whyNoSigning } from '../deploy-signing.ts'
import { deployWorker } from '../deploy-worker.ts'
import { openForSigning } from '../open-for-signing.ts'

type Options = { json?: true; env?: string; signing?: true }

export const deploy = command(
  'deploy',
  'deploy the code, not the letters, also where a first deploy failed half-way; npm run deploy does this first',
  ['deploy --env=', 'deploy --env= --signing', 'deploy --env=staging'],
)
  .option('--env <name>', 'this environment of wrangler.toml, for example staging')
  .option('--signing', 'the sign-on Worker, too, though no letter in data/ is open for signing')
  .action(async ({ json, env = process.env.CLOUDFLARE_ENV ?? '', signing }: Options) => {
    const open = await openForSigning()
    const ask = openApi()
    await checkAccount(ask, env)
    const isWanted = signing || open.length > 0
    const nobodyCan = open.length > 0 ? `; nobody can sign ${open.join(', ')} there` : ''
    let withSigning = isWanted && (await hasSigning(env))
    if (signing && !withSigning)
      throw new WrongUsage(
        `The sign-on Worker has no ${env}: leave --signing out, or write [env.${env}] into wrangler.signing.toml`,
      )
    if (isWanted && !withSigning) console.error(`The sign-on Worker has no ${env}${nobodyCan}.`)
    const why = withSigning ? await whyNoSigning(ask, env) : undefined
    // Staging is there to look at letters, also where it was never set up for signing.
    if (why !== undefined && (env === '' || signing))
      throw new CheckFailed(`Nothing was deployed, for ${why}`)
    if (why !== undefined) {
      withSigning = false
      console.error(`The sign-on Worker is not deployed to ${env}${nobodyCan}, for ${why}`)
    }
    const stdout = json ? 2 : 'inherit'
    await deployWorker(ask, { env, stdout })
    if (withSigning) await deploySigning(ask, { env, stdout })
    if (json) printJson({ state: 'deployed', signing: withSigning })
  })
