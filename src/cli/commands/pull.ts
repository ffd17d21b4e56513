import { readChosen } from '../../publishing/live.ts'
import { command, type KvOptions, openKv, printJson, withKv } from '../command.ts'
import { type EditOptions, openList, withEditing, writeEdit } from '../edit-list.ts'
import { missingNames } from '../missing-names.ts'
import { counted, withProgress } from '../terminal.ts'

export const pull = withEditing(
  withKv(
    command('pull', 'bring those who signed through the form into data/', [
      'pull our-letter-2026 --remote',
      'pull our-letter-2026 --remote --dry-run',
    ]),
  ),
)
  .argument('<slug>', 'the letter')
  .action(async (slug: string, options: KvOptions & EditOptions) => {
    const list = await openList(slug)
    const { missing, deleted } = await withProgress(async (doing) => {
      doing('Reading what is live')
      await using kv = await openKv(options)
      const live = await readChosen(kv, [slug])
      // Awaited here: with the function ends the store.
      return await missingNames(kv, slug, live.letter(slug))
    })
    const warnings =
      deleted > 0
        ? [
            `${counted(deleted, 'name')} that signed on ${deleted === 1 ? 'was' : 'were'} deleted from this list before, and ${deleted === 1 ? 'stays' : 'stay'} out; readers get ${deleted === 1 ? 'it' : 'them'} until the moderator takes ${deleted === 1 ? 'it' : 'them'} back`,
          ]
        : []
    if (missing.length === 0) {
      if (options.json) printJson({ state: 'unchanged', slug, file: list.file, pulled: 0, warnings })
      else {
        console.log(`${list.file} has everybody who signed on and is live.`)
        for (const warning of warnings) console.log(`  warning: ${warning}`)
      }
      return
    }
    // Whoever signed on stands behind all others, as they are live.
    const signatories = [...list.signatories, ...missing]
    await writeEdit({ list, signatories, warnings, about: { pulled: missing.length } }, options)
  })
