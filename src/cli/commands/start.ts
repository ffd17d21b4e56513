import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { command, printJson } from '../command.ts'
import { completeDevVars, LOCAL_MODERATOR } from '../dev-vars.ts'
import { showMails } from '../local-mail.ts'
import { openForSigning } from '../open-for-signing.ts'
import { wranglerFile } from '../wrangler.ts'
import { readConfig } from '../wrangler-config.ts'

/** The reading Worker alone, or both on one port. */
const CONFIGS = ['wrangler.toml']
const BOTH = ['wrangler.local.toml', 'wrangler.toml', 'wrangler.signing.toml']

const ADDRESS = 'http://127.0.0.1:8787'

export const start = command(
  'start',
  'serve the letters on this machine, and the form where one can be signed; npm start builds and publishes first',
  ['start'],
).action(async ({ json }: { json?: true }) => {
  // Wrangler would say it at length, and propose to report it as a fault of its own.
  await readConfig()
  const slugs = await openForSigning()
  const configs = slugs.length > 0 ? BOTH : CONFIGS
  if (json) printJson({ configs, open: slugs })
  if (slugs.length > 0) {
    await completeDevVars()
    for (const slug of slugs) console.error(`Sign: ${ADDRESS}/sign/${slug}`)
    console.error(`The desk: ${ADDRESS}/sign/desk, for ${LOCAL_MODERATOR} or whom .dev.vars names`)
    console.error(
      'Mails are not sent but shown here. JURISDICTION does not count: all is kept on this machine.',
    )
  }
  const stop = slugs.length > 0 ? await showMails((text) => console.error(`\n${text}`)) : () => {}
  const child = spawn(
    process.execPath,
    [wranglerFile(), 'dev', ...configs.flatMap((config) => ['-c', config])],
    {
      stdio: ['inherit', json ? 2 : 'inherit', 'inherit'],
      // It asks nobody on the network: neither for a newer Wrangler nor for where this machine is.
      env: { ...process.env, WRANGLER_HIDE_BANNER: 'true', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
    },
  )
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  const [code] = await once(child, 'close')
  stop()
  process.exitCode = code ?? 0
})
