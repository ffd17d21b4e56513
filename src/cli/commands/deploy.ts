import { checkAccount } from '../check-account.ts'
import { openApi } from '../cloudflare-api.ts'
import { command, printJson, WrongUsage } from '../command.ts'
import { checkSigning, deploySigning } from '../deploy-signing.ts'
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
  .action(async ({ json, env, signing }: Options) => {
    const isProduction = env === undefined || env === ''
    if (signing && !isProduction)
      throw new WrongUsage(`the sign-on Worker has no ${env}: leave --signing out`)
    const open = await openForSigning()
    await checkAccount(openApi(), env)
    const withSigning = isProduction && (signing || open.length > 0)
    if (withSigning) await checkSigning()
    else if (open.length > 0)
      console.error(`The sign-on Worker has no ${env}: nobody can sign ${open.join(', ')} there.`)
    const stdout = json ? 2 : 'inherit'
    await deployWorker({ env, stdout })
    if (withSigning) await deploySigning({ stdout })
    if (json) printJson({ state: 'deployed', signing: withSigning })
  })
