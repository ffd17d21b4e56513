/** The files of a new repository of letters, but for the letters. */
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { version } from '../../package.json'
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

/** Numbers that no other Worker of the account has by chance. */
const limit = (): string => String(10_000_000 + Math.floor(Math.random() * 89_999_999))

const packageOf = (worker: string): string =>
  `${JSON.stringify(
    {
      name: worker,
      private: true,
      scripts: {
        start: 'undersigned build && undersigned publish --yes && undersigned start',
        'publish-letters': 'undersigned publish --yes',
        deploy:
          'undersigned deploy --env= && undersigned publish --yes --remote --env= && undersigned keep-widget --remote --env=',
        'deploy:staging':
          'undersigned deploy --env=staging && undersigned publish --yes --remote --env=staging && undersigned keep-widget --remote --env=staging',
      },
      dependencies: { undersigned: `^${version}` },
      allowScripts: { esbuild: true, workerd: true },
    },
    null,
    2,
  )}\n`

/** @param template the folder of what needs nothing but a few words put in */
export const filesOf = async (
  template: string,
  worker: string,
  { name, domain, languages, signOn }: Answers,
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
