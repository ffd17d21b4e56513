/** The files of a new repository of letters, but for the letters. */
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import manifest from '../../package.json' with { type: 'json' }
import type { Answers } from './answers.ts'

/** Only for letters that the public can sign. */
const SIGN_ON = new Set(['wrangler.signing.toml', 'wrangler.local.toml'])

const address = (domain: string): string =>
  domain === ''
    ? ''
    : `# The domain must be a zone of the same Cloudflare account. No second address, at workers.dev.
workers_dev = false
routes = [{ pattern = "${domain}", custom_domain = true }]

`

const origin = (domain: string, worker: string): string =>
  domain === '' ? `# origin: https://${worker}.<your account>.workers.dev` : `origin: https://${domain}`

const form = (domain: string): string =>
  domain === ''
    ? `# The form is at this Worker's own host, which the first deploy prints: write it into site.yaml, as sign_origin.
workers_dev = true
`
    : `# The form is at the letters' own domain, by a route that goes before theirs.
workers_dev = false
routes = ["${domain}/sign/*"]
`

/**
 * Cloudflare's button copies a public repository, and deploys the Worker of its wrangler.toml. It knows of no second one, whose secrets
 * it could not ask for: https://developers.cloudflare.com/workers/platform/deploy-buttons/
 */
const button = (worker: string, repository: string | undefined): string => {
  const page = repository ?? `https://github.com/OWNER/${worker}`
  const missing =
    repository === undefined ? `, and stand in the button: write its address in place of \`${page}\`` : ''
  return `
## For others: a copy by one button

[![Deploy to Cloudflare](https://deploy.workers.cloudflare.com/button)](https://deploy.workers.cloudflare.com/?url=${page})

Whoever presses it gets a copy of this repository at GitHub or GitLab, and at Cloudflare a site of their own that shows its letters. It takes
an account at both, and nothing is installed. This repository must be public for it${missing}. Then, in the copy:

1. Write the address that Cloudflare shows into \`site.yaml\`, as \`origin\`, and commit it. Cloudflare builds, deploys and publishes whatever is committed to \`main\`.
2. Change \`name\` beside it, and the letters in \`data/\`, in the same way. The workflows need not be set up to publish.
`
}

/** Numbers that no other Worker of the account has by chance. */
const limit = (): string => String(10_000_000 + Math.floor(Math.random() * 89_999_999))

const packageOf = (worker: string): string =>
  `${JSON.stringify(
    {
      name: worker,
      private: true,
      scripts: {
        build: 'undersigned build',
        start: 'undersigned build && undersigned publish --yes && undersigned start',
        'publish-letters': 'undersigned publish --yes',
        deploy:
          'undersigned deploy --env= && undersigned publish --yes --remote --env= && undersigned keep-widget --remote --env=',
        'deploy:staging':
          'undersigned deploy --env=staging && undersigned publish --yes --remote --env=staging && undersigned keep-widget --remote --env=staging',
      },
      // What Cloudflare's button says of what it makes.
      cloudflare: {
        bindings: { LETTERS: { description: 'The letters, and who signed them. Any name will do.' } },
      },
      dependencies: { undersigned: `^${manifest.version}` },
      allowScripts: { esbuild: true, workerd: true },
    },
    null,
    2,
  )}\n`

/**
 * @param template the folder of what needs nothing but a few words put in
 * @param repository the address of its page, where that is known
 */
export const filesOf = async (
  template: string,
  worker: string,
  { name, domain, languages, signOn }: Answers,
  repository?: string,
): Promise<Record<string, string>> => {
  const words: Record<string, string> = {
    worker,
    site: stringify(name, { lineWidth: 0 }).trimEnd(),
    title: name,
    language: languages[0],
    origin: origin(domain, worker),
    address: address(domain),
    form: form(domain),
    mail: `letters@${domain === '' ? 'example.org' : domain}`,
    // A copy could not have the domain either.
    button: signOn || domain !== '' ? '' : button(worker, repository),
    limit: limit(),
    staging_limit: limit(),
  }
  const files: Record<string, string> = { 'package.json': packageOf(worker) }
  for await (const path of glob(['*', 'github/**/*.yml'], { cwd: template })) {
    if (path === 'github' || (SIGN_ON.has(path) && !signOn)) continue
    const text = await readFile(join(template, path), 'utf8')
    // npm packs neither by its own name.
    const to = path.replace(/^(?=github\/|gitignore$)/, '.')
    // In workflows two braces are GitHub's.
    files[to] = to.startsWith('.github/')
      ? text
      : text.replace(/\{\{(\w+)\}\}/g, (_, word) => words[word] ?? '')
  }
  return files
}
