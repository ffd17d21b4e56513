import { createHash } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { formatDiagnostic } from '../editing/diagnostic.ts'
import { favicon, touchIcon } from '../preview/icons.ts'
import { readPublicKeys } from '../publishing/key-files.ts'
import { PUBLIC_KEYS } from '../publishing/signatures.ts'
import { snapshotPath } from '../revision/keys.ts'
import { buildBuilder } from './builder.ts'
import { buildDocs } from './docs.ts'
import { letterFiles } from './letter-files.ts'
import { formsOf } from './messages/forms.ts'
import { readMessages, readSigningMessages } from './messages/read.ts'
import { isBundled } from './places.ts'
import { bundleScript, hashSource } from './script.ts'
import { buildPuzzle, buildSigningPages, signingMessages } from './signing.ts'
import { buildOpenapi, buildPages } from './site.ts'
import { drawnColours } from './site-file/accent.ts'
import { compileSite } from './site-file/compile.ts'
import { type Site, TEXTS } from './site-file/read.ts'
import { splitSnapshot } from './snapshot.ts'
import { buildPageStyle, buildStyles } from './styles.ts'
import { codeVersion } from './version.ts'
import { buildWidget } from './widget.ts'
import { readWorkers } from './workers.ts'
import { writeIfNew } from './write-if-new.ts'

/** The public keys as they are served, and a hash that changes whenever they do. */
const publicKeys = async (root: string): Promise<{ json: string; hash: string }> => {
  const json = `${JSON.stringify(await readPublicKeys(join(root, PUBLIC_KEYS)), null, 2)}\n`
  return { json, hash: createHash('sha256').update(json).digest('hex').slice(0, 16) }
}

type Messages = Awaited<ReturnType<typeof readMessages>>['messages']
type Write = (name: string, content: object | string) => Promise<void>

/**
 * What each language says: the English messages for the Worker's bundle, all others and the builder's to lie beside it, and for
 * the sign-on Worker's bundle all.
 */
const writeMessages = async (write: Write): Promise<Messages> => {
  const { messages, problems } = await readMessages()
  const signing = await readSigningMessages(messages.keys())
  const wrong = [...problems, ...signing.problems]
  if (wrong.length > 0) throw new Error(wrong.map(formatDiagnostic).join('\n'))
  await write('languages.json', [...messages.keys()])
  for (const [language, { page, widget, badge, builder }] of messages) {
    const name = language === 'en' ? 'messages.json' : `assets/messages/${language}.json`
    await write(name, { page, widget, badge, forms: formsOf(language) })
    await write(`assets/messages/builder/${language}.json`, builder)
  }
  await write('signing-messages.json', signingMessages(messages, signing.messages))
  return messages
}

/** What only some sites have goes first, in case this one has it no more. */
const removeOwn = async (assets: string): Promise<void> => {
  for (const name of ['logo.svg', ...TEXTS.map((text) => `pages/${text}.html`)])
    await rm(join(assets, name), { force: true })
}

/**
 * Removes what an earlier build left in a folder of assets, but for these paths: nobody who was erased goes out again. After
 * they are written, since Wrangler may run two builds at once.
 */
const removeOthers = async (assets: string, folder: string, paths: string[]): Promise<void> => {
  const kept = new Set(paths.map((path) => join(assets, path)))
  await mkdir(join(assets, folder), { recursive: true })
  for (const entry of await readdir(join(assets, folder), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && !kept.has(path)) await rm(path, { force: true })
  }
}

/**
 * Writes what is deployed with the Worker's code to `build/`: the snapshot and the public keys of `data/`, the site, the style
 * sheets, the widget, the builder's script, the messages of each language, the icons, the version, and the OpenAPI document and
 * the pages that no publish changes, which are made by code that needs the others. Where the package is another's, also the Workers.
 * @throws Error with a line for each thing that is wrong in what the languages say
 */
export const build = async (root: string, site: Site, snapshot: Record<string, string>): Promise<void> => {
  const written = new Map<string, string>()
  const write: Write = async (name, content) => {
    const text = typeof content === 'string' ? content : `${JSON.stringify(content)}\n`
    written.set(name, text)
    const path = join(root, 'build', name)
    await mkdir(dirname(path), { recursive: true })
    await writeIfNew(path, Buffer.from(text))
  }
  const compiled = compileSite(site)
  await write('site.json', compiled)
  await write('style.json', await buildPageStyle(compiled, site.accent))
  await removeOwn(join(root, 'build/assets'))
  if (site.logo !== undefined) await write('assets/logo.svg', site.logo)
  const messages = await writeMessages(write)
  const { script: widgetScript, letterScript, frame, ...widget } = await buildWidget()
  await write('widget.json', widget)
  await write('assets/widget.js', widgetScript)
  await write('assets/letter-widget.js', letterScript)
  await write('assets/frame.json', frame)
  const copyLink = await bundleScript('embed/copy-link.ts')
  await write('copy-link.json', { script: copyLink, hash: hashSource('sha256', copyLink) })
  const { script: builderScript, css: builderCss, ...builder } = await buildBuilder()
  await write('builder.json', builder)
  await write('assets/builder.css', builderCss)
  await write('assets/builder.js', builderScript)
  const docs = await buildDocs()
  await write('docs.json', docs.hashes)
  const { mark } = drawnColours(site.accent)
  await writeIfNew(join(root, 'build/assets/favicon.ico'), favicon(mark))
  await writeIfNew(join(root, 'build/assets/apple-touch-icon.png'), touchIcon(mark))
  await write('assets/files.json', letterFiles(compiled))
  await write('badge.json', await buildStyles('reading/embed/badge/badge.css'))
  await write('version.json', {
    version: await codeVersion([...written.values(), JSON.stringify(site)]),
  })
  // The sign-on Worker's: after the version, which is the reading Worker's.
  await write('signing.json', await buildSigningPages())
  await write('puzzle.json', await buildPuzzle())
  const { bundled, beside } = splitSnapshot(snapshot)
  await write('snapshot.json', bundled)
  for (const [key, value] of beside) await write(`assets${snapshotPath(key)}`, value)
  await removeOthers(
    join(root, 'build/assets'),
    'snapshot',
    beside.map(([key]) => snapshotPath(key)),
  )
  await write('public-keys.json', await publicKeys(root))
  const built = join(root, 'build')
  await write('assets/v1/openapi.json', await buildOpenapi(built))
  const { pages, privacy } = await buildPages(built, site, messages, docs.own)
  for (const [name, page] of Object.entries(pages)) await write(`assets/pages/${name}`, page)
  await write('signing-site.json', {
    ...(site.controller !== undefined && { controller: site.controller }),
    accent: drawnColours(site.accent).accent,
    privacy,
    webhooks: [...new Set(site.webhooks)],
  })
  if (isBundled) for (const [name, code] of await readWorkers()) await write(name, code)
}
