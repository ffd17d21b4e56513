import { buildWidget } from '../../build/widget.ts'
import { getValues } from '../../publishing/kv.ts'
import { widgetKey } from '../../revision/keys.ts'
import { command, type KvOptions, openKv, printJson, withKv } from '../command.ts'
import { warnOfOrigin } from '../deployed-origin.ts'

export const keepWidget = withKv(
  command(
    'keep-widget',
    'keep this version of the widget in KV, for pages that pin it; npm run deploy does',
    ['keep-widget --remote'],
  ),
).action(async ({ json, ...options }: KvOptions & { json?: true }) => {
  // The last command of a deploy: its last lines are read.
  if (options.remote) await warnOfOrigin(options.env)
  await using kv = await openKv(options)
  const { hash, script } = await buildWidget()
  const key = widgetKey(hash)
  const known = (await getValues(kv, [key])).get(key) === script
  if (!known) await kv.put([{ key, value: script }])
  if (json) printJson({ state: known ? 'unchanged' : 'kept', hash })
  else if (known) console.log(`The widget ${hash} is kept already.`)
  else console.log(`Kept the widget ${hash}: pages that pin it go on after it changes.`)
})
