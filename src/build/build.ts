import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { words } from '../page/messages/all.ts'
import { builderMessages } from '../page/messages/builder.ts'
import { readPublicKeys } from '../publishing/key-files.ts'
import { PUBLIC_KEYS } from '../publishing/signatures.ts'
import { buildBuilder } from './builder.ts'
import { buildClient } from './client.ts'
import { buildOpenapi } from './openapi.ts'
import { buildStyles } from './styles.ts'
import { codeVersion } from './version.ts'
import { buildWidget } from './widget.ts'

/** The public keys as they are served, and a hash that changes whenever they do. */
const publicKeys = async (root: string): Promise<{ json: string; hash: string }> => {
  const json = `${JSON.stringify(await readPublicKeys(join(root, PUBLIC_KEYS)), null, 2)}\n`
  return { json, hash: createHash('sha256').update(json).digest('hex') }
}

/**
 * Writes what is deployed with the Worker's code to `build/`: the snapshot and the public keys of `data/`, the style
 * sheets, the widget, the builder's script, the words of each language, the version, and the OpenAPI document, which is
 * made by code that needs the others; and the client, for programs that use the API.
 */
export const build = async (root: string, snapshot: Record<string, string>): Promise<void> => {
  await mkdir(join(root, 'build/assets/v1'), { recursive: true })
  await mkdir(join(root, 'build/assets/words'), { recursive: true })
  const write = async (name: string, content: object | string): Promise<void> => {
    const path = join(root, 'build', name)
    const text = typeof content === 'string' ? content : `${JSON.stringify(content)}\n`
    // Whoever reads or watches the file meanwhile sees no change where there is none.
    if ((await readFile(path, 'utf8').catch(() => '')) !== text) await writeFile(path, text)
  }
  await write('snapshot.json', snapshot)
  await write('public-keys.json', await publicKeys(root))
  await write('style.json', await buildStyles('page/style.css'))
  const { script: widgetScript, ...widget } = await buildWidget()
  await write('widget.json', widget)
  await write('assets/widget.js', widgetScript)
  const { script: builderScript, css: builderCss, ...builder } = await buildBuilder()
  await write('builder.json', builder)
  await write('assets/builder.css', builderCss)
  await write('assets/builder.js', builderScript)
  // The English ones are in the Worker.
  const { en: _, ...others } = words
  for (const [language, said] of Object.entries(others)) await write(`assets/words/${language}.json`, said)
  await write('assets/words/builder.json', builderMessages)
  await write('badge.json', await buildStyles('reading/embed/badge.css'))
  await write('version.json', { version: await codeVersion(root) })
  await write('assets/v1/openapi.json', await buildOpenapi())
  await buildClient(root)
}
