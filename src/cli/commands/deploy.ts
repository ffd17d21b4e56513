import { command, printJson } from '../command.ts'
import { deployWorker } from '../deploy-worker.ts'

export const deploy = command(
  'deploy',
  'deploy the Worker alone, also where a first deploy failed half-way; npm run deploy does this first',
  ['deploy --env=', 'deploy --env=staging'],
)
  .option('--env <name>', 'this environment of wrangler.toml, for example staging')
  .action(async ({ json, env }: { json?: true; env?: string }) => {
    await deployWorker({ env, stdout: json ? 2 : 'inherit' })
    if (json) printJson({ state: 'deployed' })
  })
